/** What is done with backups. A project is left only once its edits are saved, as anywhere. */
import type { BackupEntry } from '../../shared/contract/backups.ts';
import type { Id } from '../../shared/model.ts';
import { enter } from '../project/project-actions.ts';
import { openArticle } from '../session/loading.ts';
import { toast } from '../session/tasks-store.ts';
import type { ProjectSource } from '../session/view-store.ts';
import { report, type Workbench } from '../session/workbench.ts';
import { whenMade } from './backup-words.ts';

/** Whose backups; those of the open project where nothing is said. */
export type Of = ProjectSource | undefined;

const about = (of: Of) => (of === undefined ? {} : { of });

/** Shows a backup in place of the project, to read. */
export function openBackup(w: Workbench, { id }: BackupEntry, of: Of): void {
  enter(w, 'Opening the backup…', () => w.api.call('backup.open', { id, ...about(of) }));
}

export function leaveBackup(w: Workbench): void {
  enter(w, 'Opening the project…', () => w.api.call('backup.leave', {}));
}

export function restoreProject(w: Workbench, { id, at }: BackupEntry, of: Of): void {
  enter(w, 'Restoring the project…', async () => {
    const { info, before, aside } = await w.api.call('backup.restore', { id, ...about(of) });
    const undo = before ? ' To undo that, restore the backup made before it, the newest in the list.' : '';
    const file = aside ? ` The file of before is ${aside}, beside it.` : '';
    toast(w.tasks, 'info', `${info.fileName} is as it was on ${whenMade(at)}.${undo}${file}`);
    return info;
  });
}

export async function restoreArticle(w: Workbench, id: string, articleId: Id): Promise<void> {
  try {
    const { articleId: restored, title, spans } = await w.api.call('backup.restoreArticle', { id, articleId });
    await openArticle(w, restored);
    toast(
      w.tasks,
      'info',
      `“${title}” has the ${spans === 1 ? 'span' : `${spans} spans`} of the backup. Undo takes it back.`,
    );
  } catch (error) {
    report(w, error);
  }
}
