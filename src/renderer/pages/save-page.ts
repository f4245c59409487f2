/** The open article with its annotations as an HTML page: saved where the person says, or as a download. */

import { toast } from '../session/tasks-store.ts';
import { report, type Workbench } from '../session/workbench.ts';
import { download } from '../ui/download.ts';

/** Characters that no system takes in the name of a file; more of a title than this is not needed to know it by. */
const UNFIT = /[\p{Cc}\\/:*?"<>|]+/gu;
const LONGEST_NAME = 80;

export async function savePage(w: Workbench): Promise<void> {
  const { open } = w.session.getState();
  if (!open) return;
  const name = open.article.title.replace(UNFIT, ' ').trim().slice(0, LONGEST_NAME).trim() || 'Article';
  try {
    const place = await w.api.call('app.saveAs', { name: `${name}.html`, purpose: 'dataset' });
    if (!place) return;
    const layer = { id: open.article.id, annotatorId: open.annotatorId ?? undefined };
    const saved = await w.api.call('article.saveHtml', { ...layer, destination: place.token });
    if (place.download) download(place.download, place.name);
    else toast(w.tasks, 'info', `Saved as ${saved.name}.`);
  } catch (error) {
    report(w, error);
  }
}
