/** Edits that cannot be saved are kept in a file of the person's own, and put in from there once they can be. */
import type { KeptEdits, PutInReport } from '../../shared/contract/history.ts';
import type { GivenFile } from '../bridge.ts';
import { toast } from '../session/tasks-store.ts';
import { report, type Workbench } from '../session/workbench.ts';
import { download } from '../ui/download.ts';
import { pickFiles } from '../ui/pick-files.ts';

const EXTENSION = '.sayso-edits.json';

export const isKeptEdits = ({ name }: Pick<File, 'name'>): boolean => name.toLowerCase().endsWith(EXTENSION);

/** The edits that are not known to be saved, in their order; null where there are none, or no project. */
export function keptEdits({ session, tasks }: Pick<Workbench, 'session' | 'tasks'>, now: string): KeptEdits | null {
  const { app, project } = session.getState();
  const edits = tasks
    .getState()
    .edits.flatMap(({ op, input, state }) =>
      state === 'acknowledged' || op === 'edit.undo' || op === 'edit.redo' ? [] : { op, input },
    );
  if (!app?.annotator || !project || edits.length === 0) return null;
  const { id, name } = project.project;
  return { saysoEdits: 1, project: { id, name }, annotator: app.annotator, keptAt: now, edits };
}

/** Saves them as a download, which needs nothing of the core: it may be gone. They stay pending. */
export function keepEdits(w: Workbench): void {
  const kept = keptEdits(w, new Date().toISOString());
  const fileName = w.session.getState().project?.fileName ?? '';
  if (!kept) return;
  const name = fileName.replace(/\.sayso$/i, '') + EXTENSION;
  const url = URL.createObjectURL(new Blob([JSON.stringify(kept, null, 1)], { type: 'application/json' }));
  download(url, name);
  // The browser has taken the data by then, and long before.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  toast(
    w.tasks,
    'info',
    `Your edits go into ${name}. Once the project can be written, drop that file on this window. Here they stay pending.`,
  );
}

export async function putInPicked(w: Workbench): Promise<void> {
  const [file] = await pickFiles({ accept: '.json' });
  if (file) await putInFile(w, file);
}

/** Puts the edits of a file into the open project. */
export async function putInFile(w: Workbench, file: File): Promise<void> {
  try {
    await putIn(w, await w.take(file));
  } catch (error) {
    report(w, error);
  }
}

async function putIn(w: Workbench, { token, name }: GivenFile): Promise<void> {
  if (!w.session.getState().project)
    throw new Error(`${name} holds edits of a project. Open that project, then drop the file again.`);
  const done = await w.api.call('edit.putIn', { token });
  if (done.refused.length > 0) w.view.setState({ dialog: { name: 'put-in-report', report: done } });
  else toast(w.tasks, 'info', wordsOf(done));
}

/** What became of the edits of a file. */
export function wordsOf({ applied, known }: Pick<PutInReport, 'applied' | 'known'>): string {
  const sentences = [
    applied > 0 && `${applied === 1 ? 'One edit is' : `${applied} edits are`} in the project now.`,
    known > 0 && `${known === 1 ? 'One edit was' : `${known} edits were`} in it already.`,
  ];
  return sentences.filter(Boolean).join(' ') || 'No edit of the file is in the project.';
}
