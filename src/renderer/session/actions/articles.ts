/** What the person does to articles: going from one to another, and saying how far they are. */
import { documentOrder, incompleteOf } from '../../../shared/attributions.ts';
import type { Id, Status } from '../../../shared/model.ts';
import { type ArticleFilter, articleBeside, articlesInOrder } from '../../article-list/article-filter.ts';
import { filterAsText, filterKey } from '../../article-list/kept-filter.ts';
import { remembered } from '../../remembered.ts';
import { openArticle } from '../loading.ts';
import { toast } from '../tasks-store.ts';
import { announce, type Workbench } from '../workbench.ts';
import { goToSpan } from './spans.ts';

/** Ids of the articles that the list shows, in its order. */
export function listedArticles({ session, view }: Pick<Workbench, 'session' | 'view'>): Id[] {
  const { filter, held } = view.getState();
  return articlesInOrder([...session.getState().summaries.values()], filter, held);
}

/** Opens an article and gives its text the focus, so that keys annotate. */
export async function openForAnnotating(w: Workbench, id: Id): Promise<void> {
  if (await openArticle(w, id)) requestAnimationFrame(() => w.text.current?.focus());
}

export async function goToArticleBeside(w: Workbench, step: 1 | -1): Promise<void> {
  const id = articleBeside(listedArticles(w), w.session.getState().open?.article.id ?? null, step);
  if (!id) announce(w, step > 0 ? 'This is the last article.' : 'This is the first article.');
  else if (await openArticle(w, id)) announce(w, w.session.getState().open?.article.title ?? '');
}

/** Shows other articles, or in another order; the next time that the project is opened, too. */
export function filterArticles({ session, view }: Pick<Workbench, 'session' | 'view'>, filter: ArticleFilter): void {
  const { open, summaries, project } = session.getState();
  // Whoever asks for other articles is shown the open one as it is now, too.
  view.setState({ filter, held: summaries.get(open?.article.id ?? '') ?? null });
  if (project) remembered.setItem(filterKey(project.project.id), filterAsText(filter));
}

/** The articles that a command means: those that are chosen while the list has the focus, else the open one. */
export function articlesMeant(w: Pick<Workbench, 'session' | 'view'>): Id[] {
  const { chosen } = w.view.getState();
  const isInList = document.activeElement?.closest('[data-pane=articles]') != null;
  const meant = isInList && chosen.size > 0 ? listedArticles(w).filter((id) => chosen.has(id)) : [];
  const { open } = w.session.getState();
  return meant.length > 0 || !open ? meant : [open.article.id];
}

export function setTags(w: Workbench, ids: readonly Id[], change: { add: string[]; remove: string[] }): void {
  void w.edits.submit('article.setTags', { ids: [...ids], ...change });
}

export function setStatus(w: Workbench, ids: Id[], status: Status): void {
  void w.edits.submit('article.setStatus', { ids, status });
}

export function setArchived(w: Workbench, ids: Id[], archived: boolean): void {
  void w.edits.submit('article.archive', { ids, archived });
}

/** Archives the articles that are meant, or brings them back where the first of them is archived. */
export function toggleArchived(w: Workbench): void {
  const ids = articlesMeant(w);
  const first = w.session.getState().summaries.get(ids[0] ?? '');
  if (first) setArchived(w, ids, !first.article.archived);
}

/** Goes to what is incomplete next: in this article, else in the next one of the list that has something. */
export async function goToNextIncomplete(w: Workbench): Promise<void> {
  const { open, summaries } = w.session.getState();
  if (!open) return;
  const incomplete = incompleteOf(open.spans, open.relations.values());
  const active = open.spans.get(w.view.getState().activeSpanId ?? '');
  const next = incomplete.find((span) => active && documentOrder(span, active) > 0) ?? incomplete[0];
  if (next) {
    goToSpan(w, next.id);
    return;
  }
  const listed = listedArticles(w);
  const from = listed.indexOf(open.article.id) + 1;
  const other = [...listed.slice(from), ...listed.slice(0, from)].find(
    (id) => (summaries.get(id)?.incomplete ?? 0) > 0,
  );
  if (!other) toast(w.tasks, 'info', 'Nothing is incomplete in the articles listed.');
  else if (await openArticle(w, other)) await goToNextIncomplete(w);
}
