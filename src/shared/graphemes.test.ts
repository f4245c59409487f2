import fc from 'fast-check';
import { expect, test } from 'vitest';
import { awkwardText } from './awkward-text.fixture.ts';
import { graphemeBoundary, nextGrapheme, previousGrapheme } from './graphemes.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

function boundariesOf(text: string): number[] {
  return [...Array.from(segmenter.segment(text), ({ index }) => index), text.length];
}

test('every boundary is where the whole text, segmented at once, has it', () => {
  fc.assert(
    fc.property(awkwardText, (text) => {
      const boundaries = boundariesOf(text);
      for (let offset = 0; offset <= text.length; offset++) {
        const before = boundaries.findLast((boundary) => boundary <= offset) ?? 0;
        const after = boundaries.find((boundary) => boundary >= offset) ?? text.length;
        expect(graphemeBoundary(text, offset, 'before')).toBe(before);
        expect(graphemeBoundary(text, offset, 'after')).toBe(after);
        expect(nextGrapheme(text, offset)).toBe(boundaries.find((boundary) => boundary > offset) ?? text.length);
        expect(previousGrapheme(text, offset)).toBe(boundaries.findLast((boundary) => boundary < offset) ?? 0);
      }
    }),
    { numRuns: 500 },
  );
});

test('what lies far before an offset counts where it must: flags pair off from the start of their run', () => {
  const flags = `x${'🇩🇪'.repeat(500)}`;
  expect(graphemeBoundary(flags, flags.length - 2, 'before')).toBe(flags.length - 4);
  const odd = `x🇩${'🇩🇪'.repeat(500)}`;
  expect(graphemeBoundary(odd, odd.length - 2, 'before')).toBe(odd.length - 2);
});

test('a grapheme longer than the window is whole', () => {
  const tower = `a${'\u0301'.repeat(1000)}b`;
  expect(nextGrapheme(tower, 0)).toBe(1001);
  expect(previousGrapheme(tower, 1001)).toBe(0);
  expect(graphemeBoundary(tower, 500, 'before')).toBe(0);
});

test('offsets outside the text are taken to its edges', () => {
  expect(nextGrapheme('ab', 7)).toBe(2);
  expect(previousGrapheme('ab', 7)).toBe(1);
  expect(graphemeBoundary('ab', -3, 'after')).toBe(0);
  expect(nextGrapheme('', 0)).toBe(0);
});

test('what joins a million characters into one is taken a character at a time, and never half of one', () => {
  for (const text of ['👩\u200d'.repeat(1_000_000), `e${'\u0301'.repeat(1_000_000)}`, '🇩'.repeat(1_000_001)]) {
    const middle = Math.floor(text.length / 2);
    for (let offset = middle; offset < middle + 20; offset++) {
      const [before, after] = [graphemeBoundary(text, offset, 'before'), graphemeBoundary(text, offset, 'after')];
      expect([before <= offset, after >= offset, after - before <= 4]).toEqual([true, true, true]);
      expect(text.slice(before, after).isWellFormed()).toBe(true);
    }
    expect(nextGrapheme(text, middle)).toBeGreaterThan(middle);
    expect(previousGrapheme(text, middle)).toBeLessThan(middle);
  }
});
