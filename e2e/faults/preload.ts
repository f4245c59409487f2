/**
 * Loaded into a process of Sayso before Sayso itself. SAYSO_CLOCK sets its clock off by so many milliseconds.
 * SAYSO_WEAKNESS takes one of its promises back, so that a gate can be seen to fail.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import Database from 'better-sqlite3';

const database = Database.prototype;
const { pragma, exec } = database;

/** Gives a setting another value than is asked for, and says that it has the one asked for. */
function pretend(settings: Record<string, { instead: string; says: unknown }>): void {
  database.pragma = function (this: Database.Database, source: string, options?: Database.PragmaOptions): unknown {
    const [name = '', value] = source.split('=').map((part) => part.trim());
    const setting = settings[name];
    if (!setting) return pragma.call(this, source, options);
    return value === undefined ? setting.says : pragma.call(this, `${name} = ${setting.instead}`);
  } as typeof pragma;
}

/** Commits some time after the answer has gone. */
function commitLate(): void {
  const late = new WeakSet<Database.Database>();
  const commit = (db: Database.Database) => {
    if (late.delete(db) && db.open) exec.call(db, 'COMMIT');
  };
  database.exec = function (this: Database.Database, source: string) {
    if (source === 'COMMIT') {
      late.add(this);
      setTimeout(() => commit(this), 20);
      return this;
    }
    commit(this);
    return exec.call(this, source);
  };
}

/** Each statement is a transaction of its own. */
function commitEach(): void {
  const without = new WeakSet<Database.Database>();
  database.exec = function (this: Database.Database, source: string) {
    if (source === 'BEGIN IMMEDIATE') without.add(this);
    else if (!['COMMIT', 'ROLLBACK'].includes(source) || !without.delete(this)) exec.call(this, source);
    return this;
  };
  // As better-sqlite3 gives it: a function with one for each kind of BEGIN.
  database.transaction = (<T extends (...args: never[]) => unknown>(body: T) =>
    Object.assign(body, { immediate: body })) as unknown as typeof database.transaction;
}

/** What cannot be written is said to be written. */
function swallowErrors(): void {
  const statement = Object.getPrototypeOf(new Database(':memory:').prepare('SELECT 1')) as Database.Statement;
  const { run } = statement;
  statement.run = function (this: Database.Statement, ...values: unknown[]) {
    try {
      return run.apply(this, values);
    } catch {
      return { changes: 1, lastInsertRowid: 1 };
    }
  };
  database.exec = function (this: Database.Database, source: string) {
    try {
      exec.call(this, source);
    } catch (error) {
      if (source === 'BEGIN EXCLUSIVE') throw error;
    }
    return this;
  };
}

const WEAKNESSES: Record<string, () => void> = {
  'synchronous=OFF': () => pretend({ synchronous: { instead: '0', says: 3 } }),
  'journal DELETE, synchronous=FULL': () => pretend({ synchronous: { instead: '2', says: 3 } }),
  'journal WAL, synchronous=NORMAL': () =>
    pretend({ journal_mode: { instead: 'wal', says: 'delete' }, synchronous: { instead: '1', says: 3 } }),
  'answers before COMMIT': commitLate,
  'no transaction': commitEach,
  'swallows errors': swallowErrors,
  'keeps memory': () => {
    const kept: Buffer[] = [];
    database.exec = function (this: Database.Database, source: string) {
      if (source === 'COMMIT') kept.push(Buffer.alloc(2 ** 19, kept.length));
      return exec.call(this, source);
    };
  },
  'no lock': () => {
    database.exec = function (this: Database.Database, source: string) {
      return exec.call(this, source === 'BEGIN EXCLUSIVE' ? 'BEGIN' : source);
    };
  },
  /** As one would restore without a second thought: over the file of before. */
  'copies in place': () => {
    const { renameSync } = fs;
    fs.renameSync = (from, to) => {
      if (String(to).includes('backups')) return renameSync(from, to);
      const bytes = fs.readFileSync(from);
      const file = fs.openSync(to, 'w');
      for (let at = 0; at < bytes.length; at += 4096) fs.writeSync(file, bytes.subarray(at, at + 4096));
      fs.closeSync(file);
      fs.rmSync(from);
    };
    syncBuiltinESMExports();
  },
  'no fsync': () => {
    fs.fsyncSync = () => {};
    syncBuiltinESMExports();
  },
};

const weakness = process.env.SAYSO_WEAKNESS;
if (weakness) {
  const weaken = WEAKNESSES[weakness];
  if (!weaken) throw new Error(`there is no weakness ${weakness}`);
  weaken();
}

const off = Number(process.env.SAYSO_CLOCK ?? 0);
if (off) {
  const Real = Date;
  const now = () => Real.now() + off;
  globalThis.Date = new Proxy(Real, {
    construct: (target, args, self) => Reflect.construct(target, args.length ? args : [now()], self) as object,
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
}
