import fc from 'fast-check';
import { expect, test } from 'vitest';
import { invisiblesOf } from './invisible-kinds.ts';

const namesIn = (text: string) => invisiblesOf(text, { start: 0, end: text.length }).map(({ name }) => name);

test('spaces, tabs, and what has no shape are told apart and named', () => {
  expect(namesIn('a  b\u00a0c\td\u2003e')).toEqual(['space', 'no-break space', 'tab', 'space of another width']);
  expect(namesIn('a\u200bb\u200dc\u200ed\u202ee\ufefff\u00adg')).toEqual([
    'ZWSP',
    'ZWJ',
    'LRM',
    'RLO',
    'BOM',
    'soft hyphen',
  ]);
  expect(namesIn('a\u0000b\u2028c\u{e0001}')).toEqual(['U+0000', 'LS', 'U+E0001']);
  expect(namesIn('word\nאות — “é” 😀 字')).toEqual(['space', 'space', 'space', 'space']);
});

test('offsets are those of the text: nothing visible is in a range, and parts give what the whole gives', () => {
  const texts = fc
    .array(fc.constantFrom('a', ' ', '\t', '\n', '\u00a0', '\u200b', '\u202e', '😀', 'é'))
    .map((a) => a.join(''));
  fc.assert(
    fc.property(texts, texts, (one, other) => {
      const text = `${one}x${other}`;
      const all = invisiblesOf(text, { start: 0, end: text.length });
      for (const { start, end } of all) expect(text.slice(start, end)).not.toMatch(/[a-zé😀\n]/u);
      const cut = one.length;
      expect([
        ...invisiblesOf(text, { start: 0, end: cut }),
        ...invisiblesOf(text, { start: cut, end: text.length }),
      ]).toEqual(all);
    }),
  );
});
