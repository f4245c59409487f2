/** Looking at what other annotators have of the open article. */
import type { Layer } from '../../../shared/contract/project.ts';
import type { Id } from '../../../shared/model.ts';
import { openArticle } from '../loading.ts';
import { isOwnLayer } from '../session-store.ts';
import { toast } from '../tasks-store.ts';
import { announce, report, type Workbench } from '../workbench.ts';

/** What others have of an article; nothing where it cannot be asked for. */
export async function otherLayers(w: Workbench, articleId: Id): Promise<Layer[]> {
  try {
    return await w.api.call('project.layers', { articleId });
  } catch (error) {
    report(w, error);
    return [];
  }
}

/** Shows an annotator's layer of the open article; any but one's own can only be read. */
export async function showLayer(w: Workbench, annotatorId: Id): Promise<void> {
  const { open, annotatorId: me, project } = w.session.getState();
  if (!open || open.annotatorId === annotatorId) return;
  if (!(await openArticle(w, open.article.id, annotatorId === me ? undefined : annotatorId))) return;
  const name = project?.annotators.find(({ id }) => id === annotatorId)?.name ?? '';
  announce(w, annotatorId === me ? 'Your own layer.' : `The layer of ${name}, to read only.`);
}

export async function showOwnLayer(w: Workbench): Promise<void> {
  const { annotatorId } = w.session.getState();
  if (annotatorId) await showLayer(w, annotatorId);
}

/** Offers the others' layers, or goes back to one's own. */
export async function toggleLayer(w: Workbench): Promise<void> {
  const { open } = w.session.getState();
  if (!open) return;
  if (!isOwnLayer(w.session.getState())) await showOwnLayer(w);
  else if ((await otherLayers(w, open.article.id)).length > 0)
    w.view.setState({ screen: 'annotate', isChoosingLayer: true });
  else toast(w.tasks, 'info', 'Nobody else has annotated in this project.');
}
