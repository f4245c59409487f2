import { beforeAll, expect, test, vi } from 'vitest';
import type { Reply } from '../../shared/errors.ts';
import { connect, createTinyCore } from '../core-channel.fixture.ts';
import { createElectron, OWN_FRAME } from './electron.fixture.ts';
import { serveIpc } from './ipc.ts';

type Exposed = {
  call(name: string, input: unknown): Promise<Reply<unknown>>;
  on(event: string, listener: (payload: unknown) => void): () => void;
  take(file: File): Promise<Reply<{ token: string; name: string }>>;
};
const { module, wire } = createElectron(() => ({ canceled: true, filePath: '' }));
const { core } = connect(createTinyCore);
let sayso: Exposed;

beforeAll(async () => {
  vi.doMock('electron', () => module);
  await import('../../preload/index.ts');
  sayso = (globalThis as unknown as { sayso: Exposed }).sayso;
  const asked = async () => ({ ok: true, value: 'asked the host' }) as const;
  serveIpc(wire.ipcMain, core, { 'app.saveAs': asked, 'app.chooseFolder': asked });
});

const fileAt = (path: string) => Object.assign(new File(['x'], 'x.txt'), { path });

test('the page gets three functions and nothing else', () => {
  expect(Object.keys(sayso)).toEqual(['call', 'on', 'take']);
});

test('calls reach the core; where to save, and for a folder, is asked of the host', async () => {
  expect(await sayso.call('echo', { a: 1 })).toEqual({ ok: true, value: { a: 1 } });
  for (const name of ['app.saveAs', 'app.chooseFolder'])
    expect(await sayso.call(name, {})).toEqual({ ok: true, value: 'asked the host' });
  expect(await sayso.call('nothing', {})).toMatchObject({ ok: false, error: { code: 'bad-input' } });
});

test('events reach those who listen to them, until they stop', () => {
  const heard: unknown[] = [];
  const stop = sayso.on('app.command', (payload) => heard.push(payload));
  wire.send('sayso:event', 'app.command', { id: 'edit.undo' });
  wire.send('sayso:event', 'job.changed', {});
  stop();
  wire.send('sayso:event', 'app.command', { id: 'edit.redo' });
  expect(heard).toEqual([{ id: 'edit.undo' }]);
});

test('a file becomes a token; its path stays outside the page', async () => {
  const reply = await sayso.take(fileAt('/texts/one.txt'));
  if (!reply.ok) throw new Error('refused');
  expect(reply.value.name).toBe('one.txt');
  expect(JSON.stringify(reply)).not.toContain('/texts');
  expect(await core.pathOf(reply.value.token)).toBe('/texts/one.txt');
});

test('a file without a path, or that the core refuses, is an error that says why', async () => {
  expect(await sayso.take(fileAt(''))).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  expect(await sayso.take(fileAt('/gone'))).toEqual({
    ok: false,
    error: { code: 'not-found', message: 'It is gone.' },
  });
});

test.each([
  ['a frame inside the page', { origin: 'app://sayso', parent: OWN_FRAME as never }],
  ['another origin', { origin: 'https://sayso.example', parent: null }],
  ['another host of our scheme', { origin: 'app://other', parent: null }],
  ['an opaque origin', { origin: 'null', parent: null }],
  ['a frame that is gone', null],
])('%s is refused on every channel', async (_who, frame) => {
  for (const [channel, ...args] of [
    ['sayso:call', 'echo', 1],
    ['sayso:call', 'app.saveAs', {}],
    ['sayso:take', '/texts/one.txt'],
  ] as [string, ...unknown[]][]) {
    expect(await wire.invokeFrom(frame, channel, ...args)).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  }
});

test('a name that is no text is refused', async () => {
  expect(await wire.invokeFrom(OWN_FRAME, 'sayso:call', { toString: 1 }, 1)).toMatchObject({ ok: false });
});
