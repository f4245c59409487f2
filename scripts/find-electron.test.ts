import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findElectron } from './find-electron.mjs';

let root = '';
let folder = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sayso-test-'));
  folder = join(root, 'node_modules', 'electron');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"version":"1.2.3"}');
  vi.stubEnv('XDG_CACHE_HOME', join(root, 'cache'));
  vi.stubEnv('DISPLAY', ':0');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

/** An installer in place of Electron's: it notes each try, and succeeds or not. */
function installer(succeeds: boolean): void {
  const program = `const { appendFileSync, mkdirSync, writeFileSync } = require('node:fs');
    appendFileSync(__dirname + '/tries', 'x');
    if (!${succeeds}) process.exit(1);
    mkdirSync(__dirname + '/dist');
    writeFileSync(__dirname + '/dist/electron', '');
    writeFileSync(__dirname + '/path.txt', 'electron');`;
  writeFileSync(join(folder, 'install.js'), program);
}
const find = () => findElectron(root, process.execPath);
const tries = () => (existsSync(join(folder, 'tries')) ? readFileSync(join(folder, 'tries'), 'utf8').length : 0);

test('a program that is there is found without a try', () => {
  installer(true);
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist', 'electron'), '');
  writeFileSync(join(folder, 'path.txt'), 'electron');
  expect(find()).toEqual({ path: join(folder, 'dist', 'electron'), reason: '' });
  expect(tries()).toBe(0);
});

test('a program that is missing is obtained', () => {
  installer(true);
  expect(find().path).toBe(join(folder, 'dist', 'electron'));
  expect(find().path).not.toBeNull();
  expect(tries()).toBe(1);
});

// Where the notes of failed tries lie, and whether a display can be missing, differ by system.
describe.skipIf(process.platform !== 'linux')('on Linux', () => {
  test('a try that failed is not repeated for a day, outside the project', () => {
    installer(false);
    expect(find()).toEqual({ path: null, reason: expect.stringContaining('could not be downloaded') });
    expect(find().path).toBeNull();
    expect(tries()).toBe(1);
    const [note] = readdirSync(join(root, 'cache', 'sayso'));
    const yesterday = Date.now() / 1000 - 25 * 3600;
    utimesSync(join(root, 'cache', 'sayso', note ?? ''), yesterday, yesterday);
    find();
    expect(tries()).toBe(2);
  });

  test('without a display nothing is tried', () => {
    installer(true);
    vi.stubEnv('DISPLAY', '');
    vi.stubEnv('WAYLAND_DISPLAY', '');
    expect(find()).toEqual({ path: null, reason: expect.stringContaining('no display') });
    expect(tries()).toBe(0);
  });
});
