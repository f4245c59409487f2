import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SplitPlan } from '../../shared/contract/datasets.ts';
import { sketchOf } from './near-duplicates.ts';
import { article, spanOver } from './project.fixture.ts';
import { assignSplits, SPLITS, type SplitArticle, splitArticle } from './split.ts';

const PLAN: SplitPlan = { train: 8, validation: 1, test: 1, seed: 1, together: [] };

/** A text like no other. */
const textOf = (n: number) =>
  Array.from({ length: 60 }, (_, i) => `w${(n * 7919 + i * 104729 + n * i * 31) % 99991}`).join(' ');
const plain = (n: number, more: Partial<SplitArticle> = {}): SplitArticle => ({
  id: `a${String(n).padStart(4, '0')}`,
  labels: new Map([['claim', 1 + (n % 3)]]),
  keys: [],
  sketch: sketchOf(textOf(n)),
  ...more,
});
const many = (count: number) => Array.from({ length: count }, (_, n) => plain(n));
const sizes = (places: Map<string, string>) =>
  SPLITS.map((name) => [...places.values()].filter((split) => split === name).length);

const plans: fc.Arbitrary<SplitPlan> = fc
  .record({
    train: fc.nat(9),
    validation: fc.nat(9),
    test: fc.nat(9),
    seed: fc.nat(1000),
    together: fc.constant<SplitPlan['together']>([]),
  })
  .filter(({ train, validation, test }) => train + validation + test > 0);

test('property: each article is in one split that was asked for, what stays together is together, order does not matter', () => {
  const articles = fc
    .array(fc.record({ key: fc.constantFrom('', 'x', 'y', 'z'), claims: fc.nat(5) }), { maxLength: 30 })
    .map((rows) =>
      rows.map(({ key, claims }, n) =>
        plain(n, { keys: key === '' ? [] : [key], labels: new Map(claims ? [['claim', claims]] : []) }),
      ),
    );
  fc.assert(
    fc.property(articles, plans, (rows, plan) => {
      const places = assignSplits(rows, plan);
      expect([...places.keys()].sort()).toEqual(rows.map(({ id }) => id));
      for (const split of places.values()) expect(plan[split]).toBeGreaterThan(0);
      for (const key of ['x', 'y', 'z']) {
        const shared = rows.filter(({ keys }) => keys.includes(key)).map(({ id }) => places.get(id));
        expect(new Set(shared).size).toBeLessThanOrEqual(1);
      }
      expect(assignSplits(rows.toReversed(), plan)).toEqual(places);
    }),
    { numRuns: 60 },
  );
});

test('the parts are as large as asked for, in articles and in labels', () => {
  const rows = many(200);
  const places = assignSplits(rows, PLAN);
  const [train = 0, validation = 0, testing = 0] = sizes(places);
  expect(train).toBeGreaterThanOrEqual(156);
  expect(train).toBeLessThanOrEqual(164);
  expect(Math.abs(validation - testing)).toBeLessThanOrEqual(4);
  const claims = (name: string) =>
    rows.filter(({ id }) => places.get(id) === name).reduce((sum, { labels }) => sum + (labels.get('claim') ?? 0), 0);
  const all = SPLITS.reduce((sum, name) => sum + claims(name), 0);
  expect(claims('test') / all).toBeCloseTo(0.1, 1);
});

test('another seed gives another division, the same seed the same', () => {
  const rows = many(40);
  expect(assignSplits(rows, PLAN)).toEqual(assignSplits(rows, PLAN));
  expect(assignSplits(rows, { ...PLAN, seed: 2 })).not.toEqual(assignSplits(rows, PLAN));
});

test('an article and its later version stay together, whatever the seed', () => {
  const text = textOf(500);
  const later = `${text.replace(/^\S+ /, 'Updated ')} more to follow`;
  const [one, two] = [plain(500, { sketch: sketchOf(text) }), plain(501, { sketch: sketchOf(later) })];
  for (let seed = 0; seed < 20; seed++) {
    const places = assignSplits([...many(20), one, two], { ...PLAN, train: 1, seed });
    expect(places.get(one.id)).toBe(places.get(two.id));
  }
});

test('what articles may have in common: outlet, month and speakers, but no pronoun', () => {
  const text = 'She said so, and Ines Marrow agreed.';
  const span = (id: string, quote: string, entityId: string | null = null) =>
    spanOver(text, [quote], { id, articleId: 'a', annotatorId: 'ana', label: 'speaker', entityId });
  const item = {
    article: article(text, { id: 'a', outlet: 'The Quay', date: '2026-03-09' }),
    text,
    statuses: [],
    spans: [span('s1', 'She'), span('s2', 'Ines Marrow'), span('s3', 'said', 'entity-1')],
    relations: [],
  };
  const { keys } = splitArticle(item, { ...PLAN, together: ['outlet', 'speaker', 'month'] });
  expect(keys).toEqual(['outlet:The Quay', 'speaker:ines marrow', 'speaker:entity-1', 'month:2026-03']);
  expect(splitArticle(item, PLAN).keys).toEqual([]);
});
