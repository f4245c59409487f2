/** Dividing articles into train, validation and test, so that nothing of one leaks into another. Pure. */
import type { SplitPlan } from '../../shared/contract/datasets.ts';
import type { DatasetArticle } from './format.ts';
import { hashOf, nearDuplicates, sketchOf } from './near-duplicates.ts';

export const SPLITS = ['train', 'validation', 'test'] as const;
export type SplitName = (typeof SPLITS)[number];

/** What of an article decides where it goes. */
export type SplitArticle = {
  id: string;
  /** Number of spans by label. */
  labels: Map<string, number>;
  /** Articles that have one in common stay together. */
  keys: string[];
  sketch: Uint32Array;
};

/** Words that stand for a speaker whom the words alone do not tell from another. */
const PRONOUNS = new Set('he she it they we i you who his her its their our my your him them us me'.split(' '));

export function splitArticle({ article, text, spans }: DatasetArticle, { together }: SplitPlan): SplitArticle {
  const labels = new Map<string, number>();
  for (const { label } of spans) labels.set(label, (labels.get(label) ?? 0) + 1);
  const month = /^\d{4}-\d{2}/.exec(article.date)?.[0] ?? '';
  const keysBy = {
    outlet: () => (article.outlet === '' ? [] : [article.outlet]),
    month: () => (month === '' ? [] : [month]),
    speaker: () =>
      spans
        .filter(({ label }) => label === 'speaker')
        .map(({ entityId, quotes }) => entityId ?? quotes.join(' ').toLowerCase())
        .filter((name) => !PRONOUNS.has(name)),
  };
  const keys = together.flatMap((kind) => keysBy[kind]().map((key) => `${kind}:${key}`));
  return { id: article.id, labels, keys: [...new Set(keys)], sketch: sketchOf(text) };
}

/**
 * Gives each article its split. Those that stay together are placed as one, the largest first, where most of their
 * labels and articles is still wanting; what is equal is decided by the seed. The same articles and plan give the same
 * splits, in whatever order.
 */
export function assignSplits(articles: readonly SplitArticle[], plan: SplitPlan): Map<string, SplitName> {
  const whole = plan.train + plan.validation + plan.test;
  const shares = SPLITS.map((name) => ({ name, share: whole > 0 ? plan[name] / whole : 0 })).filter(
    ({ share }) => share > 0,
  );
  const wanted = shares.length ? shares : [{ name: 'train' as const, share: 1 }];
  const sorted = articles.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const total = tally(sorted);
  const filled = new Map(wanted.map(({ name }) => [name, new Map<string, number>()]));
  const places = new Map<string, SplitName>();
  const rank = ({ id }: SplitArticle) => hashOf(`${plan.seed} ${id}`);

  const groups = groupsOf(sorted).map((group) => ({ group, rank: Math.min(...group.map(rank)) }));
  groups.sort((a, b) => b.group.length - a.group.length || a.rank - b.rank);
  for (const { group } of groups) {
    const counts = tally(group);
    const need = ({ name, share }: (typeof wanted)[number]) => {
      let sum = 0;
      for (const [key, count] of counts) {
        const all = total.get(key) ?? 1;
        sum += (count / all) * (share - (filled.get(name)?.get(key) ?? 0) / all);
      }
      return sum;
    };
    const best = wanted.reduce((a, b) => (need(b) > need(a) ? b : a));
    const into = filled.get(best.name);
    for (const [key, count] of counts) into?.set(key, (into.get(key) ?? 0) + count);
    for (const { id } of group) places.set(id, best.name);
  }
  return places;
}

/** How many articles there are, and how many spans of each label. */
function tally(articles: readonly SplitArticle[]): Map<string, number> {
  const counts = new Map([['articles', articles.length]]);
  for (const { labels } of articles)
    for (const [label, count] of labels) counts.set(`label:${label}`, (counts.get(`label:${label}`) ?? 0) + count);
  return counts;
}

/** Articles that stay together. */
function groupsOf(articles: readonly SplitArticle[]): SplitArticle[][] {
  const parents = articles.map((_, i) => i);
  const rootOf = (i: number): number => {
    let root = i;
    while (parents[root] !== root) root = parents[root] ?? root;
    parents[i] = root;
    return root;
  };
  const join = (a: number, b: number) => {
    parents[rootOf(a)] = rootOf(b);
  };
  const firstWith = new Map<string, number>();
  for (const [i, { keys }] of articles.entries())
    for (const key of keys) {
      join(firstWith.get(key) ?? i, i);
      if (!firstWith.has(key)) firstWith.set(key, i);
    }
  for (const [a, b] of nearDuplicates(articles.map(({ sketch }) => sketch))) join(a, b);
  return [...Map.groupBy(articles.keys(), rootOf).values()].map((indices) => indices.flatMap((i) => articles[i] ?? []));
}
