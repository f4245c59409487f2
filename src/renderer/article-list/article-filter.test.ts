import { expect, test } from 'vitest';
import { articleBeside, articlesInOrder, conditionsOf, NO_FILTER, progressOf } from './article-filter.ts';
import { summaryOf } from './summaries.fixture.ts';

const summaries = [
  summaryOf('a4', { title: 'Delta towns weigh a pact', status: 'done', outlet: 'River Post', date: '2026-03-09' }),
  summaryOf('a1', { title: 'article 10', status: 'not-relevant', author: 'Inès Marrow' }),
  summaryOf('a3', { title: 'Article 9', status: 'in-progress', incomplete: 2, date: '2026-03-10T08:00:00Z' }),
  summaryOf('a2', { title: 'Ferry operator', counts: { claim: 3 } }),
  summaryOf('a5', { title: 'Old', archived: true, status: 'done', counts: { claim: 9 } }),
];
const shown = (filter: Partial<typeof NO_FILTER>) => articlesInOrder(summaries, { ...NO_FILTER, ...filter });

test('to do first: unfinished ones in the order of import, then done, then not relevant', () => {
  expect(shown({})).toEqual(['a2', 'a3', 'a4', 'a1']);
});

test('by title as people order it, by date from the newest with unknown dates last, by import', () => {
  expect(shown({ sort: 'title' })).toEqual(['a3', 'a1', 'a4', 'a2']);
  expect(shown({ sort: 'date' })).toEqual(['a3', 'a4', 'a1', 'a2']);
  expect(shown({ sort: 'import' })).toEqual(['a1', 'a2', 'a3', 'a4']);
});

test('text is sought in title, outlet and author, without regard to case, accents and the order of words', () => {
  expect(shown({ text: 'MARROW ines' })).toEqual(['a1']);
  expect(shown({ text: 'river delta' })).toEqual(['a4']);
  expect(shown({ text: '  ' })).toHaveLength(4);
  expect(shown({ text: 'delta ferry' })).toEqual([]);
});

test('status, incomplete and archived narrow the list', () => {
  expect(shown({ statuses: ['done', 'to-do'] })).toEqual(['a2', 'a4']);
  expect(shown({ incomplete: true })).toEqual(['a3']);
  expect(shown({ archived: true })).toEqual(['a5']);
  expect(conditionsOf({ ...NO_FILTER, statuses: ['done', 'to-do'], archived: true })).toBe(3);
});

test('the open article keeps its place when its status changes, until it is no longer held', () => {
  const opened = summaryOf('a2', { title: 'Ferry operator' });
  const changed = summaries.map((s) => (s.article.id === 'a2' ? { ...s, status: 'done' as const } : s));
  expect(articlesInOrder(changed, NO_FILTER, opened)).toEqual(['a2', 'a3', 'a4', 'a1']);
  expect(articlesInOrder(changed, { ...NO_FILTER, statuses: ['to-do'] }, opened)).toEqual(['a2']);
  expect(articlesInOrder(changed, NO_FILTER)).toEqual(['a3', 'a2', 'a4', 'a1']);
});

test('next and previous stop at the ends; from an article that is not shown they start at an end', () => {
  const order = ['a', 'b', 'c'];
  expect(articleBeside(order, 'b', 1)).toBe('c');
  expect(articleBeside(order, 'c', 1)).toBeNull();
  expect(articleBeside(order, 'a', -1)).toBeNull();
  expect(articleBeside(order, null, 1)).toBe('a');
  expect(articleBeside(order, 'gone', -1)).toBe('c');
  expect(articleBeside([], null, 1)).toBeNull();
});

test('progress leaves out archived and irrelevant articles', () => {
  expect(progressOf(summaries)).toEqual({ done: 1, total: 3, claims: 3 });
});
