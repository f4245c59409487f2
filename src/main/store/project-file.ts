/** A project file: made, opened with all checks, edited through the log, closed. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../shared/errors.ts';
import { connect, connectToRead } from './connection.ts';
import { checkHeader } from './header.ts';
import { type Author, type Committed, createHistory, type History, type Writer } from './history.ts';
import { type Lock, takeLock } from './lock.ts';
import { APPLICATION_ID, STEPS, VERSION } from './schema.ts';
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
  close(): void;
};

const READ_ONLY = {
  held: 'This project is open in another Sayso. This is a copy of it as it was a moment ago, to read only.',
  'no-place':
    'The folder of this project cannot be written, so this is a copy, to read only. Save the project elsewhere to edit it.',
} as const;

const schemaOf = (db: Database.Database): string =>
  JSON.stringify(
    db
      .prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name")
      .raw()
      .all(),
  );

function migrate(db: Database.Database): void {
  const version = db.pragma('user_version', { simple: true }) as number;
  // What is opened must not be written before it was checked.
  if (version === VERSION) return;
  db.transaction(() => {
    for (const step of STEPS.slice(version)) db.exec(step);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${VERSION}`);
  }).immediate();
}

/** Throws AppError 'damaged-file' where the schema is not ours to the letter or SQLite finds damage. */
function checkSound(db: Database.Database, name: string): void {
  const model = new Database(':memory:');
  migrate(model);
  const wanted = schemaOf(model);
  model.close();
  if (schemaOf(db) !== wanted)
    throw new AppError(
      'damaged-file',
      `${name} does not have the tables of a Sayso project. Open a copy or a backup of it.`,
    );
  const found = db.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok')
    throw new AppError(
      'damaged-file',
      `${name} is damaged (${found}). It was left as it is. Open a copy or a backup of it.`,
    );
  if ((db.pragma('foreign_key_check') as unknown[]).length)
    throw new AppError(
      'damaged-file',
      `${name} is damaged: rows in it refer to others that are missing. Open a copy or a backup of it.`,
    );
}

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
    close() {
      db.close();
      lock?.release();
      cleanUp();
    },
  };
}

async function openCopy(path: string, reason: string, onCommit: (c: Committed) => void): Promise<ProjectFile> {
  const folder = mkdtempSync(join(tmpdir(), 'sayso-copy-'));
  const cleanUp = () => rmSync(folder, { recursive: true, force: true });
  const copy = join(folder, basename(path));
  try {
    const source = connectToRead(path);
    try {
      await source.backup(copy);
    } finally {
      source.close();
    }
    const db = connect(copy);
    try {
      checkSound(db, basename(path));
    } catch (error) {
      db.close();
      throw error;
    }
    return openFile(path, db, null, reason, onCommit, cleanUp);
  } catch (error) {
    cleanUp();
    throw explainSqlite(error, basename(path));
  }
}

/**
 * Opens a project after checking it: its header before SQLite touches it, then its lock, schema and pages. Where
 * another Sayso has it, or its folder cannot be written, a private copy is opened to read. Throws AppError.
 */
export async function openProjectFile(path: string, onCommit: (c: Committed) => void): Promise<ProjectFile> {
  checkHeader(path);
  const lock = takeLock(path);
  if ('reason' in lock) return openCopy(path, READ_ONLY[lock.reason], onCommit);
  let db: Database.Database | undefined;
  try {
    db = connect(path);
    migrate(db);
    checkSound(db, basename(path));
    return openFile(path, db, lock, null, onCommit, () => {});
  } catch (error) {
    db?.close();
    lock.release();
    const explained = explainSqlite(error, basename(path));
    if (explained instanceof AppError && explained.code === 'read-only')
      return openCopy(path, READ_ONLY['no-place'], onCommit);
    throw explained;
  }
}

/** Makes an empty project file and opens it. Throws AppError 'conflict' where there is a file already. */
export function createProjectFile(path: string, onCommit: (c: Committed) => void): ProjectFile {
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
    migrate(db);
    return openFile(path, db, lock, null, onCommit, () => {});
  } catch (error) {
    db?.close();
    lock.release();
    rmSync(path, { force: true });
    throw explainSqlite(error, name);
  }
}
