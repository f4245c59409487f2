import { expect, test } from 'vitest';
import { LOOKS, lineOf, looksOf } from './label-looks.ts';

const ids = (...list: string[]) => list.map((id) => ({ id }));

test('built-in labels keep their looks in any order, and labels of one’s own have others', () => {
  const looks = looksOf(ids('evidence', 'cue', 'claim', 'topic', 'speaker', 'condition'));
  expect(['speaker', 'claim', 'condition', 'cue'].map((id) => looks.get(id))).toEqual([0, 1, 2, 3]);
  expect(['evidence', 'topic'].map((id) => looks.get(id))).toEqual([4, 5]);
});

test('no two looks have the same line', () => {
  const lines = Array.from({ length: LOOKS }, (_, look) => JSON.stringify(lineOf(look)));
  expect(new Set(lines).size).toBe(LOOKS);
});

test('more labels than looks begin again', () => {
  const many = ids(...Array.from({ length: 30 }, (_, index) => `own-${index}`));
  expect(Math.max(...looksOf(many).values())).toBe(LOOKS - 1);
});
