/** Backups from the command line. */
import { mkdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { BackupEntry, BackupList } from '../../shared/contract/backups.ts';
import { AppError } from '../../shared/errors.ts';
import { openProfile } from '../app/profile.ts';
import { ask, type Outcome, open, WrongUsage, withCore } from '../cli-core.ts';
import { userDataFolder } from '../user-data.ts';

/** Lists the backups of a project, be it one that cannot be opened; or names the second folder for backups. */
export async function listBackups(args: string[], flags: { 'second-folder'?: string }): Promise<Outcome> {
  const [project, ...more] = args;
  const second = flags['second-folder'];
  if (second !== undefined && args.length === 0) return nameSecondFolder(second);
  if (!project || more.length || second !== undefined)
    throw new WrongUsage('backups takes one PROJECT, or --second-folder');
  return withCore(undefined, async (core) => {
    const token = core.take(resolve(project));
    let list: BackupList;
    try {
      await open(core, project);
      list = await ask(core, 'backup.list', {});
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      list = await ask(core, 'backup.list', { of: { token } });
    }
    const lines = list.backups.map(inALine);
    return { lines: lines.length > 0 ? lines : [`${project} has no backups`], data: list };
  });
}

function nameSecondFolder(folder: string): Outcome {
  const second = folder === '' ? null : resolve(folder);
  if (second !== null) mkdirSync(second, { recursive: true });
  openProfile(userDataFolder()).setBackups({ second });
  const line = second === null ? 'backups are no longer copied elsewhere' : `each backup is copied to ${second} too`;
  return { lines: [line], data: { secondFolder: second } };
}

function inALine({ id, size, articles, spans, since, damaged, here }: BackupEntry): string {
  const remarks = [
    `${articles} articles`,
    `${spans} spans`,
    `${Math.ceil(size / 1000)} kB`,
    ...(since && since.edits > 0 ? [`${since.edits} edits since by ${since.by.join(', ')}`] : []),
    ...(here ? [] : ['of another place']),
    ...(damaged ? ['damaged'] : []),
  ];
  return `${id}  ${remarks.join(', ')}`;
}

/** Puts a backup in the place of a project, which is backed up and moved aside before. */
export async function restoreBackup(args: string[], { backup }: { backup?: string }): Promise<Outcome> {
  const [project, ...more] = args;
  if (!project || more.length) throw new WrongUsage('restore takes one PROJECT');
  if (!backup) throw new WrongUsage('--backup is the id of a backup, as sayso backups lists them');
  return withCore(undefined, async (core) => {
    const of = { token: core.take(resolve(project)) };
    const { before, aside } = await ask(core, 'backup.restore', { id: backup, of });
    return {
      lines: [
        `restored ${project} to ${backup}`,
        ...(aside ? [`the file of before is ${aside}, beside ${basename(project)}`] : []),
        ...(before ? [`to undo this: sayso restore ${project} --backup ${before}`] : []),
      ],
      data: { restored: backup, before, aside },
    };
  });
}
