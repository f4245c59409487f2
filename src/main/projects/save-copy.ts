/** A copy of the project in a file of its own, there whole or not at all. */
import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, openSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { isSameFile, nameWhenWhole, removePartial } from '../datasets/put-in-place.ts';
import { connectToRead } from '../store/connection.ts';
import { takeLock } from '../store/lock.ts';
import type { ProjectFile } from '../store/project-file.ts';
import { explainSqlite } from '../store/sqlite-errors.ts';

/**
 * Copies the project as it is now to `destination`, which is replaced once the copy is whole and checked. Throws
 * AppError 'bad-input' for the project itself, 'busy' for a project that is open elsewhere, 'conflict' where a journal
 * lies there that would be played into the copy, 'disk' where it cannot be written.
 */
export async function saveCopy(project: ProjectFile, destination: string): Promise<void> {
  const name = basename(destination);
  if (isSameFile(project.path, destination))
    throw new AppError('bad-input', 'The copy would replace the open project. Choose another name for it.');
  if (existsSync(`${destination}-journal`))
    throw new AppError(
      'conflict',
      `${name} was not written: the project of that name was not closed cleanly. Open it once, or choose another name.`,
    );
  const lock = existsSync(destination) ? takeLock(destination) : null;
  if (lock && 'reason' in lock && lock.reason === 'held')
    throw new AppError('busy', `${name} was not written: it is open in another Sayso. Choose another name.`);
  const partial = join(dirname(destination), `.${name}.${randomUUID().slice(0, 8)}.partial`);
  try {
    await nameWhenWhole({ destination, partial }, () => copyTo(project, partial, name));
  } finally {
    removePartial(`${partial}-journal`);
    if (lock && 'release' in lock) lock.release();
  }
}

async function copyTo(project: ProjectFile, partial: string, name: string): Promise<void> {
  // Made here first, so that a place that cannot be written is named as such.
  closeSync(openSync(partial, 'wx'));
  try {
    await project.db.backup(partial);
    checkCopy(partial, name);
  } catch (error) {
    const explained = explainSqlite(error, name);
    if (!(explained instanceof AppError) || explained.code !== 'disk') throw explained;
    throw new AppError('disk', `${name} was not written: the disk is full, or fails. Choose another place.`, {
      cause: error,
    });
  }
}

function checkCopy(path: string, name: string): void {
  const copy = connectToRead(path);
  try {
    const found = copy.pragma('quick_check(1)', { simple: true });
    if (found !== 'ok') throw new AppError('damaged-file', `${name} was not written: its copy is damaged (${found}).`);
  } finally {
    copy.close();
  }
}
