import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Recovery } from '../../shared/contract/recovery.ts';
import { openTestCore, type TestCore } from '../core.fixture.ts';
import { checkProject } from '../projects/check.ts';
import { recoverProject } from './cli.ts';

let core: TestCore;
let articleId: string;
const TEXT = 'The minister said that the dam would hold. '.repeat(400);
const path = () => core.at('rivers.sayso');
const digest = () => createHash('sha256').update(readFileSync(path())).digest('hex');

beforeEach(async () => {
  core = openTestCore();
  await core.begin();
  articleId = await core.article(TEXT, 'The dam');
  await core.ask('span.add', { id: 's1', articleId, label: 'speaker', fragments: [{ start: 0, end: 12 }] });
  await core.ask('project.close', {});
});
afterEach(() => core.close());

/** Zeroes a page that the table has: one that SQLite finds damaged when it opens the file. */
function damage(table: string): void {
  const db = new Database(path(), { readonly: true });
  const page = db
    .prepare("SELECT max(pageno) FROM dbstat WHERE name = ? AND pagetype = 'leaf'")
    .pluck()
    .get(table) as number;
  db.close();
  const fd = openSync(path(), 'r+');
  writeSync(fd, Buffer.alloc(4096), 0, 4096, (page - 1) * 4096);
  closeSync(fd);
}

async function ended(id: string): Promise<Recovery> {
  const latest = () =>
    core.heard.findLast((event) => (event.payload as Recovery).id === id)?.payload as Recovery | undefined;
  await expect.poll(() => latest()?.state ?? 'running', { interval: 20 }).not.toBe('running');
  return latest() as Recovery;
}
async function recover(input: { destination?: string } = {}): Promise<Recovery> {
  const { id } = await core.ask('recovery.start', { of: { token: core.take(path()) }, ...input });
  return ended(id);
}

test('a damaged project is recovered beside it, with what its backup has, and work goes on', async () => {
  damage('content');
  const before = digest();
  expect((await core.refused('project.open', { token: core.take(path()) })).code).toBe('damaged-file');
  const { state, result } = await recover();
  expect(state).toBe('done');
  expect(result?.report.articles).toEqual([]);
  expect(result?.report.backups.length).toBe(1);
  expect(result?.file).toMatchObject({ name: 'rivers recovered.sayso', folder: core.folder });
  expect(digest()).toBe(before);

  await core.ask('project.open', { token: result?.file?.token ?? '' });
  const opened = await core.ask('article.open', { id: articleId });
  expect(opened.text).toBe(TEXT);
  expect(opened.spans.map(({ quotes }) => quotes)).toEqual([['The minister']]);
  await core.ask('span.add', { id: 's2', articleId, label: 'claim', fragments: [{ start: 18, end: 41 }] });
  await core.ask('edit.undo', {});
  await core.ask('project.close', {});
  expect((await checkProject(core.at('rivers recovered.sayso'))).problems).toEqual([]);

  // What this computer does now is no part of the chain that the backup, and others, may have.
  const db = new Database(core.at('rivers recovered.sayso'), { readonly: true });
  expect(db.prepare('SELECT count(DISTINCT device) FROM edit').pluck().get()).toBe(2);
  db.close();
});

test('of a project in which somebody put something else, the command line copies what is Sayso’s own', async () => {
  const db = new Database(path());
  db.exec('CREATE VIEW peek AS SELECT title FROM article');
  db.close();
  const before = digest();
  expect(await core.refused('project.open', { token: core.take(path()) })).toMatchObject({
    code: 'damaged-file',
    message: expect.stringContaining('Recover it'),
  });
  vi.stubEnv('SAYSO_DATA', core.at('data'));
  const out = core.at('own.sayso');
  const { lines } = await recoverProject([path()], { out });
  vi.unstubAllEnvs();
  expect(lines).toEqual([
    `recovered ${path()} into ${out}`,
    'Every article and annotation was saved.',
    'Left out, since Sayso did not make it: peek.',
  ]);
  expect(digest()).toBe(before);
  await core.ask('project.open', { token: core.take(out) });
  expect((await core.ask('article.open', { id: articleId })).text).toBe(TEXT);
});

test('nothing is ever written over', async () => {
  damage('content');
  expect((await recover()).result?.file?.name).toBe('rivers recovered.sayso');
  const size = statSync(core.at('rivers recovered.sayso')).size;
  const there = await recover({ destination: core.place('rivers recovered.sayso') });
  expect([there.state, there.message]).toEqual(['failed', expect.stringContaining('There is a file')]);
  expect(statSync(core.at('rivers recovered.sayso')).size).toBe(size);
});

test('a recovery that is cancelled leaves nothing', async () => {
  damage('content');
  const before = readdirSync(core.folder);
  const { id } = await core.ask('recovery.start', { of: { token: core.take(path()) } });
  await core.ask('recovery.cancel', { id });
  expect((await ended(id)).state).toBe('cancelled');
  expect(readdirSync(core.folder)).toEqual(before);
  const leftovers = readdirSync(join(core.folder, 'data', 'temp'), { recursive: true }).map(String);
  expect(leftovers.filter((name) => name.includes('recovery'))).toEqual([]);
});

test('a file of which nothing is left is recovered from its backup; what never was a project is not', async () => {
  const garbage = 'not a project at all, but long enough to be looked at. '.repeat(1000);
  writeFileSync(path(), garbage);
  const { result } = await recover();
  expect(result?.report.history.uncertain).toBe(true);
  await core.ask('project.open', { token: result?.file?.token ?? '' });
  expect((await core.ask('article.open', { id: articleId })).text).toBe(TEXT);

  const { id } = await core.ask('recovery.start', { of: { token: core.take(core.write('other.sayso', garbage)) } });
  const failed = await ended(id);
  expect([failed.state, failed.message]).toEqual(['failed', expect.stringContaining('Nothing of a Sayso project')]);
});
