/** What a failed write means: why it failed, and whether the connection can be used again. */
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { SqliteError } from 'better-sqlite3';
import { AppError } from '../shared/errors.ts';

const codeOf = (error: unknown): string => {
  const cause = error instanceof AppError ? error.cause : error;
  return cause instanceof SqliteError ? cause.code : '';
};

/**
 * Whether SQLite and the disk may no longer agree on what is written: after a failed sync the system may have dropped
 * what it could not write, and says so once only.
 */
export const isConnectionDead = (error: unknown): boolean => codeOf(error).startsWith('SQLITE_IOERR');

/** The error with what a person can do about it: where the disk is full, how much is free. Others as they are. */
export function explainFailedWrite(error: unknown, path: string): unknown {
  if (!codeOf(error).startsWith('SQLITE_FULL')) return error;
  const folder = dirname(path);
  return new AppError(
    'disk',
    `The disk is full: ${freeIn(folder)} in ${folder}. Free some space; the edit is kept until then. (SQLITE_FULL)`,
    { cause: error },
  );
}

/** How much is free, in words. */
function freeIn(folder: string): string {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return `${inWords(bavail * bsize)} left`;
  } catch {
    return 'no more room';
  }
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

function inWords(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${Math.round(bytes / 1000 ** power)} ${UNITS[power]}`;
}
