/** The order in which a project is opened, and what it leaves of a file that it refuses. */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { checkHeader, stampOf } from './header.ts';
import { takeLock } from './lock.ts';
import { openProjectFile } from './project-file.ts';
import { STEPS } from './schema.ts';
import { explainSqlite } from './sqlite-errors.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');
const author = { annotator: 'ana', device: 'laptop' };
const entity = { id: 'e', name: 'E', note: '' };
let folder: string;
let path: string;
let userData: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-test-'));
  path = join(folder, 'rivers.sayso');
  userData = join(folder, 'data');
  copyFileSync(join(FIXTURES, 'version-1.sayso'), path);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (options = {}) => openProjectFile(path, () => {}, { userData, ...options });
const refusal = (work: Promise<unknown>): Promise<AppError> =>
  work.then(
    () => expect.unreachable('it was not refused'),
    (error: unknown) => {
      if (error instanceof AppError) return error;
      throw error;
    },
  );
function patch(at: number, bytes: number[]) {
  const file = readFileSync(path);
  file.set(bytes, at);
  writeFileSync(path, file);
}

describe('versions', () => {
  test('a file of every past version opens, with all that is in it', async () => {
    const versions = readdirSync(FIXTURES).filter((name) => name.endsWith('.sayso'));
    expect(versions).toEqual(STEPS.map((_, n) => `version-${n + 1}.sayso`));
    for (const name of versions) {
      copyFileSync(join(FIXTURES, name), path);
      const file = await open();
      const count = (table: string) => file.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
      expect([count('article'), count('span'), count('relation')]).toEqual([2, 17, 8]);
      expect(file.readOnly).toBeNull();
      file.close();
    }
  });

  const NEXT = [...STEPS, "ALTER TABLE article ADD COLUMN rating TEXT NOT NULL DEFAULT ''"];

  test('a past version is backed up, verified, and brought to the present one', async () => {
    const before = readFileSync(path);
    const file = await open({ steps: NEXT });
    expect(file.db.prepare('SELECT DISTINCT rating FROM article').pluck().all()).toEqual(['']);
    file.close();
    expect(checkHeader(path, NEXT.length).version).toBe(NEXT.length);
    const [project = ''] = readdirSync(join(userData, 'backups'));
    const [backup = ''] = readdirSync(join(userData, 'backups', project));
    expect(backup).toContain('.migration.');
    expect(checkHeader(join(userData, 'backups', project, backup)).version).toBe(1);
    expect((await refusal(open())).code).toBe('newer-file');
    expect(before.length).toBeGreaterThan(0);
  });

  test.each<[string, string]>([
    ['fails', 'INSERT INTO nowhere VALUES (1)'],
    ['leaves rows without what they refer to', "PRAGMA defer_foreign_keys = 1; UPDATE span SET label = 'nothing'"],
  ])('a step that %s leaves the file as it was, byte for byte', async (_, step) => {
    const before = readFileSync(path);
    await expect(open({ steps: [...STEPS, 'CREATE TABLE more (id TEXT) STRICT', step] })).rejects.toThrow();
    expect(readFileSync(path).equals(before)).toBe(true);
    (await open()).close();
  });

  test('a migration that is killed before its commit leaves the file as it was', async () => {
    const before = readFileSync(path);
    // Spilled to the file on purpose, as a large migration would be.
    const script = `
      import Database from 'better-sqlite3';
      const db = new Database(${JSON.stringify(path)});
      db.pragma('cache_size = 1');
      db.exec('BEGIN IMMEDIATE; CREATE TABLE more (id TEXT) STRICT; UPDATE content SET bytes = zeroblob(9000)');
      process.kill(process.pid, 'SIGKILL');`;
    expect(() => execFileSync(process.execPath, ['--input-type=module', '-e', script])).toThrow();
    expect(readFileSync(path).equals(before)).toBe(false);
    (await open()).close();
    expect(readFileSync(path).equals(before)).toBe(true);
    const [kept = ''] = readdirSync(join(userData, 'journals'));
    expect(kept).toMatch(/rivers\.sayso\.unfinished-commit$/);
  });

  test('without a place for its backup a past version is not touched', async () => {
    const before = readFileSync(path);
    await expect(openProjectFile(path, () => {}, { steps: NEXT })).rejects.toThrow('backup');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('a past version that is only to be read is brought to the present one in the copy', async () => {
    const first = await open();
    const second = await open({ steps: NEXT });
    expect(second.readOnly).not.toBeNull();
    expect(second.db.prepare('SELECT count(*) FROM article WHERE rating = ?').pluck().get('')).toBe(2);
    second.close();
    first.close();
    expect(checkHeader(path).version).toBe(1);
  });
});

test('a copy that is only to be read lies where the next start removes it, and is gone when it is closed', async () => {
  const first = await open();
  const second = await open();
  const temp = join(userData, 'temp');
  const [made = ''] = readdirSync(temp);
  expect(made).toMatch(new RegExp(`^${process.pid}-`));
  expect(readdirSync(join(temp, made))).toEqual(['rivers.sayso']);
  expect(statSync(join(temp, made)).mode & 0o077).toBe(0);
  second.close();
  first.close();
  expect(readdirSync(temp)).toEqual([]);
});

describe('before SQLite', () => {
  test('a file that is shorter than its header says is refused', async () => {
    writeFileSync(path, readFileSync(path).subarray(0, -4096));
    const error = await refusal(open());
    expect(error.code).toBe('damaged-file');
    expect(error.message).toContain('cut short');
  });

  test('a size of pages that there is not is refused', async () => {
    patch(16, [0x0f, 0xff]);
    expect((await refusal(open())).message).toContain('pages');
  });

  test('a link leads to the same project, with the same lock', async () => {
    const link = join(folder, 'link.sayso');
    symlinkSync(path, link);
    const first = await openProjectFile(link, () => {});
    const second = await open();
    expect(first.readOnly).toBeNull();
    expect(second.readOnly).toContain('open in another Sayso');
    second.close();
    first.close();
  });
});

describe('the tables', () => {
  test.each(['strange', 'sqliteXstrange'])('a trigger named %s is refused', async (name) => {
    const db = new Database(path);
    db.exec(`CREATE TRIGGER ${name} AFTER INSERT ON span BEGIN DELETE FROM span; END`);
    db.close();
    expect((await refusal(open())).message).toContain('tables');
  });
});

describe('the stamp of the last close', () => {
  const stamp = () => {
    const lock = takeLock(path);
    if ('reason' in lock) throw new Error('the lock is held');
    lock.release();
    return lock.stamp;
  };

  test('is that of the file after a close in order', async () => {
    expect(stamp()).toBe(0);
    (await open()).close();
    expect(stamp()).toBe(stampOf(path));
  });

  test('is not that of the file after a kill, or after a change from elsewhere', async () => {
    (await open()).close();
    const closed = stamp();
    const db = new Database(path);
    db.exec("UPDATE article SET title = 'x'");
    db.close();
    expect(stampOf(path)).not.toBe(closed);
    expect(stamp()).toBe(closed);
  });

  test('is not that of a file with the same bytes that was put in its place', async () => {
    (await open()).close();
    const bytes = readFileSync(path);
    rmSync(path);
    writeFileSync(path, bytes);
    expect(stampOf(path)).not.toBe(stamp());
  });
});

test('a length that no value can have is told as damage', () => {
  const db = new Database(':memory:');
  const read = () => {
    try {
      return db.prepare('SELECT zeroblob(2147483647)').get();
    } catch (error) {
      return explainSqlite(error, 'rivers.sayso');
    }
  };
  expect(read()).toMatchObject({ code: 'damaged-file', message: expect.stringContaining('rivers.sayso is damaged') });
  db.close();
});

test('a close in order leaves no journal, and none is kept', async () => {
  const file = await open();
  file.edit(author, 'Name', (w) => w.put('entity', entity));
  file.close();
  expect(existsSync(`${path}-journal`)).toBe(false);
  expect(existsSync(join(userData, 'journals'))).toBe(false);
});
