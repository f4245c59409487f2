import { expect, test } from 'vitest';
import { rangeOf, toggled } from './choosing.ts';

test('a range goes either way; from an article that is not listed, it is the one it goes to', () => {
  const order = ['a', 'b', 'c', 'd'];
  expect(rangeOf(order, 'b', 'd')).toEqual(['b', 'c', 'd']);
  expect(rangeOf(order, 'd', 'b')).toEqual(['b', 'c', 'd']);
  expect(rangeOf(order, null, 'c')).toEqual(['c']);
  expect(rangeOf(order, 'gone', 'c')).toEqual(['c']);
});

test('an article goes in and out, and the set before stays as it was', () => {
  const chosen = new Set(['a']);
  expect([...toggled(chosen, 'b')]).toEqual(['a', 'b']);
  expect([...toggled(chosen, 'a')]).toEqual([]);
  expect([...chosen]).toEqual(['a']);
});
