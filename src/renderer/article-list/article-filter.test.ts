import { expect, test } from 'vitest';
import {
  type ArticleSort,
  articleBeside,
  articlesInOrder,
  conditionsOf,
  NO_FILTER,
  progressOf,
} from './article-filter.ts';
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

test('by outlet with unknown ones last, by most claims, by what is incomplete', () => {
  const list = [
    summaryOf('b1', { outlet: 'river post', counts: { claim: 1 } }),
    summaryOf('b2', { counts: { claim: 12 }, incomplete: 1 }),
    summaryOf('b3', { outlet: 'Élan', incomplete: 4 }),
    summaryOf('b4', { outlet: 'Delta Post' }),
  ];
  const sorted = (sort: ArticleSort) => articlesInOrder(list, { ...NO_FILTER, sort });
  expect(sorted('outlet')).toEqual(['b4', 'b3', 'b1', 'b2']);
  expect(sorted('claims')).toEqual(['b2', 'b1', 'b3', 'b4']);
  expect(sorted('incomplete')).toEqual(['b3', 'b2', 'b1', 'b4']);
});

test('labels, notes, tags and what describes an article narrow the list', () => {
  const list = [
    summaryOf('c1', { counts: { claim: 2 }, tags: ['dams', 'water'], outlet: 'Post', date: '2026-03-09' }),
    summaryOf('c2', {
      counts: { claim: 1, cue: 1 },
      notes: 1,
      tags: ['water'],
      author: 'Ines',
      date: '2026-03-10T08:00',
    }),
    summaryOf('c3', { outlet: 'Post', author: 'Ines' }),
  ];
  const found = (filter: Partial<typeof NO_FILTER>) => articlesInOrder(list, { ...NO_FILTER, ...filter });
  expect(found({ labels: { claim: 'some' } })).toEqual(['c1', 'c2']);
  expect(found({ labels: { claim: 'some', cue: 'none' } })).toEqual(['c1']);
  expect(found({ labels: { claim: 'none' } })).toEqual(['c3']);
  expect(found({ notes: true })).toEqual(['c2']);
  expect(found({ tags: ['water'] })).toEqual(['c1', 'c2']);
  expect(found({ tags: ['water', 'dams'] })).toEqual(['c1']);
  expect(found({ outlet: 'post', author: 'Inès' })).toEqual(['c3']);
  expect(found({ from: '2026-03-10' })).toEqual(['c2']);
  expect(found({ to: '2026-03-09' })).toEqual(['c1']);
  expect(found({ from: '2026-03-01', to: '2026-03-10' })).toEqual(['c1', 'c2']);
});

test('status, incomplete and archived narrow the list', () => {
  expect(shown({ statuses: ['done', 'to-do'] })).toEqual(['a2', 'a4']);
  expect(shown({ incomplete: true })).toEqual(['a3']);
  expect(shown({ archived: true })).toEqual(['a5']);
  expect(conditionsOf({ ...NO_FILTER, statuses: ['done', 'to-do'], archived: true })).toBe(3);
  expect(conditionsOf({ ...NO_FILTER, labels: { cue: 'none' }, tags: ['a', 'b'], from: '2026', to: '2027' })).toBe(4);
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
  expect(progressOf(summaries)).toEqual({ done: 1, inProgress: 1, total: 3, claims: 3 });
});
