/** What the articles of a project can be told apart by, each value with the number of articles that have it. */
import type { ArticleSummary } from '../../shared/contract/articles.ts';

export type Facet = { value: string; count: number };

export type Facets = { tags: readonly Facet[]; outlets: readonly Facet[]; authors: readonly Facet[] };

/** Those that most articles have come first. */
export function facetsOf(summaries: Iterable<ArticleSummary>): Facets {
  const tags = new Map<string, number>();
  const outlets = new Map<string, number>();
  const authors = new Map<string, number>();
  for (const { article } of summaries) {
    for (const tag of article.tags) count(tags, tag);
    count(outlets, article.outlet);
    count(authors, article.author);
  }
  return { tags: sorted(tags), outlets: sorted(outlets), authors: sorted(authors) };
}

function count(counts: Map<string, number>, value: string): void {
  if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
}

const sorted = (counts: ReadonlyMap<string, number>): Facet[] =>
  [...counts]
    .map(([value, n]) => ({ value, count: n }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));

/** The first of the values that hold what was typed, wherever it stands in them. */
export function suggestions(facets: readonly Facet[], typed: string, most = 50): Facet[] {
  const sought = typed.trim().toLocaleLowerCase();
  const found: Facet[] = [];
  for (const facet of facets) {
    if (found.length >= most) break;
    if (facet.value.toLocaleLowerCase().includes(sought)) found.push(facet);
  }
  return found;
}
