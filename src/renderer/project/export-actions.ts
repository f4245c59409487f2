/** Exporting a dataset: a place, a job, and in the web host a download. */
import { type ExportDraft, fileNameOf, settingsOf } from '../datasets/export-draft.ts';
import type { LossPlace } from '../datasets/loss-list.tsx';
import { goToNextIncomplete, listedArticles } from '../session/actions/articles.ts';
import { goToSpan } from '../session/actions/spans.ts';
import { openArticle } from '../session/loading.ts';
import type { Workbench } from '../session/workbench.ts';
import { download } from '../ui/download.ts';
import { jobEnd } from './import-actions.ts';

/** Exports where the person says, or into a download. Throws an AppError where it cannot begin. */
export async function exportDataset(w: Workbench, draft: ExportDraft): Promise<void> {
  const fileName = w.session.getState().project?.fileName ?? 'dataset';
  const name = fileNameOf(fileName.replace(/\.sayso$/i, ''), draft);
  const place = await w.api.call('app.saveAs', { name, purpose: 'dataset' });
  if (!place) return;
  const { jobId } = await w.api.call('dataset.export', { ...settingsOf(draft), destination: place.token });
  w.view.setState({ exportJobId: jobId });
  const { state } = await jobEnd(w, jobId);
  if (state === 'done' && place.download) download(place.download, place.name);
}

/** Goes to the first article of the list that has something incomplete, and in it to that. */
export async function showIncomplete(w: Workbench): Promise<void> {
  const { open, summaries } = w.session.getState();
  const isIncomplete = (id: string) => (summaries.get(id)?.incomplete ?? 0) > 0;
  const first = listedArticles(w).find(isIncomplete) ?? [...summaries.keys()].find(isIncomplete);
  w.view.setState({ screen: 'annotate' });
  if (!first) return;
  if (open?.article.id === first || (await openArticle(w, first))) await goToNextIncomplete(w);
}

/** Goes to where something is lost, in the layer that it is in. */
export async function goToPlace(w: Workbench, { articleId, spanId, annotatorId }: LossPlace): Promise<void> {
  const me = w.session.getState().annotatorId;
  const other = annotatorId !== null && annotatorId !== me ? annotatorId : undefined;
  if ((await openArticle(w, articleId, other)) && spanId) goToSpan(w, spanId);
}
