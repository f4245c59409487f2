import { basename } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { explainDisk } from '../store/disk-errors.ts';
import { checkHeader, realPath } from '../store/header.ts';
import { takeLock } from '../store/lock.ts';
import { replaceFile } from '../store/replace.ts';
import { verifyApart } from './verify-apart.ts';

/**
 * Throws AppError 'damaged-file' unless the whole backup is as it was when it was made: its pages, the hashes of its
 * articles, its chains of edits.
 */
export async function checkBackup(path: string): Promise<void> {
  checkHeader(path);
  const [finding] = (await verifyApart(path)).findings;
  if (finding)
    throw new AppError(
      'damaged-file',
      `This backup is not restored, since it is damaged: ${finding}. Choose another one.`,
    );
}

/**
 * Puts a copy of a backup in the place of a project that is not open here, and gives the path that the file of before
 * has now, or null. It is on the disk when this returns; on a failure, what was there is there still. Throws AppError:
 * 'damaged-file' for the backup, 'busy' where the project is open elsewhere, 'disk'.
 */
export async function restoreFile(given: string, backup: string): Promise<string | null> {
  const path = realPath(given);
  const name = basename(path);
  await checkBackup(backup);
  const lock = takeLock(path);
  if ('reason' in lock)
    throw lock.reason === 'held'
      ? new AppError('busy', `${name} was not restored: it is open in another Sayso. Close it there, then try again.`)
      : new AppError('disk', `${name} was not restored: its folder cannot be written.`);
  try {
    return replaceFile(path, backup);
  } catch (error) {
    throw explainDisk(error, path);
  } finally {
    lock.release();
  }
}
