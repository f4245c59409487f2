/** One SQLite connection, set up so that an acknowledged commit survives a power cut, and each setting read back. */
import Database from 'better-sqlite3';

const SETTINGS: [pragma: string, wanted: string | number][] = [
  ['journal_mode', 'delete'],
  ['synchronous', 3],
  ['locking_mode', 'normal'],
  ['fullfsync', 1],
  ['foreign_keys', 1],
  ['trusted_schema', 0],
  ['cell_size_check', 1],
  ['mmap_size', 0],
];

/** Opens a file for writing; with `create`, a file that is not there yet. Throws SqliteError. */
export function connect(path: string, { create = false } = {}): Database.Database {
  const db = new Database(path, { fileMustExist: !create, timeout: 5000 });
  try {
    for (const [pragma, wanted] of SETTINGS) {
      db.pragma(`${pragma} = ${wanted}`);
      const got = db.pragma(pragma, { simple: true });
      // SQLite answers nothing for mmap_size where memory mapping is compiled out.
      if (got !== wanted && !(pragma === 'mmap_size' && got === undefined))
        throw new Error(`SQLite did not take ${pragma} = ${wanted}; it says ${got}`);
    }
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Opens a file that is only to be read: a snapshot, a staging file, a project that another process holds. */
export function connectToRead(path: string): Database.Database {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 5000 });
  db.pragma('trusted_schema = 0');
  db.pragma('cell_size_check = 1');
  return db;
}
