import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createContents, oneDisplay } from './electron.fixture.ts';
import { createShellState } from './shell-state.ts';
import { askBeforeLosing, windowOptions } from './window.ts';

let path = '';
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'sayso-test-')), 'desktop.json');
});
afterEach(() => rmSync(join(path, '..'), { recursive: true, force: true }));
const options = () => windowOptions('/preload.cjs', createShellState(path), oneDisplay(), false);

test('a window is sandboxed, isolated, and without Node', () => {
  expect(options().webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    preload: '/preload.cjs',
  });
  // Nothing that would weaken it is set, under whatever name.
  expect(Object.keys(options().webPreferences ?? {}).sort()).toEqual([
    ...['contextIsolation', 'nodeIntegration', 'nodeIntegrationInSubFrames', 'preload', 'sandbox', 'spellcheck'],
    'webviewTag',
  ]);
});

test('it comes back where it was', () => {
  const bounds = { x: 100, y: 80, width: 900, height: 700 };
  createShellState(path).set({ bounds, maximized: true });
  expect(options()).toMatchObject(bounds);
});

test.each([
  { x: 5000, y: 80, width: 900, height: 700 },
  { x: -850, y: 80, width: 900, height: 700 },
  { x: 100, y: -200, width: 900, height: 700 },
  { x: 100, y: 1060, width: 900, height: 700 },
])('where no display shows it any more (%j), it takes a new place', (bounds) => {
  createShellState(path).set({ bounds });
  expect(options()).not.toHaveProperty('x');
});

test.each(['', '{', '{"bounds":{"x":"1"}}', '[]'])('a state file with %j in it is passed over', (content) => {
  writeFileSync(path, content);
  expect(options()).toMatchObject({ width: 1280, height: 800 });
});

test.each([
  [0, false],
  [1, true],
])('with unsaved edits, answer %i closes the window: %j', (answer, closes) => {
  const { contents, close } = createContents();
  askBeforeLosing({ webContents: contents } as BrowserWindow, ({ buttons, cancelId }) => {
    expect(buttons?.[cancelId ?? -1]).toBe('Stay');
    return answer;
  });
  expect(close()).toBe(closes);
});
