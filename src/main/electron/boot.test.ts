import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { AppState } from '../../shared/contract/app.ts';
import { BackupList } from '../../shared/contract/backups.ts';
import { type Reply, unwrap } from '../../shared/errors.ts';
import { createContents, createElectron, OWN_FRAME } from './electron.fixture.ts';
import { PAGE } from './protocol.ts';

const folder = mkdtempSync(join(tmpdir(), 'sayso-test-'));
const place = join(folder, 'Budget.sayso');
const electron = createElectron(() => ({ canceled: false, filePath: place }), {
  answerFolder: () => ({ canceled: false, filePaths: [join(folder, 'other disk')] }),
});
const { done, app, wire } = electron;
const call = async (name: string, input: unknown) =>
  unwrap((await wire.invokeFrom(OWN_FRAME, 'sayso:call', name, input)) as Reply<unknown>);
const heard: [string, unknown][] = [];

beforeAll(async () => {
  writeFileSync(join(folder, 'first.txt'), 'one');
  writeFileSync(join(folder, 'second.txt'), 'two');
  vi.stubEnv('SAYSO_DATA', join(folder, 'data'));
  process.argv = ['electron', '.', join(folder, 'first.txt'), '--flag'];
  vi.doMock('electron', () => electron.module);
  await import('../index.ts');
  wire.ipcRenderer.on('sayso:event', (_event, name: string, payload: unknown) => heard.push([name, payload]));
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test('one window shows our page', async () => {
  await expect.poll(() => done.windows.length).toBe(1);
  expect(done.windows[0]).toMatchObject({ url: PAGE, options: { webPreferences: { sandbox: true } } });
  expect(done.schemes).toHaveLength(1);
  expect(done.protocol).not.toBeNull();
  expect(electron.permissions.check?.(null, 'media', '', {} as never)).toBe(false);
  expect(done.paths).toEqual({ userData: join(folder, 'data'), sessionData: join(folder, 'data', 'chromium') });
});

test('the window, and any contents that Electron makes, are confined before they show anything', () => {
  const [window] = done.windows;
  expect(window?.steered.navigate('https://sayso.example/')).toBe(false);
  expect(window?.steered.open('https://sayso.example/')).toBe('deny');
  expect(window?.steered.attach()).toBe(false);
  const other = createContents();
  app.emit('web-contents-created', {}, other.contents);
  expect([other.navigate('https://sayso.example/'), other.redirect(PAGE), other.attach()]).toEqual([
    false,
    false,
    false,
  ]);
  expect(electron.download()).toBe(false);
  expect(done.opened).toEqual([]);
});

test('the file of the start is in the first state', async () => {
  const state = AppState.parse(await call('app.state', {}));
  expect(state).toMatchObject({ host: 'electron', opened: [{ name: 'first.txt' }] });
});

test('a second start brings its file, and the window to the front', async () => {
  heard.length = 0;
  app.emit('second-instance', {}, [], folder, { files: [join(folder, 'second.txt')] });
  await expect.poll(() => heard.map(([name]) => name)).toEqual(['app.filesOpened']);
  expect(AppState.parse(await call('app.state', {})).opened).toMatchObject([{ name: 'second.txt' }]);
  expect(done.windows[0]?.calls).toEqual(['restore', 'focus']);
});

test('the system may hand over a file, too', async () => {
  let prevented = false;
  const preventDefault = () => {
    prevented = true;
  };
  app.emit('open-file', { preventDefault }, join(folder, 'first.txt'));
  await expect.poll(() => heard).toHaveLength(2);
  expect(AppState.parse(await call('app.state', {})).opened).toMatchObject([{ name: 'first.txt' }]);
  expect(prevented).toBe(true);
});

test('a project is made where the dialog says', async () => {
  await call('app.setAnnotator', { name: 'Ana' });
  const { token } = (await call('app.saveAs', { name: 'Budget', purpose: 'project' })) as { token: string };
  expect(await call('project.create', { token })).toMatchObject({ fileName: 'Budget.sayso' });
});

test('the second folder of backups is the one that the dialog gives', async () => {
  await call('backup.make', {});
  await call('backup.setSecondFolder', await call('app.chooseFolder', {}));
  const { secondFolder, backups } = BackupList.parse(await call('backup.list', {}));
  expect(secondFolder).toBe(join(folder, 'other disk'));
  const copies = readdirSync(secondFolder ?? '', { recursive: true }).filter((name) => String(name).includes('sayso'));
  expect(copies.map((name) => basename(String(name), '.sayso'))).toEqual(backups.map(({ id }) => id).slice(0, 1));
});

test('the menu runs commands in the window, as gestures of the user', async () => {
  const edit = done.menu.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
  edit.find(({ id }) => id === 'edit.undo')?.click?.({} as never, undefined, {} as never);
  await expect.poll(() => heard.at(-1)).toEqual(['app.command', { id: 'edit.undo' }]);
  expect(done.windows[0]?.gestures).toEqual([true]);
});

test('a call that nests deep, or holds itself, is refused and the core goes on', async () => {
  let deep: unknown = 1;
  for (let i = 0; i < 500; i++) deep = [deep];
  const loop: { self?: unknown } = {};
  loop.self = loop;
  for (const input of [deep, loop, new Map([['a', 1]]), new Uint8Array(8)])
    expect(await wire.invokeFrom(OWN_FRAME, 'sayso:call', 'span.delete', input)).toMatchObject({
      ok: false,
      error: { code: 'bad-input' },
    });
  expect(await call('app.state', {})).toMatchObject({ host: 'electron' });
});

test('quitting closes the core first', async () => {
  app.quit();
  expect(done.quits).toBe(0);
  await expect.poll(() => done.quits).toBe(1);
  expect(await wire.invokeFrom(OWN_FRAME, 'sayso:call', 'app.state', {})).toMatchObject({ ok: false });
  expect(done.errors).toEqual([]);
});
