import { expect, test } from 'vitest';
import type { Preview } from '../../shared/contract/articles.ts';
import { guessOf, isAnswered, oneByOne, questionsOf, readAsOf, withColumn } from './questions.ts';

const table = (columns: string[], guess = {}): Preview => ({
  kind: 'table',
  encodings: [],
  encoding: 'utf-8',
  columns,
  sample: [],
  guess,
  rows: 1,
});
const text = (...names: string[]): Preview => ({
  kind: 'text',
  large: null,
  encodings: names.map((name) => ({ name, sample: '' })),
});
const file = (token: string) => ({ token, name: `${token}.x` });

test('files with the same columns, or the same doubt, are one question; plain ones are none', () => {
  const files = ['a', 'b', 'c', 'd', 'e', 'f'].map(file);
  const doubt = text('windows-1252', 'windows-1250');
  const same = table(['id', 'body'], { text: 'body' });
  const questions = questionsOf(files, [same, doubt, { kind: 'plain' }, same, table(['x']), doubt]);
  expect(questions.map(({ files }) => files.map(({ file }) => file.token))).toEqual([['a', 'd'], ['b', 'f'], ['e']]);
  expect(readAsOf(questions, questions.map(guessOf))).toEqual({
    a: { columns: { text: 'body' } },
    d: { columns: { text: 'body' } },
    b: { encoding: 'windows-1252' },
    f: { encoding: 'windows-1252' },
    e: {},
  });
  const [first, second, third] = questions;
  if (!first || !second || !third) throw new Error('a question is missing');
  expect(oneByOne(first)).toHaveLength(2);
  expect([isAnswered(first, guessOf(first)), isAnswered(second, {}), isAnswered(third, guessOf(third))]).toEqual([
    true,
    true,
    false,
  ]);
});

test('a column is set, changed and left out; without a text there are no columns', () => {
  expect(withColumn({ text: 'body' }, 'title', 'head')).toEqual({ text: 'body', title: 'head' });
  expect(withColumn({ text: 'body', title: 'head' }, 'title', '')).toEqual({ text: 'body' });
  expect(withColumn({ text: 'body', title: 'head' }, 'text', 'x')).toEqual({ text: 'x', title: 'head' });
  expect(withColumn({ text: 'body' }, 'text', '')).toBeUndefined();
  expect(withColumn(undefined, 'text', 'body')).toEqual({ text: 'body' });
});
