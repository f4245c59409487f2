import {
  closeSync,
  copyFileSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { RowChange } from '../../shared/model.ts';
import { checkProject } from '../projects/check.ts';
import { canonical } from '../store/log.ts';
import { openProjectFile } from '../store/project-file.ts';
import { fromSql, selectList, TABLE_NAMES } from '../store/tables.ts';
import { createRandom, DAMAGES, damageFile, makeProject } from './damaged.fixture.ts';
import { recoverCopy } from './recover-copy.ts';
import { surveyFile } from './survey.ts';

let folder: string;
let whole: string;
let original: Map<string, string>;
const path = () => join(folder, 'damaged.sayso');
const out = () => join(folder, 'out.sayso');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-test-'));
  whole = join(folder, 'whole.sayso');
  makeProject(whole, { articles: 12, spansEach: 8 });
  original = rowsOf(whole);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  for (const file of [path(), out(), `${path()}-journal`]) rmSync(file, { force: true });
  copyFileSync(whole, path());
});

const read = <T>(file: string, work: (db: Database.Database) => T): T => {
  const db = new Database(file, { readonly: true });
  try {
    return work(db);
  } finally {
    db.close();
  }
};
const rowsOf = (file: string): Map<string, string> =>
  read(file, (db) => {
    const rows = TABLE_NAMES.flatMap((table) =>
      (db.prepare(`SELECT ${selectList(table)} FROM ${table}`).all() as Record<string, unknown>[]).map(
        (row): [string, string] => [`${table} ${row.id}`, canonical(fromSql(table, row))],
      ),
    );
    return new Map(rows);
  });
/** Every state that the log gives a row. */
function statesOf(file: string): Map<string, Set<string>> {
  const states = new Map<string, Set<string>>();
  const diffs = read(file, (db) => db.prepare('SELECT diff FROM edit').pluck().all() as string[]);
  for (const { table, id, after } of diffs.flatMap((diff) => JSON.parse(diff) as RowChange[])) {
    const key = `${table} ${id}`;
    states.set(key, (states.get(key) ?? new Set()).add(canonical(after)));
  }
  return states;
}
const count = (file: string, table: string) =>
  read(file, (db) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number);
const pagesOf = (name: string) =>
  read(
    whole,
    (db) => db.prepare('SELECT pageno FROM dbstat WHERE name = ? ORDER BY pageno').pluck().all(name) as number[],
  );
const recover = (backups: string[] = []) =>
  recoverCopy({ path: path(), out: out(), name: 'rivers', backups: () => backups }, () => {});

function zero(...pages: number[]): void {
  const fd = openSync(path(), 'r+');
  for (const page of pages) writeSync(fd, Buffer.alloc(4096), 0, 4096, (page - 1) * 4096);
  closeSync(fd);
}
function patch(at: number, ...bytes: number[]): void {
  const fd = openSync(path(), 'r+');
  writeSync(fd, Buffer.from(bytes), 0, bytes.length, at);
  closeSync(fd);
}

test('the pages of a whole file give all that SQLite reads in it', () => {
  const edits = new Set<string>();
  const contents = new Set<string>();
  const survey = surveyFile(
    whole,
    {
      edit: ({ device, seq }) => edits.add(`${device}:${seq}`),
      content: (hash) => contents.add(hash),
      hasContent: (hash) => contents.has(hash),
    },
    () => {},
  );
  expect([...survey.wholeTables].sort()).toEqual([...TABLE_NAMES, 'edit', 'content'].sort());
  expect([...survey.wholeIndexes].sort()).toEqual([...TABLE_NAMES, 'edit', 'content'].sort());
  const rows = TABLE_NAMES.flatMap((table) =>
    [...survey.rows[table].values()].map(({ row }): [string, string] => [`${table} ${row.id}`, canonical(row)]),
  );
  expect(new Map(rows)).toEqual(original);
  expect([edits.size, contents.size]).toEqual([count(whole, 'edit'), count(whole, 'content')]);
  expect(survey.listed.edit).toEqual(edits);
});

test('a file that is not damaged is said to be sound, and no other is made', async () => {
  expect((await recover()).method).toBe('sound');
  expect(() => readFileSync(out())).toThrow();
});

test('damaged indexes are built anew', async () => {
  const page = pagesOf('span_of_article').at(-1) ?? 0;
  // Entries of an index change places: what SQLite calls out of order.
  const pointers = readFileSync(path()).subarray((page - 1) * 4096 + 8, (page - 1) * 4096 + 12);
  patch((page - 1) * 4096 + 8, ...pointers.subarray(2), ...pointers.subarray(0, 2));
  expect((await recover()).method).toBe('indexes');
  expect(rowsOf(out())).toEqual(original);
  expect((await checkProject(out())).problems).toEqual([]);
});

test('rows that are lost come back from the log', async () => {
  zero(...pagesOf('span'), ...pagesOf('article'), ...pagesOf('status'), ...pagesOf('label'));
  const report = await recover();
  expect(rowsOf(out())).toEqual(original);
  expect(report.history.kept).toBe(count(whole, 'edit'));
  expect(report.tables.every(({ saved, expected, unverified }) => saved === expected && unverified === 0)).toBe(true);
});

test('a log that is lost leaves the rows as their tables have them, and says that nothing vouches for them', async () => {
  zero(...pagesOf('edit'), ...pagesOf('sqlite_autoindex_edit_1'));
  const report = await recover();
  expect(rowsOf(out())).toEqual(original);
  expect(report.history).toEqual({ expected: 0, read: 0, kept: 0, uncertain: true });
  const spans = report.tables.find(({ table }) => table === 'span');
  expect(spans?.unverified).toBe(count(whole, 'span'));
  expect((await checkProject(out())).problems).toEqual([]);
});

test('of a log with a gap each device keeps what comes before it, and the rest is one more edit', async () => {
  const leaves = pagesOf('edit');
  zero(leaves[Math.floor(leaves.length / 2)] ?? 0);
  const report = await recover();
  expect(rowsOf(out())).toEqual(original);
  const { expected, read: readable, kept, uncertain } = report.history;
  expect(expected).toBe(count(whole, 'edit'));
  expect(kept).toBeLessThan(readable);
  expect(readable).toBeLessThan(expected);
  expect(uncertain).toBe(false);
  expect(count(out(), 'edit')).toBe(kept + 1);
  // Nobody's undo takes back what was recovered.
  const file = await openProjectFile(out(), () => {});
  expect(file.history.reach('recovery').undo).not.toBe(file.history.reach('ana').undo);
  file.close();
});

test('a lost text takes its article with it, by name, and no other', async () => {
  zero(pagesOf('content').at(-1) ?? 0);
  const report = await recover();
  expect(report.articles.length).toBeGreaterThan(0);
  const titles = report.articles.filter(({ lost }) => lost === 'text').map(({ title }) => title);
  expect(count(out(), 'article')).toBe(12 - titles.length);
  const rows = rowsOf(out());
  const lost = [...original.keys()].filter((key) => !rows.has(key));
  expect(lost.every((key) => /^(article|span|status|relation) /.test(key))).toBe(true);
});

test('a backup gives the texts and edits that are lost, and the file the newer edits', async () => {
  const backup = join(folder, 'backup.sayso');
  copyFileSync(whole, backup);
  const file = await openProjectFile(path(), () => {});
  file.edit({ annotator: 'ana', device: 'laptop' }, 'Newer', (w) =>
    w.put('entity', { id: 'e', name: 'New', note: '' }),
  );
  file.close();
  const before = rowsOf(path());
  zero(...pagesOf('content').slice(5, 9), pagesOf('edit')[1] ?? 0);
  const report = await recover([backup]);
  expect(report.backups).toEqual(['backup.sayso']);
  expect(rowsOf(out())).toEqual(before);
  expect(report.history.kept).toBe(count(whole, 'edit') + 1);
  expect(report.articles).toEqual([]);
});

test('a backup of another time line, or of another project, is not mixed in', async () => {
  const [fork, other] = [join(folder, 'fork.sayso'), join(folder, 'other.sayso')];
  copyFileSync(whole, fork);
  for (const [target, name] of [
    [fork, 'one-way'],
    [path(), 'the-other-way'],
  ] as const) {
    const file = await openProjectFile(target, () => {});
    file.edit({ annotator: 'ana', device: 'laptop' }, name, (w) => w.put('entity', { id: name, name, note: '' }));
    file.close();
  }
  makeProject(other, { articles: 2, spansEach: 2 }, 99);
  zero(pagesOf('content').at(-1) ?? 0);
  const report = await recover([fork, other]);
  expect(report.backups).toEqual([]);
  expect(rowsOf(out()).has('entity one-way')).toBe(false);
});

test.each([
  ['the first page is zeroed', () => zero(1)],
  ['the name of the format is damaged', () => patch(0, 0)],
  ['the size of pages is damaged', () => patch(16, 0xff, 0xff)],
  ['the id of the application is damaged', () => patch(68, 0)],
  ['the version is damaged', () => patch(60, 0x7f)],
])('all is saved where %s', async (_, damage) => {
  damage();
  await expect(openProjectFile(path(), () => {})).rejects.toThrow(AppError);
  expect((await recover()).method).toBe('salvage');
  expect(rowsOf(out())).toEqual(original);
});

test('a newer project is refused, not cut down to what this Sayso knows', async () => {
  const db = new Database(path());
  db.exec('CREATE TABLE later (id TEXT PRIMARY KEY) STRICT; PRAGMA user_version = 99');
  db.close();
  await expect(recover()).rejects.toMatchObject({ code: 'newer-file' });
});

test('what holds nothing of a project is refused', async () => {
  writeFileSync(path(), 'This is a text. '.repeat(5000));
  await expect(recover()).rejects.toMatchObject({ code: 'damaged-file' });
  writeFileSync(path(), '');
  await expect(recover()).rejects.toMatchObject({ code: 'damaged-file' });
  expect(() => readFileSync(out())).toThrow();
});

test.each(DAMAGES)('what is saved after damage is as it was: %s', async (damage) => {
  // Where the newest edits are cut off, a row may be as it was before them.
  const states =
    damage === 'truncation' ? statesOf(whole) : new Map([...original].map(([k, row]) => [k, new Set([row])]));
  const random = createRandom(20_260_309);
  for (let i = 0; i < 4; i++) {
    rmSync(out(), { force: true });
    const where = damageFile(whole, path(), damage, random);
    try {
      const { method, articles } = await recover();
      if (method === 'sound') continue;
      const withoutOriginal = new Set(
        articles.filter(({ lost }) => lost === 'original').map(({ id }) => `article ${id}`),
      );
      for (const [key, row] of rowsOf(out()))
        if (!withoutOriginal.has(key)) expect(states.get(key)?.has(row), `${key}, ${where}`).toBe(true);
    } catch (error) {
      // Of a file that is cut to nothing there is nothing to save.
      if (damage !== 'truncation' || !(error instanceof AppError)) throw error;
    }
  }
});

test('any bytes at all are read without failing', () => {
  const bytes = readFileSync(whole);
  const sink = { edit: () => {}, content: () => {}, hasContent: () => false };
  const spot = fc.record({ at: fc.nat(bytes.length - 1), bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }) });
  fc.assert(
    fc.property(fc.array(spot, { minLength: 1, maxLength: 60 }), fc.nat(bytes.length), (spots, end) => {
      const damaged = Buffer.from(bytes);
      for (const { at, bytes } of spots) damaged.set(bytes.subarray(0, damaged.length - at), at);
      writeFileSync(path(), damaged.subarray(0, end));
      surveyFile(path(), sink, () => {});
    }),
    { numRuns: 60 },
  );
});
