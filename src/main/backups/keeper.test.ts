import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BackupState } from '../../shared/contract/backups.ts';
import { openProfile } from '../app/profile.ts';
import { readBackupId } from '../store/backup-name.ts';
import { createProjectFile, type ProjectFile } from '../store/project-file.ts';
import { type BackupKeeper, createBackupKeeper } from './keeper.ts';

const author = { annotator: 'ana', device: 'laptop' };
let folder: string;
let file: ProjectFile;
let keeper: BackupKeeper;
let told: BackupState[];
/** What is to be done later, in the order it was asked for. */
let planned: { run: () => void; milliseconds: number }[];
let second: string;

const edit = (name: string) =>
  file.edit(author, 'Name', (w) => w.put('entity', { id: name, name, note: 'x'.repeat(2000) }));
const backups = () => readdirSync(join(folder, 'data', 'backups', 'p')).sort();
const reasons = () => backups().map((name) => readBackupId(name.replace(/\.sayso$/, ''))?.reason);
/** What is planned next is due. */
const due = async () => {
  planned.shift()?.run();
  await keeper.ensure('asked').catch(() => {});
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-test-'));
  second = join(folder, 'second');
  told = [];
  planned = [];
  const profile = openProfile(join(folder, 'data'));
  profile.setBackups({ second });
  keeper = createBackupKeeper({
    userData: join(folder, 'data'),
    profile,
    emit: (name, payload) => void (name === 'backup.changed' && told.push(payload as BackupState)),
    later(run, milliseconds) {
      const plan = { run, milliseconds };
      planned.push(plan);
      return () => {
        planned = planned.filter((other) => other !== plan);
      };
    },
  });
  file = createProjectFile(join(folder, 'rivers.sayso'), () => keeper.edited());
  file.edit(author, 'New project', (w) =>
    w.put('project', {
      id: 'p',
      name: 'Rivers',
      guidelines: '',
      settings: { nesting: 'allowed', splitQuotes: 'one-claim', snapping: 'words' },
      createdAt: '2026-01-01T00:00:00.000Z',
    }),
  );
  keeper.attach(file);
  await keeper.ensure('asked');
});
afterEach(async () => {
  await keeper.detach();
  file.close();
  rmSync(folder, { recursive: true, force: true });
});

test('half an hour after the first change since the last backup there is one, and none is planned without changes', async () => {
  expect(planned).toEqual([]);
  edit('a');
  edit('b');
  expect(planned.map(({ milliseconds }) => milliseconds)).toEqual([30 * 60 * 1000]);
  await due();
  expect(reasons()).toEqual(['open', 'interval']);
  expect(planned).toEqual([]);
  await keeper.before('close');
  expect(reasons()).toEqual(['open', 'interval']);
});

test('one that fails is said, and tried again after five minutes', async () => {
  const place = join(folder, 'data', 'backups', 'p');
  renameSync(place, `${place}.away`);
  writeFileSync(place, '');
  edit('a');
  await due();
  expect(told.at(-1)?.problem).toContain('It is tried again.');
  expect(planned.map(({ milliseconds }) => milliseconds)).toEqual([5 * 60 * 1000]);
  rmSync(place);
  renameSync(`${place}.away`, place);
  await due();
  expect(told.at(-1)?.problem).toBeNull();
  expect(reasons()).toEqual(['open', 'interval']);
});

test('edits that are made while the copy is made are in it', async () => {
  // So large that it is copied in several steps, and verified in a thread of its own.
  file.edit(author, 'Much', (w) => {
    const bytes = randomBytes(12_000_000);
    w.keep(createHash('sha256').update(bytes).digest('hex'), bytes);
    w.put('entity', { id: 'much', name: 'x', note: '' });
  });
  const made = keeper.ensure('asked');
  for (let n = 0; n < 20; n++) {
    edit(`meanwhile ${n}`);
    await new Promise(setImmediate);
  }
  await made;
  const state = told.at(-1);
  expect(state?.problem).toBeNull();
  await keeper.ensure('close');
  expect(backups().filter((name) => name.includes('damaged'))).toEqual([]);
});

test('each goes to the second folder too; where that is away, it is said, and the first has it', async () => {
  const copies = () => readdirSync(join(second, 'p')).sort();
  expect(copies()).toEqual(backups());
  rmSync(second, { recursive: true });
  writeFileSync(second, 'not a folder');
  edit('a');
  await keeper.before('import');
  expect(told.at(-1)?.problem).toContain('second copy of the backup was not written');
  expect(reasons()).toEqual(['open', 'import']);
});
