import { expect, test } from 'vitest';
import { createOffsetMap } from './offset-map.ts';
import { stepSpan, walkStack } from './span-cursor.ts';
import { createSpanIndex, type ShownSpan } from './span-index.ts';

const span = (id: string, start: number, end: number): ShownSpan => ({
  id,
  label: 'claim',
  fragments: [{ start, end }],
});
const index = createSpanIndex(createOffsetMap('x'.repeat(100)), [
  span('inner', 10, 15),
  span('outer', 10, 40),
  span('crossing', 12, 50),
  span('last', 80, 90),
]);
const step = (active: string | null, caret: number, way: 'next' | 'previous' | 'stack') =>
  stepSpan(index, active, caret, way)?.id;

test('goes through all spans in document order, into those that nest', () => {
  const visited: string[] = [];
  for (let id = step(null, 0, 'next'); id; id = step(id, 0, 'next')) visited.push(id);
  expect(visited).toEqual(['outer', 'inner', 'crossing', 'last']);
  expect(step('inner', 0, 'previous')).toBe('outer');
  expect(step('outer', 0, 'previous')).toBeUndefined();
});

test('without an active span it starts at the caret', () => {
  expect(step(null, 60, 'next')).toBe('last');
  expect(step(null, 60, 'previous')).toBe('crossing');
  expect(step(null, 95, 'next')).toBeUndefined();
});

test('walks the stack round, smallest first', () => {
  expect(step(null, 13, 'stack')).toBe('inner');
  expect(step('inner', 13, 'stack')).toBe('outer');
  const stack = index.at(13);
  expect(stack.map((each) => each.id)).toEqual(['inner', 'outer', 'crossing']);
  expect(walkStack(stack, 'crossing')?.id).toBe('inner');
  expect(walkStack(stack, 'last')?.id).toBe('inner');
  expect(walkStack([], 'last')).toBeUndefined();
});
