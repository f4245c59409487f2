import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createProjectFile, openProjectFile } from './project-file.ts';
import { finishReplace, isReplacePending, replaceFile } from './replace.ts';

let folder: string;
let path: string;
let other: string;
const nameIn = async (file: string) => {
  const open = await openProjectFile(file, () => {});
  const name = open.db.prepare('SELECT name FROM entity').pluck().get();
  open.close();
  return name;
};

function make(file: string, name: string) {
  const project = createProjectFile(file, () => {});
  project.edit({ annotator: 'ana', device: 'laptop' }, 'Name', (w) => w.put('entity', { id: 'e', name, note: '' }));
  project.close();
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-test-'));
  path = join(folder, 'rivers.sayso');
  other = join(folder, 'other.sayso');
  make(path, 'now');
  make(other, 'then');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the new file is in the place, the one of before aside with its journal, and the source is as it was', async () => {
  const before = readFileSync(path);
  writeFileSync(`${path}-journal`, 'a journal');
  const aside = replaceFile(path, other) ?? '';
  expect(await nameIn(path)).toBe('then');
  expect(readFileSync(aside).equals(before)).toBe(true);
  expect(readFileSync(`${aside}-journal`, 'utf8')).toBe('a journal');
  expect(await nameIn(other)).toBe('then');
  expect(readdirSync(folder).filter((name) => /partial|~restore|rivers\.sayso-journal/.test(name))).toEqual([]);
});

test('nothing is done where the source cannot be read', async () => {
  expect(() => replaceFile(path, join(folder, 'nothing'))).toThrow('ENOENT');
  expect(await nameIn(path)).toBe('now');
  expect(readdirSync(folder).filter((name) => name.includes('restore'))).toEqual([]);
});

test('once the new file is complete, whoever opens the project finishes it, and its old journal is not played', async () => {
  copyFileSync(other, join(folder, '.~restore.rivers.sayso'));
  writeFileSync(path, 'damaged');
  writeFileSync(`${path}-journal`, 'a journal of the damaged file');
  expect(await nameIn(path)).toBe('then');
  expect(isReplacePending(path)).toBe(false);
  expect(existsSync(`${path}-journal`)).toBe(false);
});

test('an incomplete new file is nothing', async () => {
  writeFileSync(join(folder, '.~restore.rivers.sayso.partial'), 'half');
  expect(await nameIn(path)).toBe('now');
  finishReplace(path);
  expect(await nameIn(path)).toBe('now');
});

test('killed at any of its calls to the file system, it leaves the file of before or the new one', async () => {
  const source = readFileSync(other);
  const before = readFileSync(path);
  // Ends the process before the n-th change, by standing in for the functions that make changes.
  const script = (n: number) => `
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    let left = ${n};
    for (const name of ['copyFileSync', 'linkSync', 'renameSync', 'rmSync', 'fsyncSync']) {
      const real = fs[name];
      fs[name] = (...args) => { if (left-- === 0) process.kill(process.pid, 'SIGKILL'); return real(...args); };
    }
    syncBuiltinESMExports();
    const { replaceFile } = await import(${JSON.stringify(new URL('./replace.ts', import.meta.url).href)});
    replaceFile(${JSON.stringify(path)}, ${JSON.stringify(other)});
    console.log('done');`;
  const seen: string[] = [];
  for (let n = 0; seen.at(-1) !== 'done'; n++) {
    const run = () => execFileSync(process.execPath, ['--input-type=module', '-e', script(n)], { encoding: 'utf8' });
    let said = 'killed';
    try {
      said = run().trim();
    } catch {
      // It was killed.
    }
    const name = await nameIn(path);
    expect(['now', 'then']).toContain(name);
    seen.push(said === 'done' ? 'done' : String(name));
    for (const file of readdirSync(folder)) if (file.includes('restore')) rmSync(join(folder, file));
    writeFileSync(path, before);
    writeFileSync(other, source);
  }
  expect(seen.slice(0, -1).sort()).toEqual(seen.slice(0, -1));
  expect(seen).toContain('now');
  expect(seen).toContain('then');
}, 60_000);
