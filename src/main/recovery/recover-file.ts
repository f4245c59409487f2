import { copyFileSync, existsSync, lstatSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RecoveryReport } from '../../shared/contract/recovery.ts';
import { AppError } from '../../shared/errors.ts';
import { backupsOfProject, projectKeyAt } from '../backups/shelf.ts';
import type { Progress } from '../jobs.ts';
import { connectToRead } from '../store/connection.ts';
import { projectKeyOf } from '../store/facts.ts';
import { realPath } from '../store/header.ts';
import { journalOf } from '../store/journal.ts';
import { takeLock } from '../store/lock.ts';
import { recoverCopy } from './recover-copy.ts';

export type RecoverFileInput = {
  /** How messages call the file. */
  name: string;
  /** The damaged file. It is read, never written. */
  path: string;
  /** A private folder; the recovered file is `recovered.sayso` in it. */
  folder: string;
  /** Where the backups are, or null where none are to be used. */
  userData: string | null;
};

export type RecoveredFile = {
  report: RecoveryReport;
  /** The key of the project that was recovered, or null where none had to be. */
  projectKey: string | null;
};

export const RECOVERED = 'recovered.sayso';

/** Recovers a project file into a private folder. Throws AppError: 'not-found', 'busy', 'disk', and those of `recoverCopy`. */
export async function recoverFile(
  { name, path: given, folder, userData }: RecoverFileInput,
  progress: Progress,
): Promise<RecoveredFile> {
  const path = realPath(given);
  const copy = join(folder, 'damaged.sayso');
  progress(0, 0, 'Copying the file');
  copyFamily(path, copy, name);
  const out = join(folder, RECOVERED);
  const backups = (projectId: string | null) => (userData === null ? [] : backupsOf(projectId, { userData, path }));
  const report = await recoverCopy({ path: copy, out, name: name.replace(/\.sayso$/i, ''), backups }, progress);
  return { report, projectKey: report.method === 'sound' ? null : keyOf(out) };
}

/** The backups of the project by its id; where that is lost, of the project that was at this path. */
function backupsOf(projectId: string | null, { userData, path }: { userData: string; path: string }): string[] {
  const key = projectId !== null && /^[\w-]{1,64}$/.test(projectId) ? projectId : projectKeyAt(userData, path);
  return key === null ? [] : backupsOfProject(userData, key).map((backup) => backup.path);
}

function keyOf(path: string): string {
  const db = connectToRead(path);
  try {
    return projectKeyOf(db);
  } finally {
    db.close();
  }
}

/** Copies the file and its journal while nobody writes them. */
function copyFamily(path: string, copy: string, name: string): void {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile())
    throw new AppError('not-found', `${name} is not there, or is not a file. Choose the damaged file from its place.`);
  // A file may say that it is larger than any disk; one is not filled to find that out.
  const { bavail, bsize } = statfsSync(dirname(copy));
  if (stat.size > bavail * bsize)
    throw new AppError(
      'disk',
      `There is no room for a copy of ${name}, which has ${Math.ceil(stat.size / 2 ** 20)} MB. Free some space, then try again.`,
    );
  const lock = takeLock(path);
  if ('reason' in lock && lock.reason === 'held')
    throw new AppError('busy', `${name} is open in another Sayso. Close it there, then recover it.`);
  try {
    copyFileSync(path, copy);
    if (existsSync(journalOf(path))) copyFileSync(journalOf(path), journalOf(copy));
  } finally {
    if ('release' in lock) lock.release();
  }
}
