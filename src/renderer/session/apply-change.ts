/** Row changes applied to what the window holds. Pure: what no change touches is returned as it is. */
import type { ProjectInfo } from '../../shared/contract/project.ts';
import type { Article, ArticleStatus, Id, RowChange } from '../../shared/model.ts';
import type { OpenArticleState, ProjectState } from './session-store.ts';
import { compareText, moveCounts, newSummary, orderOf, recountOpen } from './summaries.ts';

/**
 * The state after the changes. A change says what a row is now, so that in the open article applying it twice is
 * applying it once. Elsewhere counts move by the difference and `incomplete` stays as it is: see `areStale`.
 */
export function applyChange(state: ProjectState, changes: readonly RowChange[]): ProjectState {
  let next = changes.reduce(applyRow, state);
  const open = applyAnnotations(next.open, changes);
  const isRecounted = open !== next.open;
  next = { ...next, open };
  next = { ...next, summaries: moveCounts(next, changes) };
  return isRecounted ? { ...next, summaries: recountOpen(next) } : next;
}

function applyRow(state: ProjectState, change: RowChange): ProjectState {
  switch (change.table) {
    case 'span':
    case 'relation':
      return state;
    case 'article':
      return applyArticle(state, change.id, change.after);
    case 'status':
      return applyStatus(state, change.before, change.after);
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

function applyArticle(state: ProjectState, id: Id, after: Article | null): ProjectState {
  const summaries = new Map(state.summaries);
  const known = summaries.get(id);
  if (after) summaries.set(id, known ? { ...known, article: after } : newSummary(after));
  else summaries.delete(id);
  const isOpen = state.open?.article.id === id;
  return {
    ...state,
    summaries,
    order: after && known ? state.order : orderOf(summaries),
    open: state.open && isOpen ? after && { ...state.open, article: after } : state.open,
  };
}

function applyStatus(state: ProjectState, before: ArticleStatus | null, after: ArticleStatus | null): ProjectState {
  const row = after ?? before;
  if (!row) return state;
  const { articleId, annotatorId } = row;
  const status = after?.status ?? 'to-do';
  const isShown = state.open?.article.id === articleId && state.open.annotatorId === annotatorId;
  const summary = annotatorId === state.annotatorId ? state.summaries.get(articleId) : undefined;
  return {
    ...state,
    open: state.open && isShown ? { ...state.open, status } : state.open,
    summaries: summary ? new Map(state.summaries).set(articleId, { ...summary, status }) : state.summaries,
  };
}

function applyAnnotations(open: OpenArticleState | null, changes: readonly RowChange[]): OpenArticleState | null {
  if (!open) return null;
  const spans = new Map(open.spans);
  const relations = new Map(open.relations);
  let touched = false;
  for (const change of changes) {
    if (change.table !== 'span' && change.table !== 'relation') continue;
    const row = change.after ?? change.before;
    if (row?.articleId !== open.article.id || row.annotatorId !== open.annotatorId) continue;
    touched = true;
    if (change.table === 'span') put(spans, change.id, change.after);
    else put(relations, change.id, change.after);
  }
  return touched ? { ...open, spans, relations } : open;
}

function put<R>(rows: Map<Id, R>, id: Id, after: R | null): void {
  if (after) rows.set(id, after);
  else rows.delete(id);
}
