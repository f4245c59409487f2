import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HEADER } from './golden/example.fixture.ts';
import { article } from './project.fixture.ts';
import { articleFileName, createSpelling, escapeWord, unescapeWord } from './spelling.ts';

const anything = fc.string({ unit: 'binary' }).map((text) => text.toWellFormed());

test('property: any text is one word of a few signs, and comes back', () => {
  fc.assert(
    fc.property(anything, (text) => {
      expect(escapeWord(text)).toMatch(/^[\w+.%-]*$/);
      expect(unescapeWord(escapeWord(text))).toBe(text);
    }),
  );
  expect(escapeWord('temporal limit')).toBe('temporal_limit');
});

test('property: labels of any names have types of their own that lead back to them', () => {
  const named = fc.array(
    anything.map((name) => name.slice(0, 10)),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(named, (names) => {
      const labels = names.map((name, i) => ({ ...HEADER.labels[0], id: `label-${i}`, name }));
      const { labels: spelled } = createSpelling({ ...HEADER, labels: labels as typeof HEADER.labels });
      const types = labels.map(({ id }) => spelled.type(id));
      for (const type of types) expect(type).toMatch(/^[A-Za-z0-9_]+$/);
      expect(new Set(types).size).toBe(labels.length);
      for (const { id } of labels)
        expect([spelled.idOf(spelled.type(id)), spelled.idOf(spelled.word(id))]).toEqual([id, id]);
    }),
  );
});

test.each([
  ['Ferry “waits” über die Brücke', 'ferry', 'ferry-waits-uber-die-brucke_ferry'],
  ['', 'market', 'article_market'],
  ['渡し船', 'A:1', /^article_[0-9a-f]{32}$/],
])('the files of “%s” (%s)', (title, id, name) => {
  expect(articleFileName(article('x', { id, title }))).toMatch(name);
});
