import fc from 'fast-check';
import { expect, test } from 'vitest';
import { awkwardRange, awkwardText } from './awkward-text.fixture.ts';
import { graphemeBoundary } from './graphemes.ts';
import { countWords, nextWord, paragraphAt, previousWord, snapRange, tokens, wordAt, words } from './text.ts';

const cut = (text: string, range: { start: number; end: number } | null) => range && text.slice(range.start, range.end);
const list = (text: string) => Array.from(words(text), (word) => cut(text, word));
const snapped = (text: string, selected: string, options = { words: true }) => {
  const start = text.indexOf(selected);
  return cut(text, snapRange(text, { start, end: start + selected.length }, options));
};

test('words', () => {
  expect(list("The president-elect's AT&T stake, Marrow’s 10,000 at 10:30")).toEqual([
    'The',
    "president-elect's",
    'AT&T',
    'stake',
    'Marrow’s',
    '10,000',
    'at',
    '10:30',
  ]);
  expect(list('U.S.-Russia ties, 5 p.m. (e.g. now).Then')).toEqual([
    'U.S.-Russia',
    'ties',
    '5',
    'p.m.',
    'e.g.',
    'now',
    'Then',
  ]);
  expect(list('e\u0301te\u0301 \u0000na\u00efve ‘quoted’ 𝒜𝒜 नमस्ते')).toEqual([
    'e\u0301te\u0301',
    'na\u00efve',
    'quoted',
    '𝒜𝒜',
    'नमस्ते',
  ]);
  expect(list('word— “end.” ...')).toEqual(['word', 'end']);
});

test('scripts without spaces have words, far into a run as well', () => {
  expect(list('東京に行く。')).toContain('東京');
  const long = '東京大学'.repeat(5000);
  expect(wordAt(long, 18_001)).toMatchObject({ start: expect.any(Number) });
  expect(countWords(long)).toBeGreaterThan(5000);
});

test('words ascend, are apart, and every letter and number is in one', () => {
  fc.assert(
    fc.property(awkwardText, (text) => {
      let last = 0;
      for (const word of words(text)) {
        expect(word.start).toBeGreaterThanOrEqual(last);
        expect(word.end).toBeGreaterThan(word.start);
        expect(text.slice(last, word.start)).not.toMatch(/[\p{Lu}\p{Ll}\p{Nd}]/u);
        last = word.end;
      }
      expect(text.slice(last)).not.toMatch(/[\p{Lu}\p{Ll}\p{Nd}]/u);
    }),
  );
});

test('wordAt, nextWord and previousWord agree with the list of words from every offset', () => {
  fc.assert(
    fc.property(awkwardText, (text) => {
      const all = [...words(text)];
      for (let offset = 0; offset <= text.length; offset++) {
        expect(wordAt(text, offset)).toEqual(
          all.findLast((word) => word.start <= offset && word.end >= offset) ?? null,
        );
        expect(nextWord(text, offset)).toBe(all.find((word) => word.end > offset)?.end ?? text.length);
        expect(previousWord(text, offset)).toBe(all.findLast((word) => word.start < offset)?.start ?? 0);
      }
    }),
  );
});

test('tokens are runs of letters, marks and digits, or single characters', () => {
  const text = 'Marrow’s 3.5\u00a0% 😀e\u0301 x\u0000\n_½';
  expect(Array.from(tokens(text), (token) => cut(text, token))).toEqual([
    'Marrow',
    '’',
    's',
    '3',
    '.',
    '5',
    '%',
    '😀',
    'e\u0301',
    'x',
    '\u0000',
    '_',
    '½',
  ]);
  fc.assert(
    fc.property(awkwardText, (any) => {
      const expected = Array.from(any.matchAll(/[\p{L}\p{M}\p{Nd}]+|\S/gu), (match) => match[0]);
      expect(Array.from(tokens(any), (token) => cut(any, token))).toEqual(expected);
    }),
  );
});

test('a paragraph is a line without its line feed', () => {
  const text = 'one\n\ntwo\u2028still two';
  expect(cut(text, paragraphAt(text, 3))).toBe('one');
  expect(paragraphAt(text, 4)).toEqual({ start: 4, end: 4 });
  expect(cut(text, paragraphAt(text, 5))).toBe('two\u2028still two');
  expect(cut(text, paragraphAt(text, text.length))).toBe('two\u2028still two');
});

test('a selection loses its blanks and gains the rest of its words', () => {
  expect(snapped('bank reserves rose', 'ves ro')).toBe('reserves rose');
  expect(snapped('the president-elect’s plan', 'elect')).toBe('president-elect’s');
  expect(snapped('the president-elect’s plan', 'elect', { words: false })).toBe('elect');
  expect(snapped('Marrow’s view', 'Marrow', { words: false })).toBe('Marrow');
  expect(snapped('said, “Not yet,” and', ' “Not yet,” ')).toBe('“Not yet,”');
  expect(snapped('a\u00a0 \u200b\u2060\ufeffb\u3000\n\t', '\u00a0 \u200b\u2060\ufeffb\u3000\n')).toBe('b');
  expect(snapped('a \u00a0\u200b\u200d\n b', ' \u00a0\u200b\u200d\n ')).toBeNull();
  expect(snapRange('word', { start: 2, end: 2 }, { words: true })).toBeNull();
});

test('a grapheme is never cut, not even where words may be', () => {
  const text = 'x 👩‍👩‍👧‍👦y e\u0301a';
  expect(cut(text, snapRange(text, { start: 4, end: 5 }, { words: false }))).toBe('👩‍👩‍👧‍👦');
  const accent = text.indexOf('\u0301');
  expect(cut(text, snapRange(text, { start: accent, end: accent + 2 }, { words: false }))).toBe('e\u0301a');
});

test('snapping is final, whole, without blanks at its edges, and cuts no word', () => {
  fc.assert(
    fc.property(awkwardRange, fc.boolean(), ({ text, range }, whole) => {
      const options = { words: whole };
      const snap = snapRange(text, range, options);
      if (!snap) return;
      expect(snap.start).toBeLessThan(snap.end);
      expect(snapRange(text, snap, options)).toEqual(snap);
      expect(graphemeBoundary(text, snap.start, 'before')).toBe(snap.start);
      expect(graphemeBoundary(text, snap.end, 'after')).toBe(snap.end);
      expect(text.slice(snap.start, snap.end)).not.toMatch(/^[\s\u200b]+$/);
      if (!whole) return;
      for (const word of words(text)) {
        for (const edge of [snap.start, snap.end]) expect(word.start < edge && edge < word.end).toBe(false);
      }
    }),
    { numRuns: 500 },
  );
});
