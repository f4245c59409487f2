/** Which articles the list shows, and in which order; next and previous article follow it too. */
import type { ArticleSummary } from '../../shared/contract/articles.ts';
import type { Article, Id, Status } from '../../shared/model.ts';

export const SORTS = [
  { id: 'to-do-first', title: 'To do first' },
  { id: 'title', title: 'Title' },
  { id: 'date', title: 'Newest first' },
  { id: 'import', title: 'Order of import' },
] as const;
type ArticleSort = (typeof SORTS)[number]['id'];

export type ArticleFilter = {
  /** Words that title, outlet and author must hold between them. */
  text: string;
  /** Empty for any. */
  statuses: readonly Status[];
  /** Only articles with incomplete annotations. */
  incomplete: boolean;
  /** Archived articles only; they are not shown otherwise. */
  archived: boolean;
  sort: ArticleSort;
};

export const NO_FILTER: ArticleFilter = {
  text: '',
  statuses: [],
  incomplete: false,
  archived: false,
  sort: 'to-do-first',
};

/** How many things besides the text the filter asks for. */
export function conditionsOf({ statuses, incomplete, archived }: ArticleFilter): number {
  return statuses.length + Number(incomplete) + Number(archived);
}

/**
 * The ids of the articles that match, in order. `held` is the open article as it was when it was opened: it is judged
 * by that, so that it neither jumps nor vanishes under the annotator who marks it as done.
 */
export function articlesInOrder(
  summaries: readonly ArticleSummary[],
  filter: ArticleFilter,
  held: ArticleSummary | null = null,
): Id[] {
  const words = folded(filter.text).split(/\s+/).filter(Boolean);
  return summaries
    .map((summary) => (held?.article.id === summary.article.id ? held : summary))
    .filter((summary) => matches(summary, filter, words))
    .sort(COMPARE[filter.sort])
    .map(({ article }) => article.id);
}

function matches({ article, status, incomplete }: ArticleSummary, filter: ArticleFilter, words: string[]): boolean {
  if (article.archived !== filter.archived) return false;
  if (filter.incomplete && incomplete === 0) return false;
  if (filter.statuses.length > 0 && !filter.statuses.includes(status)) return false;
  if (words.length === 0) return true;
  const searched = searchedText(article);
  return words.every((word) => searched.includes(word));
}

const searchedTexts = new WeakMap<Article, string>();

function searchedText(article: Article): string {
  const known = searchedTexts.get(article);
  if (known !== undefined) return known;
  const text = folded(`${article.title}\n${article.outlet}\n${article.author}`);
  searchedTexts.set(article, text);
  return text;
}

/** Lower case and without accents, so that "Besanc" finds "Besançon". */
const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

type Compare = (a: ArticleSummary, b: ArticleSummary) => number;

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
const UNFINISHED: ReadonlySet<Status> = new Set<Status>(['to-do', 'in-progress']);
const rest = ({ status }: ArticleSummary) => (UNFINISHED.has(status) ? 0 : status === 'done' ? 1 : 2);

/** Ids are UUIDv7, so they ascend in the order of import. */
const byImport: Compare = (a, b) => (a.article.id < b.article.id ? -1 : a.article.id > b.article.id ? 1 : 0);
/** Dates begin with the year, so they order as text; articles without one come last. */
const byDate: Compare = (a, b) => {
  const [one, other] = [a.article.date, b.article.date];
  if (one === other) return 0;
  if (!one || !other) return one ? -1 : 1;
  return one < other ? 1 : -1;
};

const COMPARE: Record<ArticleSort, Compare> = {
  'to-do-first': (a, b) => rest(a) - rest(b) || byImport(a, b),
  title: (a, b) => collator.compare(a.article.title, b.article.title) || byImport(a, b),
  date: (a, b) => byDate(a, b) || byImport(a, b),
  import: byImport,
};

/** The article so many steps after (or, negative, before) another; the first or last where that one is not shown. */
export function articleBeside(order: readonly Id[], id: Id | null, step: 1 | -1): Id | null {
  const at = id === null ? -1 : order.indexOf(id);
  if (at < 0) return (step > 0 ? order[0] : order.at(-1)) ?? null;
  return order[at + step] ?? null;
}

export type Progress = { done: number; total: number; claims: number };

/** How far one annotator is. Archived articles do not count, and those that are not relevant need no doing. */
export function progressOf(summaries: readonly ArticleSummary[]): Progress {
  const progress = { done: 0, total: 0, claims: 0 };
  for (const { article, status, counts } of summaries) {
    if (article.archived || status === 'not-relevant') continue;
    progress.total += 1;
    if (status === 'done') progress.done += 1;
    progress.claims += counts.claim ?? 0;
  }
  return progress;
}
