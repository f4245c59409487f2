import fc from 'fast-check';
import { expect, test } from 'vitest';
import { awkwardRange } from './awkward-text.fixture.ts';
import { expandRange } from './expand-range.ts';
import { paragraphAt } from './text.ts';

/** What a caret in the middle of a word grows to, one press after another. */
function steps(text: string, word: string): string[] {
  const found = [];
  const caret = text.indexOf(word) + 1;
  let range = { start: caret, end: caret };
  for (;;) {
    const next = expandRange(text, range);
    if (next.start === range.start && next.end === range.end) return found;
    range = next;
    found.push(text.slice(range.start, range.end));
  }
}

test('word, quotation, clause, sentence, paragraph', () => {
  const text = 'Rain fell. "Not yet," she warned, but nobody left the city. It was late.\nNext.';
  expect(steps(text, 'yet')).toEqual([
    'yet',
    '"Not yet,"',
    '"Not yet," she warned',
    '"Not yet," she warned, but nobody left the city.',
    'Rain fell. "Not yet," she warned, but nobody left the city. It was late.',
  ]);
  expect(steps(text, 'nobody')).toEqual([
    'nobody',
    'but nobody left the city',
    '"Not yet," she warned, but nobody left the city.',
    'Rain fell. "Not yet," she warned, but nobody left the city. It was late.',
  ]);
});

test('inside a long quotation its clauses and sentences come first, and no step cuts it', () => {
  const text = 'He spoke. “It rained, and the dam broke. We left,” said Marrow’s aide.';
  expect(steps(text, 'dam')).toEqual([
    'dam',
    'and the dam broke',
    'It rained, and the dam broke.',
    '“It rained, and the dam broke. We left,”',
    '“It rained, and the dam broke. We left,” said Marrow’s aide',
    '“It rained, and the dam broke. We left,” said Marrow’s aide.',
    text,
  ]);
  expect(steps(text, 'Marrow')[1]).toBe('“It rained, and the dam broke. We left,” said Marrow’s aide');
});

test('clauses end at dashes, brackets, colons and semicolons, not inside numbers, words or abbreviations', () => {
  const text = 'The president-elect (a farmer) paid 10,000 euros – at 10:30 – to the U.S.; nobody knew: he is gone';
  expect(steps(text, 'elect')[1]).toBe('The president-elect');
  expect(steps(text, 'farmer')[1]).toBe('a farmer');
  expect(steps(text, 'euros')[1]).toBe('paid 10,000 euros');
  expect(steps(text, '10:30')[1]).toBe('at 10:30');
  expect(steps(text, 'U.S.')[1]).toBe('to the U.S.');
  expect(steps(text, 'knew')[1]).toBe('nobody knew');
  expect(steps('He went to the U.S.\nx', 'went')[1]).toBe('He went to the U.S.');
});

test('a range over several paragraphs grows to them', () => {
  const text = 'One. Two.\nThree. Four.\nFive.';
  const range = { start: text.indexOf('wo'), end: text.indexOf('ree') };
  const sentences = expandRange(text, expandRange(text, range));
  expect(text.slice(sentences.start, sentences.end)).toBe('Two.\nThree.');
  const paragraphs = expandRange(text, sentences);
  expect(text.slice(paragraphs.start, paragraphs.end)).toBe('One. Two.\nThree. Four.');
  expect(expandRange(text, paragraphs)).toEqual(paragraphs);
});

test('every step holds the one before and more, and the last is the paragraphs', () => {
  fc.assert(
    fc.property(awkwardRange, ({ text, range }) => {
      const first = paragraphAt(text, range.start).start;
      const last = paragraphAt(text, Math.max(range.start, range.end - 1)).end;
      let current = range;
      for (let step = 0; ; step++) {
        expect(step).toBeLessThan(100);
        const next = expandRange(text, current);
        if (next.start === current.start && next.end === current.end) break;
        expect(next.start).toBeLessThanOrEqual(current.start);
        expect(next.end).toBeGreaterThanOrEqual(current.end);
        expect(next.end - next.start).toBeGreaterThan(current.end - current.start);
        current = next;
      }
      expect(current).toEqual({ start: Math.min(first, range.start), end: Math.max(last, range.end) });
    }),
    { numRuns: 300 },
  );
});
