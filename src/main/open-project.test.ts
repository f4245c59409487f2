import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteError } from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../shared/errors.ts';
import { createOpenProject } from './open-project.ts';
import { stampOf } from './store/header.ts';
import { takeLock } from './store/lock.ts';
import { createProjectFile, openProjectFile, type ProjectFile } from './store/project-file.ts';

const AUTHOR = { annotator: 'ana', device: 'here' };
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-open-'));
  path = join(folder, 'rivers.sayso');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const addEntity = (id: string) => (file: ProjectFile) =>
  file.edit(AUTHOR, 'Test', (writer) => writer.put('entity', { id, name: id, note: '' }));

const fails = (code: string) => (): never => {
  throw new SqliteError('it failed', code);
};

/** A project that is open, and what tells when it has been opened again. */
function openedProject() {
  const reopened = Promise.withResolvers<ProjectFile>();
  const project = createOpenProject({
    open: (at) => openProjectFile(at, () => {}),
    onLost: async () => {},
    onReopened: reopened.resolve,
  });
  project.set(createProjectFile(path, () => {}));
  project.write(addEntity('first'));
  return { project, reopened: reopened.promise };
}

test('after a failed sync the file is opened and checked again, and what is pending goes in', async () => {
  const { project, reopened } = openedProject();
  const before = project.get();
  expect(() => project.write(fails('SQLITE_IOERR_FSYNC'))).toThrow();
  expect(before?.db.open).toBe(false);
  expect(() => project.need()).toThrow();
  const file = await reopened;
  expect(file.readOnly).toBe(null);
  project.write(addEntity('second'));
  expect(file.db.prepare('SELECT id FROM entity ORDER BY id').pluck().all()).toEqual(['first', 'second']);
  project.get()?.close();
});

test('after an I/O error the file does not count as closed in order, so that all of it is checked', async () => {
  const inOrder = Promise.withResolvers<boolean>();
  const project = createOpenProject({
    async open(at) {
      const lock = takeLock(at);
      if ('reason' in lock) throw new Error('the lock is held');
      inOrder.resolve(lock.stamp === stampOf(at));
      lock.release();
      throw new AppError('disk', 'enough seen');
    },
    onLost: async () => {},
    onReopened: () => {},
  });
  project.set(createProjectFile(path, () => {}));
  expect(() => project.write(fails('SQLITE_IOERR_FSYNC'))).toThrow();
  expect(await inOrder.promise).toBe(false);
});

test('a file that cannot be opened again is tried at each use, and says why', async () => {
  const { project, reopened } = openedProject();
  const elsewhere = join(folder, 'elsewhere.sayso');
  renameSync(path, elsewhere);
  expect(() => project.write(fails('SQLITE_IOERR_WRITE'))).toThrow();
  const attempt = () => {
    try {
      return project.need().path;
    } catch (error) {
      return error instanceof AppError ? `${error.code}: ${error.message}` : String(error);
    }
  };
  await expect.poll(attempt).toContain('moved: rivers.sayso is not there');
  renameSync(elsewhere, path);
  attempt();
  const file = await reopened;
  expect(project.get()).toBe(file);
  file.close();
});

test('a full disk is told with what is free, and the connection stays', () => {
  const { project } = openedProject();
  const before = project.get();
  expect(() => project.write(fails('SQLITE_FULL'))).toThrow(
    /^The disk is full: \d+ (bytes|kB|MB|GB|TB) left in .*sayso-open-/,
  );
  expect(project.get()).toBe(before);
  project.write(addEntity('second'));
  before?.close();
});

test('a project that was closed meanwhile stays closed', async () => {
  const opened = Promise.withResolvers<ProjectFile>();
  const project = createOpenProject({ open: () => opened.promise, onLost: async () => {}, onReopened: () => {} });
  project.set(createProjectFile(path, () => {}));
  expect(() => project.write(fails('SQLITE_IOERR_FSYNC'))).toThrow();
  project.set(null);
  const late = await openProjectFile(path, () => {});
  opened.resolve(late);
  await expect.poll(() => late.db.open).toBe(false);
  expect(project.get()).toBe(null);
});
