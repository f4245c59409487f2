/** Row changes applied to what the window holds. Pure: what no change touches is returned as it is. */
import type { ArticleSummary } from '../../shared/contract/articles.ts';
import type { ProjectInfo } from '../../shared/contract/project.ts';
import type { Article, Id, RowChange, Status } from '../../shared/model.ts';
import { withRows } from '../rows.ts';
import type { OpenArticleState, ProjectState } from './session-store.ts';
import { compareText, countOpen, moveCounts, newSummary, orderOf } from './summaries.ts';

/**
 * The state after the changes. A change says what a row is now, so that in the open article applying it twice is
 * applying it once. Elsewhere counts move by the difference; `incomplete` and `notes` stay as they are: see `areStale`.
 */
export function applyChange(state: ProjectState, changes: readonly RowChange[]): ProjectState {
  const next = applyArticles(changes.reduce(applyRow, state), changes);
  const open = applyAnnotations(next.open, changes);
  const counted = { ...next, open, summaries: countOpen({ ...next, open }, next.open) };
  return { ...counted, summaries: moveCounts(counted, changes) };
}

function applyRow(state: ProjectState, change: RowChange): ProjectState {
  switch (change.table) {
    case 'span':
    case 'relation':
    case 'article':
    case 'status':
      return state;
    default:
      return state.project ? { ...state, project: applyToProject(state.project, change) } : state;
  }
}

type ProjectChange = Exclude<RowChange, { table: 'span' | 'relation' | 'article' | 'status' }>;

function applyToProject(info: ProjectInfo, change: ProjectChange): ProjectInfo {
  const { id } = change;
  switch (change.table) {
    case 'project':
      return change.after ? { ...info, project: change.after } : info;
    case 'annotator':
      return { ...info, annotators: replaced(info.annotators, id, change.after, byName) };
    case 'entity':
      return { ...info, entities: replaced(info.entities, id, change.after, byName) };
    case 'label':
      return { ...info, labels: replaced(info.labels, id, change.after, byPosition) };
    case 'relation_type':
      return { ...info, relationTypes: replaced(info.relationTypes, id, change.after, byPosition) };
    case 'attribute':
      return { ...info, attributes: replaced(info.attributes, id, change.after, byPosition) };
  }
}

type Row = { id: Id };
const byName = (a: Row & { name: string }, b: Row & { name: string }): number =>
  compareText(a.name, b.name) || compareText(a.id, b.id);
const byPosition = (a: Row & { position: number }, b: Row & { position: number }): number =>
  a.position - b.position || compareText(a.id, b.id);

function replaced<R extends Row>(rows: R[], id: Id, after: R | null, order: (a: R, b: R) => number): R[] {
  const others = rows.filter((row) => row.id !== id);
  return after ? [...others, after].sort(order) : others;
}

/** Thousands of articles may be changed at once: what holds them all is copied once. */
function applyArticles(state: ProjectState, changes: readonly RowChange[]): ProjectState {
  if (!changes.some(({ table }) => table === 'article' || table === 'status')) return state;
  const summaries = new Map(state.summaries);
  let { open } = state;
  let isReordered = false;
  for (const change of changes) {
    if (change.table === 'article') {
      isReordered ||= !change.after || !summaries.has(change.id);
      applyArticle(summaries, change.id, change.after);
      if (open?.article.id === change.id) open = change.after && { ...open, article: change.after };
    } else if (change.table === 'status') {
      const row = change.after ?? change.before;
      const status = change.after?.status ?? 'to-do';
      if (row?.annotatorId === state.annotatorId) applyStatus(summaries, row.articleId, status);
      if (row && open?.article.id === row.articleId && open.annotatorId === row.annotatorId) open = { ...open, status };
    }
  }
  return { ...state, open, summaries, order: isReordered ? orderOf(summaries) : state.order };
}

type Summaries = Map<Id, ArticleSummary>;

function applyArticle(summaries: Summaries, id: Id, after: Article | null): void {
  const known = summaries.get(id);
  if (after) summaries.set(id, known ? { ...known, article: after } : newSummary(after));
  else summaries.delete(id);
}

function applyStatus(summaries: Summaries, id: Id, status: Status): void {
  const known = summaries.get(id);
  if (known) summaries.set(id, { ...known, status });
}

function applyAnnotations(open: OpenArticleState | null, changes: readonly RowChange[]): OpenArticleState | null {
  if (!open) return null;
  const isShown = ({ before, after }: Pick<AnnotationChange, 'before' | 'after'>) => {
    const row = after ?? before;
    return row?.articleId === open.article.id && row.annotatorId === open.annotatorId;
  };
  const spans = withRows(open.spans, changes.filter((change) => change.table === 'span').filter(isShown));
  const relations = withRows(open.relations, changes.filter((change) => change.table === 'relation').filter(isShown));
  return spans === open.spans && relations === open.relations ? open : { ...open, spans, relations };
}

type AnnotationChange = Extract<RowChange, { table: 'span' | 'relation' }>;
