import fc from 'fast-check';
import { expect, test } from 'vitest';
import { offsetsOf, rowAt, rowsBetween, scrollFor } from './row-offsets.ts';

const lists = fc
  .array(fc.integer({ min: 1, max: 300 }), { maxLength: 60 })
  .map((sizes) => offsetsOf(sizes.map(String), new Map(sizes.map((size) => [String(size), size])), 50));

test('rows follow one another; those that were not measured have the estimated height', () => {
  expect(offsetsOf(['a', 'b', 'c'], new Map([['b', 80]]), 50)).toEqual([0, 50, 130, 180]);
  expect(offsetsOf([], new Map(), 50)).toEqual([0]);
});

test('the row at a height holds it; before the first and beyond the last, that one', () => {
  fc.assert(
    fc.property(lists, fc.integer({ min: -500, max: 20_000 }), (offsets, height) => {
      const row = rowAt(offsets, height);
      const rows = offsets.length - 1;
      expect(row).toBeGreaterThanOrEqual(Math.min(0, rows - 1));
      expect(row).toBeLessThan(Math.max(1, rows));
      if (row > 0) expect(offsets[row]).toBeLessThanOrEqual(height);
      if (row >= 0 && row < rows - 1) expect(offsets[row + 1]).toBeGreaterThan(height);
    }),
  );
});

test('every row that shows is drawn, once, and the kept one too', () => {
  fc.assert(
    fc.property(lists, fc.nat(15_000), fc.nat(900), fc.integer({ min: -1, max: 60 }), (offsets, top, size, keep) => {
      const rows = offsets.length - 1;
      const drawn = rowsBetween(offsets, top, top + size, keep);
      for (let row = 0; row < rows; row++) {
        const shows = (offsets[row] ?? 0) <= top + size && (offsets[row + 1] ?? 0) > top;
        if (shows || row === keep) expect(drawn).toContain(row);
      }
      expect(drawn).toEqual([...new Set(drawn)].filter((row) => row < rows).sort((a, b) => a - b));
    }),
  );
});

test('scrolling brings a row into view, by no more than is needed', () => {
  const offsets = [0, 100, 200, 300, 400, 500];
  expect(scrollFor(offsets, 1, 90, 250, 8)).toBe(90);
  expect(scrollFor(offsets, 0, 200, 250, 8)).toBe(0);
  expect(scrollFor(offsets, 4, 0, 250, 8)).toBe(258);
  expect(scrollFor(offsets, 2, 0, 50, 8)).toBe(192);
});
