/**
 * One Sayso a project. Beside `NAME` lies `.~lock.NAME`, a tiny SQLite file whose exclusive lock is held for as long as
 * the project is open. The operating system drops it when the process ends, however it ends, so nothing goes stale. The
 * file is never deleted: whoever unlinked it would let a second owner in.
 */
import { statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database, { SqliteError } from 'better-sqlite3';
import { AppError } from '../../shared/errors.ts';

export type Lock = {
  /** Throws AppError 'moved' where the lock file is no longer the one that is held. */
  check(): void;
  release(): void;
};

/** Why a lock could not be had: somebody holds it, or the folder cannot hold one. */
export type NoLock = { reason: 'held' | 'no-place' };

export function takeLock(projectPath: string): Lock | NoLock {
  const path = join(dirname(projectPath), `.~lock.${basename(projectPath)}`);
  let db: Database.Database | undefined;
  try {
    db = new Database(path, { timeout: 0 });
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db?.close();
    const held = error instanceof SqliteError && error.code.startsWith('SQLITE_BUSY');
    return { reason: held ? 'held' : 'no-place' };
  }
  const held = db;
  const inode = statSync(path).ino;
  return {
    check() {
      if (statSync(path, { throwIfNoEntry: false })?.ino !== inode)
        throw new AppError(
          'moved',
          'The lock file beside the project was moved or replaced, so another Sayso may have opened it. Close the project and open it again.',
        );
    },
    release: () => held.close(),
  };
}
