import { expect, test } from 'vitest';
import { facetsOf, suggestions } from './facets.ts';
import { summaryOf } from './summaries.fixture.ts';

const facets = facetsOf([
  summaryOf('a1', { tags: ['dams', 'water'], outlet: 'River Post' }),
  summaryOf('a2', { tags: ['water'], outlet: 'Delta', author: 'Ines' }),
  summaryOf('a3', { outlet: 'River Post' }),
]);

test('values are counted, those of most articles first, and no value is none', () => {
  expect(facets.tags).toEqual([
    { value: 'water', count: 2 },
    { value: 'dams', count: 1 },
  ]);
  expect(facets.outlets.map(({ value }) => value)).toEqual(['River Post', 'Delta']);
  expect(facets.authors).toHaveLength(1);
});

test('what is typed finds values wherever it stands in them, and no more than can be read', () => {
  expect(suggestions(facets.outlets, 'pos').map(({ value }) => value)).toEqual(['River Post']);
  expect(suggestions(facets.tags, '')).toHaveLength(2);
  expect(suggestions(facets.tags, '', 1).map(({ value }) => value)).toEqual(['water']);
});
