import {
  copyFileSync,
  mkdirSync,
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
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Project } from '../../shared/model.ts';
import { createProjectFile, openProjectFile } from './project-file.ts';

let folder: string;
let path: string;
const author = { annotator: 'ana', device: 'laptop' };
const project: Project = {
  id: 'p',
  name: 'Rivers',
  guidelines: '',
  settings: { nesting: 'allowed', splitQuotes: 'one-claim', snapping: 'words' },
  createdAt: '2026-01-01T00:00:00.000Z',
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-test-'));
  path = join(folder, 'rivers.sayso');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function make() {
  const file = createProjectFile(path, () => {});
  file.edit(author, 'New project', (w) => w.put('project', project));
  return file;
}

async function refusal(work: () => unknown): Promise<AppError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

/** Writes bytes into a file that no connection of this process has open. */
function patch(offset: number, bytes: number[]) {
  writeSync(openSync(path, 'r+'), Uint8Array.from(bytes), 0, bytes.length, offset);
}

test('what was committed is there after reopening', async () => {
  make().close();
  const file = await openProjectFile(path, () => {});
  expect(file.db.prepare('SELECT name FROM project').pluck().get()).toBe('Rivers');
  expect(file.readOnly).toBeNull();
  file.close();
});

test('the durability settings are in force', () => {
  const { db, close } = make();
  const read = (pragma: string) => db.pragma(pragma, { simple: true });
  expect([read('journal_mode'), read('synchronous'), read('foreign_keys'), read('trusted_schema')]).toEqual([
    'delete',
    3,
    1,
    0,
  ]);
  close();
});

test('a file that is there already is never made anew', async () => {
  writeFileSync(path, 'a thesis');
  expect((await refusal(() => createProjectFile(path, () => {}))).code).toBe('conflict');
  expect(readFileSync(path, 'utf8')).toBe('a thesis');
});

test.each<[string, (bytes: Buffer) => Buffer, ErrorCode]>([
  ['empty', () => Buffer.alloc(0), 'damaged-file'],
  ['not SQLite', () => Buffer.from('Once upon a time there was a text'), 'damaged-file'],
  ['cut within its header', (b) => b.subarray(0, 60), 'damaged-file'],
  ['cut at half its pages', (b) => b.subarray(0, b.length / 2), 'damaged-file'],
])('a file that is %s is refused and left as it is', async (_, spoil, code) => {
  make().close();
  const spoiled = spoil(readFileSync(path));
  writeFileSync(path, spoiled);
  const error = await refusal(() => openProjectFile(path, () => {}));
  expect(error.code).toBe(code);
  expect(error.message).toContain('rivers.sayso');
  expect(readFileSync(path).equals(spoiled)).toBe(true);
});

test('a file of a newer Sayso is refused before SQLite touches it, byte for byte as it was', async () => {
  make().close();
  patch(60, [0, 0, 0, 99]);
  const before = readFileSync(path);
  expect((await refusal(() => openProjectFile(path, () => {}))).code).toBe('newer-file');
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('a database of another program is refused', async () => {
  make().close();
  patch(68, [1, 2, 3, 4]);
  expect((await refusal(() => openProjectFile(path, () => {}))).code).toBe('bad-input');
});

test('tables, views and triggers that Sayso did not make are refused', async () => {
  make().close();
  const db = new Database(path);
  db.exec('CREATE TRIGGER t AFTER INSERT ON span BEGIN DELETE FROM span; END');
  db.close();
  expect((await refusal(() => openProjectFile(path, () => {}))).code).toBe('damaged-file');
});

test('a missing file and a folder are refused by name', async () => {
  expect((await refusal(() => openProjectFile(path, () => {}))).code).toBe('not-found');
  expect((await refusal(() => openProjectFile(folder, () => {}))).code).toBe('bad-input');
});

test('the second to open gets a copy to read, and the reason; the first can go on', async () => {
  const first = make();
  const second = await openProjectFile(path, () => {});
  expect(second.readOnly).toContain('open in another Sayso');
  expect(second.db.prepare('SELECT name FROM project').pluck().get()).toBe('Rivers');
  expect(
    (await refusal(() => second.edit(author, 'Rename', (w) => w.put('project', { ...project, name: 'x' })))).code,
  ).toBe('read-only');
  first.edit(author, 'Rename', (w) => w.put('project', { ...project, name: 'Deltas' }));
  second.close();
  first.close();
  const third = await openProjectFile(path, () => {});
  expect(third.db.prepare('SELECT name FROM project').pluck().get()).toBe('Deltas');
  expect(third.readOnly).toBeNull();
  third.close();
});

test('a folder that cannot hold the lock means a copy to read', async () => {
  make().close();
  rmSync(join(folder, '.~lock.rivers.sayso'));
  mkdirSync(join(folder, '.~lock.rivers.sayso'));
  const file = await openProjectFile(path, () => {});
  expect(file.readOnly).toContain('cannot be written');
  file.close();
});

test('a project file that is replaced while open is not written', async () => {
  const file = make();
  copyFileSync(path, join(folder, 'copy'));
  rmSync(path);
  copyFileSync(join(folder, 'copy'), path);
  const error = await refusal(() => file.edit(author, 'Rename', (w) => w.put('project', { ...project, name: 'x' })));
  expect(error.code).toBe('moved');
  file.close();
});

test('a lock file that is replaced while open stops further writes', async () => {
  const file = make();
  const lock = join(folder, '.~lock.rivers.sayso');
  copyFileSync(lock, `${lock}.new`);
  rmSync(lock);
  copyFileSync(`${lock}.new`, lock);
  expect(
    (await refusal(() => file.edit(author, 'Rename', (w) => w.put('project', { ...project, name: 'x' })))).code,
  ).toBe('moved');
  file.close();
});

test('on a full disk the edit is refused whole, and goes in once there is room', () => {
  const file = make();
  const pages = file.db.pragma('page_count', { simple: true });
  file.db.pragma(`max_page_count = ${pages}`);
  const note = 'x'.repeat(100_000);
  const write = () => file.edit(author, 'Note', (w) => w.put('entity', { id: 'e', name: 'E', note }));
  expect(write).toThrow(expect.objectContaining({ code: 'disk' }));
  expect(file.db.prepare('SELECT count(*) FROM entity').pluck().get()).toBe(0);
  file.db.pragma('max_page_count = 1000000');
  write();
  expect(file.db.prepare('SELECT count(*) FROM entity').pluck().get()).toBe(1);
  file.close();
});

test('opening and closing leaves the file byte for byte as it was', async () => {
  make().close();
  const before = readFileSync(path);
  (await openProjectFile(path, () => {})).close();
  expect(readFileSync(path).equals(before)).toBe(true);
});
