import { expect, test } from 'vitest';
import type { ArticleFilter } from '../../shared/contract/datasets.ts';
import type { DatasetSource } from './format.ts';
import { ARTICLES, HEADER } from './golden/example.fixture.ts';
import { select } from './selection.ts';

const SOURCE: DatasetSource = { header: HEADER, total: 2, articles: () => ARTICLES };
const chosen = (filter: ArticleFilter) => [...select(SOURCE, { filter }).articles()].map(({ article }) => article.id);

test.each<[string, ArticleFilter, string[]]>([
  ['nothing asked for', {}, ['ferry', 'market']],
  ['a status of anyone', { statuses: ['in-progress'] }, ['ferry']],
  ['to do, which is what has no status', { statuses: ['to-do'] }, ['market']],
  ['a label', { labels: ['cue'] }, ['ferry']],
  ['words of the text, in any case', { search: 'HARBOUR' }, ['ferry']],
  ['an outlet', { outlets: ['The Quay, weekly'] }, ['ferry']],
  ['no archived', { archived: false }, ['ferry']],
  ['from a day', { from: '2026-03-09' }, ['ferry']],
  ['up to a month', { to: '2026-03' }, ['ferry']],
  ['up to a day before', { to: '2026-03-08' }, []],
  ['two things at once', { labels: ['claim'], archived: false }, ['ferry']],
])('%s', (_, filter, ids) => {
  expect(chosen(filter)).toEqual(ids);
});

test('counts what is left, and names only whose work is in it', () => {
  const selected = select(SOURCE, { filter: { search: 'a trader' } });
  expect(selected.total).toBe(1);
  expect(selected.header.annotators.map(({ id }) => id)).toEqual(['ben']);
});

test('one annotator: all articles, and nothing of anybody else', () => {
  const selected = select(SOURCE, { annotatorId: 'ana' });
  const items = [...selected.articles()];
  expect(items).toHaveLength(2);
  expect(selected.header.annotators).toEqual([{ id: 'ana', name: 'Ana' }]);
  const rows = items.flatMap(({ spans, relations, statuses }) => [...spans, ...relations, ...statuses]);
  expect(new Set(rows.map(({ annotatorId }) => annotatorId))).toEqual(new Set(['ana']));
});

test('pseudonyms leave no name and no id behind', () => {
  const selected = select(SOURCE, { pseudonyms: true });
  const text = JSON.stringify([
    selected.header.annotators,
    [...selected.articles()].map(({ text: _, ...rest }) => rest),
  ]);
  expect(text).not.toMatch(/"(?:ana|ben|Ana|Ben[^"]*)"|:(?:ana|ben)"/);
  expect(selected.header.annotators).toEqual([
    { id: 'annotator-1', name: 'Annotator 1' },
    { id: 'annotator-2', name: 'Annotator 2' },
  ]);
});
