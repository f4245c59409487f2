/**
 * One Sayso a project. Beside `NAME` lies `.~lock.NAME`, a tiny SQLite file whose exclusive lock is held for as long as
 * the project is open. The operating system drops it when the process ends, however it ends, so nothing goes stale. The
 * file is never deleted: whoever unlinked it would let a second owner in. Its user_version holds the stamp that the
 * project had when it was closed last, by which a project is known that was not closed cleanly, or came from elsewhere.
 */
import { statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database, { SqliteError } from 'better-sqlite3';
import { AppError } from '../../shared/errors.ts';
import { logFault } from '../fault-log.ts';

export type Lock = {
  /** The stamp of the project at its last close, or 0. */
  readonly stamp: number;
  /** Throws AppError 'moved' where the lock file is no longer the one that is held. */
  check(): void;
  /** With a stamp where the project was closed in order. */
  release(stamp?: number): void;
};

/** Why a lock could not be had: somebody holds it, or the folder cannot hold one. */
export type NoLock = { reason: 'held' | 'no-place' };

/** Milliseconds that a lock is waited for. */
const MOMENT = 200;

export function takeLock(projectPath: string): Lock | NoLock {
  const path = join(dirname(projectPath), `.~lock.${basename(projectPath)}`);
  let db: Database.Database | undefined;
  try {
    // Two that take it at the same moment both fail at first: then neither would have it.
    db = new Database(path, { timeout: MOMENT });
    db.exec('BEGIN EXCLUSIVE');
    return hold(db, path);
  } catch (error) {
    db?.close();
    const held = error instanceof SqliteError && error.code.startsWith('SQLITE_BUSY');
    return { reason: held ? 'held' : 'no-place' };
  }
}

function hold(db: Database.Database, path: string): Lock {
  const inode = statSync(path).ino;
  return {
    stamp: db.pragma('user_version', { simple: true }) as number,
    check() {
      if (statSync(path, { throwIfNoEntry: false })?.ino !== inode)
        throw new AppError(
          'moved',
          'The lock file beside the project was moved or replaced, so another Sayso may have opened it. Close the project and open it again.',
        );
    },
    release(stamp) {
      try {
        // Within the transaction that holds the lock, so that nobody comes in between.
        if (stamp !== undefined) {
          db.pragma(`user_version = ${stamp}`);
          db.exec('COMMIT');
        }
      } catch (error) {
        // Without a stamp the next to open only checks more.
        logFault(`${basename(path)} could not be written`, error);
      } finally {
        db.close();
      }
    },
  };
}
