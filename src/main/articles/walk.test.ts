import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { articleFiles } from './walk.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function make(...names: string[]) {
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), 'x');
  }
}
const names = async (...paths: string[]) =>
  (await articleFiles(paths.map((path) => join(folder, path)))).map(({ name }) => name);

test('folders give their articles with all below, in order; other and hidden files are left out', async () => {
  make('b.txt', 'a.MD', 'sub/c.html', 'sub/d.sayso', 'sub/e.png', '.hidden.txt', '.git/f.txt', 'z/data.jsonl');
  expect(await names('')).toEqual(['a.MD', 'b.txt', 'sub/c.html', 'z/data.jsonl']);
  expect((await articleFiles([folder])).map(({ path }) => path)).toContain(join(folder, 'sub', 'c.html'));
});

test('a file that is named itself is taken whatever it is called', async () => {
  make('e.png', 'sub/b.txt');
  expect(await names('e.png', 'sub')).toEqual(['e.png', 'b.txt']);
});

test('links to files and folders are followed, but not round and round; broken ones are left out', async () => {
  make('real/a.txt', 'in/b.txt');
  symlinkSync(join(folder, 'real'), join(folder, 'in', 'link'));
  symlinkSync(join(folder, 'in'), join(folder, 'in', 'loop'));
  symlinkSync(join(folder, 'gone.txt'), join(folder, 'in', 'broken.txt'));
  expect(await names('in')).toEqual(['b.txt', 'link/a.txt']);
});

test('a path that is not there is an error that names it', async () => {
  await expect(names('missing')).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining('missing'),
  });
});
