import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Range } from '../../shared/model.ts';
import { withoutFragmentAt, withRange } from './fragments.ts';

const range = fc
  .tuple(fc.nat(60), fc.integer({ min: 1, max: 12 }))
  .map(([start, size]) => ({ start, end: start + size }));
const covers = (fragments: readonly Range[], offset: number) =>
  fragments.some(({ start, end }) => start <= offset && offset < end);

test('property: adding ranges covers exactly what they cover, ascending and apart', () => {
  fc.assert(
    fc.property(fc.array(range, { minLength: 1, maxLength: 8 }), (ranges) => {
      const fragments = ranges.reduce<Range[]>(withRange, []);
      for (let offset = 0; offset < 80; offset++) expect(covers(fragments, offset)).toBe(covers(ranges, offset));
      for (const [index, { start, end }] of fragments.entries()) {
        expect(start).toBeLessThan(end);
        if (index > 0) expect(fragments[index - 1]?.end).toBeLessThan(start);
      }
    }),
  );
});

test('the fragment at the caret is taken out, but never the last one', () => {
  const fragments = [
    { start: 0, end: 4 },
    { start: 9, end: 12 },
  ];
  expect(withoutFragmentAt(fragments, 12)).toEqual([{ start: 0, end: 4 }]);
  expect(withoutFragmentAt(fragments, 6)).toBeNull();
  expect(withoutFragmentAt([{ start: 0, end: 4 }], 2)).toBeNull();
});
