import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createOpenedFiles, filesFromArguments, filesOfSecondStart } from './opened-files.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('files among the arguments, from the folder of the start; switches and the missing are left out', () => {
  writeFileSync(join(folder, 'a.txt'), '');
  expect(filesFromArguments(['--flag', 'a.txt', '', 'missing.txt', join(folder, 'a.txt')], folder)).toEqual([
    join(folder, 'a.txt'),
    join(folder, 'a.txt'),
  ]);
});

test('files reach the core in order, those that come before it is there, too', () => {
  const taken: unknown[] = [];
  const files = createOpenedFiles(() => {});
  files.open(['/early.txt', '/next.txt']);
  files.start({
    async take(path, options) {
      taken.push([path, options]);
      return 'token';
    },
  });
  files.open(['/late.txt']);
  files.open([]);
  expect(taken).toEqual(['/early.txt', '/next.txt', '/late.txt'].map((path) => [path, { opened: true }]));
});

test('a file that the core refuses is reported, and the next one taken', async () => {
  const reported = await new Promise((report) => {
    const files = createOpenedFiles(report);
    files.start({ take: (path) => (path === '/gone' ? Promise.reject('gone') : Promise.resolve('token')) });
    files.open(['/gone', '/there.txt']);
  });
  expect(reported).toBe('gone');
});

test.each([
  null,
  undefined,
  'x',
  5,
  [],
  {},
  { files: 'x' },
  { files: { length: 1 } },
  { files: [1, null, {}, 'a.txt'] },
])('a second start that sends %j opens nothing', (data) => expect(filesOfSecondStart(data)).toEqual([]));
test('a second start opens the files that it names by their whole path', () => {
  expect(filesOfSecondStart({ files: ['/texts/one.txt', 'two.txt'] })).toEqual(['/texts/one.txt']);
});
