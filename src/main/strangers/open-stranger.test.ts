import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { checkProject } from '../projects/check.ts';
import { makeProject } from '../recovery/damaged.fixture.ts';
import { RECOVERED, recoverFile } from '../recovery/recover-file.ts';
import { hashEdit, ZERO } from '../store/history.ts';
import { openProjectFile } from '../store/project-file.ts';
import { openStranger, type Stranger, type StrangerOptions } from './open-stranger.ts';

let folder: string;
let whole: string;
let temp: string;
let path: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-test-'));
  temp = join(folder, 'temp');
  mkdirSync(temp);
  whole = join(folder, 'whole.sayso');
  path = join(folder, 'stranger.sayso');
  makeProject(whole, { articles: 4, spansEach: 6 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => copyFileSync(whole, path));

/** Changes the file as somebody would who means harm: nothing is checked, and the schema can be written. */
function spoil(change: (db: Database.Database) => void): void {
  const db = new Database(path);
  db.unsafeMode();
  db.pragma('foreign_keys = OFF');
  db.pragma('ignore_check_constraints = ON');
  change(db);
  db.close();
}
const spoilWith = (sql: string) => spoil((db) => db.exec(sql));
const count = (file: string, table: string) => {
  const db = new Database(file, { readonly: true });
  const found = db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
  db.close();
  return found;
};

/** What runs in the process, run here; `path` is the project that it made. */
async function openHere(): Promise<Pick<Stranger, 'report' | 'path'>> {
  const place = mkdtempSync(join(folder, 'here-'));
  const { report } = await recoverFile({ name: 'stranger.sayso', path, folder: place, userData: null }, () => {});
  return { report, path: join(place, RECOVERED) };
}
const open = (options: Partial<StrangerOptions> = {}) => openStranger(path, { temp, userData: null, ...options });

/** Refused with this code, and nothing is left of it, nor is the file another one. */
async function expectRefusal(code: string, options: Partial<StrangerOptions> = {}): Promise<string> {
  const before = createHash('sha256').update(readFileSync(path)).digest('hex');
  const error = await open(options).then(
    () => null,
    (thrown: unknown) => thrown as { code: string; message: string },
  );
  expect(error?.code, error?.message).toBe(code);
  expect(readdirSync(temp)).toEqual([]);
  expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(before);
  return error?.message ?? '';
}

const COUNTED = ['article', 'span', 'status', 'edit', 'content'];
const countsOf = (file: string) => COUNTED.map((table) => [table, count(file, table)]);

test('what is ours of a file comes in, what is not is named, and nothing else is left', async () => {
  spoilWith('CREATE VIEW peek AS SELECT * FROM span');
  const stranger = await open();
  expect(stranger.report).toMatchObject({ method: 'taken-over', foreign: ['peek'], refused: [], standIns: [] });
  expect((await checkProject(stranger.path)).problems).toEqual([]);
  expect(countsOf(stranger.path)).toEqual(countsOf(whole));
  stranger.remove();
  expect(readdirSync(temp)).toEqual([]);
});

const LOOP = 'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n';

test.each([
  ['a view that never ends', ['v'], `CREATE VIEW v AS ${LOOP}`],
  ['a view whose name the pattern of SQLite’s own names would hide', ['sqliteXv'], `CREATE VIEW sqliteXv AS ${LOOP}`],
  ['a trigger', ['t'], 'CREATE TRIGGER t AFTER INSERT ON span BEGIN DELETE FROM article; END'],
  ['an index on an expression', ['i'], 'CREATE INDEX i ON span (octet_length(note))'],
  [
    'an index that is written as ours but for a space',
    ['span_of_article'],
    'DROP INDEX span_of_article; CREATE INDEX span_of_article ON span  (article_id)',
  ],
  ['another table', ['more'], 'CREATE TABLE more (id TEXT)'],
  ['statistics', ['sqlite_stat1', 'sqlite_stat4'], 'ANALYZE'],
])('beside %s, our tables are copied, and it is not', async (_, foreign, sql) => {
  spoilWith(sql);
  const stranger = await openHere();
  expect(stranger.report).toMatchObject({ method: 'taken-over', foreign, refused: [] });
  expect((await checkProject(stranger.path)).problems).toEqual([]);
  expect(countsOf(stranger.path)).toEqual(countsOf(whole));
});

test('beside a virtual table and its shadows, our tables are copied, and they are not', async () => {
  spoilWith('CREATE VIRTUAL TABLE f USING fts5 (text)');
  const { report } = await openHere();
  expect(report.method).toBe('taken-over');
  expect(report.foreign).toContain('f');
});

const column = (sql: string) => (db: Database.Database) => db.exec(sql);
const rewritten = (name: string, sql: string, type: string) => (db: Database.Database) => {
  db.pragma('writable_schema = ON');
  db.prepare('UPDATE sqlite_schema SET sql = ?, type = ? WHERE name = ?').run(sql, type, name);
};
const ENTITY = 'CREATE TABLE entity (id TEXT PRIMARY KEY, name TEXT NOT NULL, note TEXT NOT NULL)';

// Their pages are read without SQLite, so that nothing that the schema says is run.
test.each([
  ['a table has a column more', column('ALTER TABLE entity ADD COLUMN more TEXT')],
  ['a table has a generated column', column('ALTER TABLE entity ADD COLUMN g TEXT AS (upper(name)) VIRTUAL')],
  ['a table is a view under its own name', rewritten('span', `CREATE VIEW span AS ${LOOP}`, 'view')],
  [
    'a table has a check that never ends',
    rewritten('entity', ENTITY.replace('TEXT NOT NULL,', `TEXT NOT NULL CHECK ((${LOOP}) > 0),`), 'table'),
  ],
  ['a table has lost its types', rewritten('entity', ENTITY, 'table')],
  ['the schema is garbage', rewritten('entity', 'CREATE TABLE entity (((', 'table')],
  ['a statement has a megabyte', rewritten('entity', `${ENTITY} STRICT --${'x'.repeat(900_000)}`, 'table')],
])('where %s, nothing of the schema is believed, and all is saved', async (_, change) => {
  spoil(change);
  const stranger = await openHere();
  expect(stranger.report.method).toBe('salvage');
  expect((await checkProject(stranger.path)).problems).toEqual([]);
  expect(countsOf(stranger.path)).toEqual(countsOf(whole));
});

test('rows that are not what the model allows are counted and left out', async () => {
  spoil((db) => {
    db.exec('CREATE TABLE more (id TEXT)');
    const put = db.prepare('INSERT INTO entity (id, name, note) VALUES (?, ?, ?)');
    put.run('not an id, with spaces', 'A', '');
    put.run('empty-name', '', '');
    db.exec("UPDATE span SET fragments = '[[[[' WHERE rowid = (SELECT min(rowid) FROM span)");
    db.exec(`UPDATE span SET attributes = '{"__proto__":"x"}' WHERE rowid = (SELECT max(rowid) FROM span)`);
    db.prepare("UPDATE article SET tags = ? WHERE title = 'Article 0'").run('['.repeat(200_000));
    db.prepare('INSERT INTO content VALUES (?, ?)').run('0'.repeat(64), Buffer.from('another text'));
    const forged = { device: 'x', seq: 1, prev: ZERO, lamport: 9, annotator: 'x', at: '', title: '', undoes: null };
    const insert = db.prepare('INSERT INTO edit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    for (const [seq, diff] of [
      [1, '{}'],
      [2, '[{"table":"sqlite_schema","id":"x","before":null,"after":null}]'],
    ] as const) {
      const edit = { ...forged, seq, diff };
      insert.run('x', seq, ZERO, 9, 'x', '', '', diff, null, hashEdit(edit));
    }
  });
  const { report, path: made } = await openHere();
  expect(Object.fromEntries(report.refused.map(({ table, count }) => [table, count]))).toEqual({
    ...{ entity: 2, span: 2, article: 1, content: 1, edit: 2 },
  });
  expect((await checkProject(made)).problems).toEqual([]);
  // The log that is whole has what the tables lost.
  expect(count(made, 'span')).toBe(count(whole, 'span'));
});

test('rows that no edit vouches for do not come in', async () => {
  spoilWith("CREATE TABLE more (id TEXT); INSERT INTO entity VALUES ('forged', 'Nobody made this', '')");
  expect(count((await openHere()).path, 'entity')).toBe(0);
});

test('a value that is longer than any of ours is not fetched, though its hash be right', async () => {
  const hash = createHash('sha256').update(Buffer.alloc(101_000_000)).digest('hex');
  spoilWith(`CREATE TABLE more (id TEXT); INSERT INTO content VALUES ('${hash}', zeroblob(101000000))`);
  expect((await openHere()).report.refused).toEqual([{ table: 'content', count: 1 }]);
});

test('a bomb of rows ends the process, not the host', async () => {
  spoilWith(
    `CREATE TABLE more (id TEXT); INSERT INTO entity WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) SELECT 'e' || i, 'Entity ' || i, '' FROM n`,
  );
  expect(await expectRefusal('too-large', { bounds: { seconds: 30, megabytes: 160 } })).toContain('memory');
  expect(await expectRefusal('too-large', { bounds: { seconds: 0.1, megabytes: 2048 } })).toContain('longer than');
});

test('the process is ended when it is asked to', async () => {
  const controller = new AbortController();
  setImmediate(() => controller.abort());
  expect(await expectRefusal('cancelled', { signal: controller.signal })).toContain('nothing was changed');
});

test('what is no project, or none at all, or larger than the disk, is refused', async () => {
  truncateSync(path, 2 ** 43);
  await expect(openHere()).rejects.toMatchObject({ code: 'disk' });
  rmSync(path);
  await expect(openHere()).rejects.toMatchObject({ code: 'not-found' });
  mkdirSync(path);
  await expect(openHere()).rejects.toMatchObject({ code: 'not-found' });
  rmSync(path, { recursive: true });
  const other = new Database(path);
  other.exec('CREATE TABLE notes (text TEXT)');
  other.close();
  await expectRefusal('damaged-file');
});

test('what the window opens is held to the same tables, and says how to get at what is ours', async () => {
  spoilWith('CREATE TRIGGER sqliteXt AFTER INSERT ON span BEGIN DELETE FROM article; END');
  await expect(openProjectFile(path, () => {})).rejects.toMatchObject({
    code: 'damaged-file',
    message: expect.stringContaining('Recover it'),
  });
  expect(existsSync(`${path}-journal`)).toBe(false);
});
