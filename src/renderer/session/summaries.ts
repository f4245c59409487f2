/** Article summaries, kept right as annotations change. */
import { incompleteOf } from '../../shared/attributions.ts';
import type { ArticleSummary } from '../../shared/contract/articles.ts';
import type { Id, Relation, RowChange, Span } from '../../shared/model.ts';
import { changedIds, withRows } from '../rows.ts';
import { type Annotations, endsOf, touchedBetween } from '../touched.ts';
import type { OpenArticleState, ProjectState } from './session-store.ts';

export const newSummary = (article: ArticleSummary['article']): ArticleSummary => ({
  article,
  status: 'to-do',
  counts: {},
  incomplete: 0,
  notes: 0,
});

/** Ids by time of import, then by id. */
export const orderOf = (summaries: ReadonlyMap<Id, ArticleSummary>): Id[] =>
  [...summaries.values()]
    .map(({ article }) => article)
    .sort((a, b) => compareText(a.importedAt, b.importedAt) || compareText(a.id, b.id))
    .map(({ id }) => id);

/** Compares by code units, the same everywhere. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A summary with counts taken from the article's annotations. */
function recount(summary: ArticleSummary, open: Annotations): ArticleSummary {
  const counts: Record<string, number> = {};
  let notes = 0;
  for (const { label, note } of open.spans.values()) {
    counts[label] = (counts[label] ?? 0) + 1;
    if (note) notes += 1;
  }
  return { ...summary, counts, notes, incomplete: incompleteOf(open.spans, open.relations.values()).length };
}

/** Whether an article's annotations are at hand, so that its counts are taken from them. */
const isAtHand = ({ open, annotatorId }: ProjectState, articleId: Id): boolean =>
  open !== null && open.article.id === articleId && open.annotatorId === annotatorId;

/** Whether changes touch annotations that are not at hand, so that `incomplete` has to be asked for again. */
export const areStale = (state: ProjectState, changes: readonly RowChange[]): boolean =>
  changes.some((change) => {
    if (change.table !== 'span' && change.table !== 'relation') return false;
    const row = change.after ?? change.before;
    return row !== null && row.annotatorId === state.annotatorId && !isAtHand(state, row.articleId);
  });

/** Counts of articles whose annotations are not at hand, moved by what the changes add and take away. */
export function moveCounts(state: ProjectState, changes: readonly RowChange[]): ProjectState['summaries'] {
  const elsewhere = changes
    .filter((change) => change.table === 'span')
    .filter(({ before, after }) => {
      const row = after ?? before;
      return row?.annotatorId === state.annotatorId && !isAtHand(state, row?.articleId ?? '');
    });
  if (elsewhere.length === 0) return state.summaries;
  const summaries = new Map(state.summaries);
  for (const { before, after } of elsewhere) {
    const articleId = (after ?? before)?.articleId ?? '';
    const summary = summaries.get(articleId);
    if (summary) summaries.set(articleId, { ...summary, counts: moved(summary.counts, before, after) });
  }
  return summaries;
}

function moved(counts: ArticleSummary['counts'], before: Span | null, after: Span | null): ArticleSummary['counts'] {
  const next = { ...counts };
  if (before) next[before.label] = (next[before.label] ?? 0) - 1;
  if (after) next[after.label] = (next[after.label] ?? 0) + 1;
  return Object.fromEntries(Object.entries(next).filter(([, count]) => count > 0));
}

/** The summaries with the open article's counts taken again, where it is one's own layer that is open. */
export function recountOpen(state: ProjectState): ProjectState['summaries'] {
  const { open, summaries } = state;
  const summary = ownSummary(state);
  return open && summary ? withRows(summaries, [{ id: open.article.id, after: recount(summary, open) }]) : summaries;
}

/** The same, from how the article was before, and counted: this takes as long as what differs. */
export function countOpen(state: ProjectState, before: OpenArticleState | null): ProjectState['summaries'] {
  const { open, summaries } = state;
  const summary = ownSummary(state);
  if (!open || !before || open === before || !summary) return summaries;
  let { counts, notes } = summary;
  for (const id of changedIds(before.spans, open.spans)) {
    const [old, now] = [before.spans.get(id), open.spans.get(id)];
    counts = moved(counts, old ?? null, now ?? null);
    notes += (now?.note ? 1 : 0) - (old?.note ? 1 : 0);
  }
  const incomplete = summary.incomplete + incompleteMore(before, open);
  return withRows(summaries, [{ id: open.article.id, after: { ...summary, counts, notes, incomplete } }]);
}

const ownSummary = ({ open, annotatorId, summaries }: ProjectState): ArticleSummary | undefined =>
  open?.annotatorId === annotatorId ? summaries.get(open?.article.id ?? '') : undefined;

/** How many more spans are incomplete than before. */
function incompleteMore(before: Annotations, after: Annotations): number {
  const touched = touchedBetween(before, after);
  return incompleteAmong(touched.ids, after, touched.after) - incompleteAmong(touched.ids, before, touched.before);
}

/** How many of some spans are incomplete; `near` are all relations at them. */
function incompleteAmong(ids: ReadonlySet<Id>, { spans }: Annotations, near: readonly Relation[]): number {
  const known = new Map([...ids, ...endsOf(near)].flatMap((id) => spans.get(id) ?? []).map((span) => [span.id, span]));
  return incompleteOf(known, near).filter(({ id }) => ids.has(id)).length;
}
