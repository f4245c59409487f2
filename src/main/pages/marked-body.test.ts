import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Range } from '../../shared/model.ts';
import { type Mark, markedBody } from './marked-body.ts';

/** What a browser would give as textContent: tags away, character references back. */
const textContent = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

const mark = (number: number, ...fragments: Range[]): Mark => ({
  number,
  labelName: 'Claim',
  labelIndex: 1,
  fragments,
});

const texts = fc
  .array(fc.oneof(fc.constantFrom('\n', '<', '>', '&', '"', '&amp;', '</p>', '😀', 'é', 'א', ' '), fc.string()), {
    maxLength: 30,
  })
  .map((parts) => parts.join('').replaceAll('\0', ''));

const marked = texts.chain((text) =>
  fc
    .array(fc.array(fc.nat(text.length), { minLength: 2, maxLength: 6 }), { maxLength: 8 })
    .map((lists) =>
      lists
        .map((list) => [...new Set(list)].sort((a, b) => a - b))
        .map((edges) => edges.flatMap((start, i) => (i % 2 === 0 ? [{ start, end: edges[i + 1] ?? start }] : [])))
        .map((ranges) => ranges.filter(({ start, end }) => start < end))
        .filter((ranges) => ranges.length > 0)
        .map((ranges, i) => mark(i + 1, ...ranges)),
    )
    .map((marks) => ({ text, marks })),
);

test('the text content is the article’s text, whatever spans overlap', () => {
  fc.assert(
    fc.property(marked, ({ text, marks }) => {
      expect(textContent(markedBody(text, marks))).toBe(text);
    }),
  );
});

/** The text in the marks of each label, as a reader of the page would collect it. */
function coveredText(html: string): Map<string, string> {
  const covered = new Map<string, string>();
  const open: string[] = [];
  for (const [token, label] of html.matchAll(/<mark[^>]*class="(label-\d+)[^>]*>|<[^>]*>|[^<]+/g)) {
    if (label) open.push(label);
    else if (token === '</mark>') open.pop();
    else if (!token.startsWith('<'))
      for (const each of open) covered.set(each, (covered.get(each) ?? '') + textContent(token));
  }
  return covered;
}

test('every span covers its own text, and begins and ends once a fragment', () => {
  fc.assert(
    fc.property(marked, ({ text, marks }) => {
      const html = markedBody(
        text,
        marks.map((each) => ({ ...each, labelIndex: each.number })),
      );
      const covered = coveredText(html);
      for (const { number, fragments } of marks) {
        expect(covered.get(`label-${number}`)).toBe(fragments.map(({ start, end }) => text.slice(start, end)).join(''));
        expect(html.split(` data-name="Claim ${number}"`).length - 1).toBe(fragments.length);
        expect(html.split(` data-end="${number}"`).length - 1).toBe(fragments.length);
        expect(html.split(` id="s${number}"`).length - 1).toBe(1);
      }
    }),
  );
});

test('a name of a label cannot leave its attribute, nor text its element', () => {
  const html = markedBody('<b>&', [{ ...mark(1, { start: 0, end: 4 }), labelName: '"><script>' }]);
  expect(html).toBe(
    '<p dir="auto"><mark id="s1" class="label-1 lane-0" data-name="&quot;&gt;&lt;script&gt; 1" data-end="1">' +
      '&lt;b&gt;&amp;</mark></p>',
  );
});

test('overlapping spans lie in one another, each on a line of its own', () => {
  const html = markedBody('abcd', [mark(1, { start: 0, end: 3 }), mark(2, { start: 1, end: 4 })]);
  expect(html).toBe(
    '<p dir="auto"><mark id="s1" class="label-1 lane-0" data-name="Claim 1">a</mark>' +
      '<mark class="label-1 lane-0" data-end="1"><mark id="s2" class="label-1 lane-1" data-name="Claim 2">bc</mark></mark>' +
      '<mark class="label-1 lane-1" data-end="2">d</mark></p>',
  );
});

test('NUL, which HTML cannot hold, is shown as what stands for it', () => {
  expect(markedBody('a\0b', [])).toBe('<p dir="auto">a\uFFFDb</p>');
});
