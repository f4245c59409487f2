/** Undo and redo: both go to where they did something. */
import { openArticle } from '../loading.ts';
import { isOwnLayer } from '../session-store.ts';
import type { HistoryOp } from '../tasks-store.ts';
import { announce, type Workbench } from '../workbench.ts';
import { activate, goToSpan } from './spans.ts';

/** Takes back, or does again, one edit; a refusal is shown with its reason. */
export async function travel(w: Workbench, op: HistoryOp): Promise<void> {
  const undone = await w.edits.submit(op, {});
  if (!undone) return;
  const { title, articleId, spanId } = undone;
  const { open, summaries } = w.session.getState();
  // What was done is in one's own layer.
  const isShown = articleId === open?.article.id && isOwnLayer(w.session.getState());
  if (articleId && !isShown && summaries.has(articleId)) await openArticle(w, articleId);
  if (spanId && w.session.getState().open?.spans.has(spanId)) goToSpan(w, spanId);
  else activate(w, null);
  announce(w, `${op === 'edit.undo' ? 'Undone' : 'Done again'}: ${title}.`);
}
