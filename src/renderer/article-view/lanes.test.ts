import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assignLanes } from './lanes.ts';

const intervals = fc.array(
  fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 20 })).map(([start, size]) => ({ start, end: start + size })),
  { maxLength: 40 },
);

test('intervals of one lane never overlap', () => {
  fc.assert(
    fc.property(intervals, (list) => {
      const lanes = assignLanes(list);
      list.forEach((a, i) => {
        list.forEach((b, j) => {
          if (i < j && lanes[i] === lanes[j]) expect(a.start < b.end && b.start < a.end).toBe(false);
        });
      });
    }),
  );
});

test('there are no more lanes than intervals that meet at one place', () => {
  fc.assert(
    fc.property(intervals, (list) => {
      const depth = Math.max(
        0,
        ...list.map(({ start }) => list.filter((b) => b.start <= start && start < b.end).length),
      );
      expect(Math.max(-1, ...assignLanes(list)) + 1).toBe(depth);
    }),
  );
});

test('lanes do not depend on the order of different intervals', () => {
  const list = [
    { start: 0, end: 10 },
    { start: 2, end: 5 },
    { start: 4, end: 8 },
  ];
  expect(assignLanes(list)).toEqual([0, 1, 2]);
  expect(assignLanes(list.toReversed())).toEqual([2, 1, 0]);
});
