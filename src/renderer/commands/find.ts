/** What the palette offers for what is typed. */
import type { ArticleSummary } from '../../shared/contract/articles.ts';

const MOST_ARTICLES = 50;

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const wordsOf = (query: string): string[] => folded(query).split(/\s+/).filter(Boolean);

/** How well a title matches: 0 where it begins with the first word, 1 where a word of it does, 2 else; null for no. */
function rank(title: string, words: readonly string[]): number | null {
  const text = folded(title);
  const [first] = words;
  if (!words.every((word) => text.includes(word))) return null;
  if (!first || text.startsWith(first)) return 0;
  return text.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(first)) ? 1 : 2;
}

function matching<T>(items: Iterable<T>, titleOf: (item: T) => string, words: readonly string[]): T[] {
  const ranked: { item: T; rank: number }[] = [];
  for (const item of items) {
    const of = rank(titleOf(item), words);
    if (of !== null) ranked.push({ item, rank: of });
  }
  return ranked.sort((a, b) => a.rank - b.rank).map(({ item }) => item);
}

/** Commands whose titles hold all the words of a query, the likeliest first. */
export const findCommands = <C extends { title: string }>(commands: readonly C[], query: string): C[] =>
  matching(commands, ({ title }) => title, wordsOf(query));

/** Articles by title, a limited number; none before something is typed. */
export function findArticles(summaries: Iterable<ArticleSummary>, query: string): ArticleSummary[] {
  const words = wordsOf(query);
  return words.length === 0 ? [] : matching(summaries, ({ article }) => article.title, words).slice(0, MOST_ARTICLES);
}
