/** A project file: made, opened with all checks, edited through the log, closed. */
import { accessSync, constants, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { AppError } from '../../shared/errors.ts';
import { makeTempFolder } from '../temp-folder.ts';
import { makeBackup, verify } from './backup.ts';
import { backupsFolder, placeOf } from './backup-name.ts';
import { connect, connectToRead } from './connection.ts';
import { projectKeyOf } from './facts.ts';
import { checkHeader, type Header, realPath, stampOf } from './header.ts';
import { type Author, type Committed, createHistory, type History, type Writer } from './history.ts';
import { journalOf, keepJournal } from './journal.ts';
import { type Lock, type NoLock, takeLock } from './lock.ts';
import { readThrough } from './read-through.ts';
import { finishReplace, isReplacePending } from './replace.ts';
import { STEPS } from './schema.ts';
import { checkSound, migrate, versionOf } from './soundness.ts';
import { explainSqlite } from './sqlite-errors.ts';

export type ProjectFile = {
  readonly path: string;
  /** Why nothing can be written, or null. */
  readonly readOnly: string | null;
  readonly db: Database.Database;
  readonly history: Pick<History, 'reach'>;
  /** One command, one transaction, one edit. Throws AppError. */
  edit<T>(author: Author, title: string, command: (writer: Writer) => T): T;
  undo(author: Author): Committed;
  redo(author: Author): Committed;
  /** What `factory` prepares on this connection, made once. */
  use<T>(factory: (db: Database.Database) => T): T;
  /** Copies the project as it is now into a new file, a few pages at a time. */
  snapshot(path: string): Promise<void>;
  /** Not `inOrder` after an I/O error: whoever opens the project next then checks all of it, whatever its size. */
  close(inOrder?: boolean): void;
};

type OpenOptions = {
  /** The user's data folder, for what is kept before it is touched: a leftover journal, a file of a past version. */
  userData?: string | null;
  /** How each version of the schema comes out of the one before. */
  steps?: readonly string[];
};

type Opening = Required<OpenOptions> & { onCommit: (c: Committed) => void };

/** Bytes up to which all pages are read at each open; beyond, only where the file is not as it was closed. */
const ALWAYS_CHECKED = 200 * 2 ** 20;

const READ_ONLY = {
  held: 'This project is open in another Sayso. This is a copy of it as it was a moment ago, to read only.',
  'no-place':
    'This project or its folder cannot be written, so this is a copy, to read only. Save the project elsewhere to edit it.',
} as const;

function openFile(
  path: string,
  db: Database.Database,
  lock: Lock | null,
  readOnly: string | null,
  onCommit: (c: Committed) => void,
  cleanUp: () => void,
): ProjectFile {
  const history = createHistory(db, onCommit);
  const made = new Map<unknown, unknown>();
  function writable() {
    if (readOnly || !lock) throw new AppError('read-only', readOnly ?? READ_ONLY['no-place']);
    lock.check();
  }
  return {
    path,
    readOnly,
    db,
    history,
    edit(author, title, command) {
      writable();
      return history.edit(author, title, command);
    },
    undo(author) {
      writable();
      return history.undo(author);
    },
    redo(author) {
      writable();
      return history.redo(author);
    },
    use<T>(factory: (db: Database.Database) => T): T {
      if (!made.has(factory)) made.set(factory, factory(db));
      return made.get(factory) as T;
    },
    async snapshot(target) {
      try {
        await db.backup(target);
      } catch (error) {
        throw explainSqlite(error);
      }
    },
    close(inOrder = true) {
      if (!db.open) return;
      db.close();
      lock?.release(inOrder ? stampAtClose(path) : undefined);
      cleanUp();
    },
  };
}

/** The stamp by which the next to open knows that all is as it was left; none where the file is no longer there. */
function stampAtClose(path: string): number | undefined {
  try {
    return stampOf(path);
  } catch {
    return undefined;
  }
}

async function openCopy(path: string, reason: string, { onCommit, userData, steps }: Opening): Promise<ProjectFile> {
  const name = basename(path);
  // In the user's data, the next start removes it where this process is killed.
  const folder = userData ? makeTempFolder(userData) : mkdtempSync(join(tmpdir(), 'sayso-copy-'));
  const cleanUp = () => rmSync(folder, { recursive: true, force: true });
  const copy = join(folder, name);
  let db: Database.Database | undefined;
  try {
    const source = connectToRead(path);
    try {
      await source.backup(copy);
    } finally {
      source.close();
    }
    db = connect(copy);
    checkSound(db, name, { steps, pages: true });
    if (versionOf(db) < steps.length) migrate(db, name, steps);
    return openFile(path, db, null, reason, onCommit, cleanUp);
  } catch (error) {
    db?.close();
    cleanUp();
    throw explainSqlite(error, name);
  }
}

/** Opens what is ours to write: the lock is held, and the header is that of a project. */
async function openLocked(path: string, lock: Lock, header: Header, opening: Opening): Promise<ProjectFile> {
  const { onCommit, userData, steps } = opening;
  const name = basename(path);
  const wasClosed = lock.stamp === stampOf(path) && !existsSync(journalOf(path));
  const pages = header.size <= ALWAYS_CHECKED || !wasClosed;
  if (userData) keepJournal(path, join(userData, 'journals'));
  if (pages) readThrough(path);
  const db = connect(path);
  try {
    checkSound(db, name, { steps, pages });
    if (versionOf(db) < steps.length) {
      await backUpBeforeMigration(db, path, userData);
      migrate(db, name, steps);
    }
    return openFile(path, db, lock, null, onCommit, () => {});
  } catch (error) {
    db.close();
    throw error;
  }
}

async function backUpBeforeMigration(db: Database.Database, path: string, userData: string | null): Promise<void> {
  if (userData === null) throw new Error('a project is brought to a new version only where its backup has a place');
  const folder = join(backupsFolder(userData), projectKeyOf(db));
  const { findings } = await makeBackup(db, {
    folder,
    reason: 'migration',
    place: placeOf(path),
    verify: async (copy) => verify(copy),
  });
  if (findings.length > 0)
    throw new AppError(
      'damaged-file',
      `${basename(path)} was not brought to the new file version: ${findings[0]}. It was left as it is. Open a backup of it.`,
    );
}

/** Whether the file, and a journal beside it, may be written. SQLite finds out only at the first edit. */
function canWrite(path: string): boolean {
  try {
    for (const place of [path, dirname(path)]) accessSync(place, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Opens a project after checking it, in this order: its header, before SQLite touches it; its lock; what an unfinished
 * restore or commit left; its settings; its tables, pages and references; its version. Where another Sayso has it, or
 * it cannot be written, a private copy is opened to read. Throws AppError.
 */
export async function openProjectFile(
  given: string,
  onCommit: (c: Committed) => void,
  { userData = null, steps = STEPS }: OpenOptions = {},
): Promise<ProjectFile> {
  const path = realPath(given);
  const name = basename(path);
  const opening = { onCommit, userData, steps };
  // The file of before may be no project any more.
  const before = isReplacePending(path) ? null : checkHeader(path, steps.length);
  const lock: Lock | NoLock = before && !canWrite(path) ? { reason: 'no-place' } : takeLock(path);
  if ('reason' in lock) {
    if (!before) checkHeader(path, steps.length);
    return openCopy(path, READ_ONLY[lock.reason], opening);
  }
  try {
    finishReplace(path);
    return await openLocked(path, lock, checkHeader(path, steps.length), opening);
  } catch (error) {
    lock.release();
    const explained = explainSqlite(error, name);
    if (explained instanceof AppError && explained.code === 'read-only')
      return openCopy(path, READ_ONLY['no-place'], opening);
    throw explained;
  }
}

/** Opens a private copy of a backup, to read, under a name that people know it by. Throws AppError. */
export async function openBackupFile(
  path: string,
  { name, readOnly, userData }: { name: string; readOnly: string; userData: string },
): Promise<ProjectFile> {
  checkHeader(path);
  const copy = await openCopy(path, readOnly, { onCommit: () => {}, userData, steps: STEPS });
  return { ...copy, path: join(dirname(path), name) };
}

/** Makes an empty project file and opens it. Throws AppError 'conflict' where there is a file already. */
export function createProjectFile(given: string, onCommit: (c: Committed) => void): ProjectFile {
  const path = realPath(given);
  const name = basename(path);
  if (existsSync(path))
    throw new AppError('conflict', `There is a file ${name} already. It was left as it is; choose another name.`);
  if (!existsSync(dirname(path)))
    throw new AppError('not-found', `The folder ${dirname(path)} is not there. Make it first, or choose another.`);
  const lock = takeLock(path);
  if ('reason' in lock)
    throw new AppError('disk', `The folder ${dirname(path)} cannot be written. Choose another folder for ${name}.`);
  let db: Database.Database | undefined;
  try {
    db = connect(path, { create: true });
    migrate(db, name, STEPS);
    return openFile(path, db, lock, null, onCommit, () => {});
  } catch (error) {
    db?.close();
    lock.release();
    rmSync(path, { force: true });
    throw explainSqlite(error, name);
  }
}
