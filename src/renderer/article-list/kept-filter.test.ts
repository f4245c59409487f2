import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ArticleFilter, NO_FILTER } from './article-filter.ts';
import { filterAsText, filterFromText } from './kept-filter.ts';

test('a filter comes back as it was', () => {
  const filter: ArticleFilter = {
    text: 'delta',
    statuses: ['done', 'to-do'],
    labels: { claim: 'some', condition: 'none' },
    incomplete: true,
    notes: true,
    tags: ['water', 'zones'],
    outlet: 'River Post',
    author: 'Inès Marrow',
    from: '2026-01-01',
    to: '2026-03-09',
    archived: true,
    sort: 'claims',
  };
  expect(filterFromText(filterAsText(filter))).toEqual(filter);
});

test('whatever is remembered, what comes back is a filter; what makes no sense does not narrow', () => {
  expect(filterFromText(null)).toEqual(NO_FILTER);
  expect(filterFromText('{"sort":"by moon","statuses":["done","gone",3],"labels":{"a":"many"},"tags":"x"}')).toEqual({
    ...NO_FILTER,
    statuses: ['done'],
  });
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(Object.keys(filterFromText(text))).toEqual(Object.keys(NO_FILTER));
    }),
  );
});
