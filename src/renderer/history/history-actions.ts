/** What the person does with the history: going to where an edit was made, and back to how an article was. */
import type { LoggedEdit, Moment } from '../../shared/contract/history.ts';
import type { Id } from '../../shared/model.ts';
import { showOwnLayer } from '../session/actions/layers.ts';
import { goToSpan } from '../session/actions/spans.ts';
import { openArticle, showMoment } from '../session/loading.ts';
import { isOwnLayer } from '../session/session-store.ts';
import { toast } from '../session/tasks-store.ts';
import { announce, report, type Workbench } from '../session/workbench.ts';
import { download } from '../ui/download.ts';
import { timeOf, titleOf } from './edit-words.ts';

/** Opens the article that an edit touched, in the layer of who made it, and goes to its span. */
export async function goToEdit(w: Workbench, { articleId, spanId, annotatorId }: LoggedEdit): Promise<void> {
  if (articleId === null) return;
  const me = w.session.getState().annotatorId;
  if (!(await openArticle(w, articleId, annotatorId === me ? undefined : annotatorId))) return;
  if (spanId !== null && w.session.getState().open?.spans.has(spanId)) goToSpan(w, spanId);
  else requestAnimationFrame(() => w.text.current?.focus());
}

/** Shows an article as it was right after an edit: one's own layer, to read only. */
export async function lookBack(w: Workbench, articleId: Id, editId: Id): Promise<void> {
  try {
    // What was done last is part of now, and of what is gone back from.
    const { open } = w.session.getState();
    if (open?.article.id !== articleId && !(await openArticle(w, articleId))) return;
    const moment = await w.api.call('edit.moment', { articleId, editId });
    if (w.session.getState().open?.article.id !== articleId) return;
    showMoment(w, moment);
    announce(w, `As it was on ${timeOf(moment.edit)}, after “${titleOf(moment.edit)}”. To read only.`);
  } catch (error) {
    report(w, error);
  }
}

/** Goes to the moment before (1) or after (-1) the one that is shown; after the newest one is now. */
export async function stepMoment(w: Workbench, articleId: Id, { edit }: Moment, older: 1 | -1): Promise<void> {
  try {
    const keys = await w.api.call('edit.list', { articleId });
    const next = keys[keys.indexOf(edit.key) + older];
    if (older < 0 && (next === undefined || next === keys[0])) return await showOwnLayer(w);
    if (next === undefined) return announce(w, 'This is the first moment of the article.');
    const [found] = await w.api.call('edit.read', { keys: [next] });
    if (found) await lookBack(w, articleId, found.id);
  } catch (error) {
    report(w, error);
  }
}

/** Makes one's layer what it was, as one edit. */
export async function goBackTo(w: Workbench, articleId: Id, { edit }: Moment): Promise<void> {
  const done = w.edits.submit('edit.goBack', { articleId, editId: edit.id });
  if (!isOwnLayer(w.session.getState())) await openArticle(w, articleId);
  await done;
  // Where it could not be done, or not yet, that is said elsewhere.
  if (w.tasks.getState().problem === null) announce(w, `The article is as it was on ${timeOf(edit)}.`);
  requestAnimationFrame(() => w.text.current?.focus());
}

/** Writes the log where the person says, or into a download. */
export async function exportLog(w: Workbench): Promise<void> {
  const { fileName = '' } = w.session.getState().project ?? {};
  try {
    const name = `${fileName.replace(/\.sayso$/i, '')} history.jsonl`;
    const place = await w.api.call('app.saveAs', { name, purpose: 'dataset' });
    if (!place) return;
    const written = await w.api.call('edit.export', { destination: place.token });
    if (place.download) download(place.download, place.name);
    toast(w.tasks, 'info', `${written.name} has all ${written.edits} edits of the project.`);
  } catch (error) {
    report(w, error);
  }
}
