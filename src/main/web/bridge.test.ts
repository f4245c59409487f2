/** The window's bridge against the real host: two ends of one door. */
import { afterEach, beforeEach, expect, test } from 'vitest';
// biome-ignore lint/style/noRestrictedImports: what the window sends is tested against what the host takes
import { createWebBridge } from '../../renderer/web-bridge.ts';
import { startTestHost, type TestHost } from './web-host.fixture.ts';

let host: TestHost;
let headers: { cookie: string; origin: string };
beforeEach(async () => {
  host = await startTestHost();
  headers = await host.signIn();
});
afterEach(() => host.stop());

/** A bridge as the page makes it; a browser would add the headers. */
function bridge(patience?: number) {
  const sockets: WebSocket[] = [];
  const made = createWebBridge({
    connect() {
      // Node's WebSocket takes headers, which its types do not say.
      const Socket = WebSocket as unknown as new (url: string, options: { headers: object }) => WebSocket;
      const socket = new Socket(`ws://127.0.0.1:${host.port}/socket`, { headers });
      sockets.push(socket);
      return socket;
    },
    upload: (file) =>
      fetch(`http://127.0.0.1:${host.port}/upload?name=${encodeURIComponent(file.name)}`, {
        method: 'POST',
        body: file,
        headers,
      }),
    ...(patience === undefined ? {} : { patience }),
  });
  return { ...made, drop: () => sockets.at(-1)?.close() };
}

test('calls made before the connection is there wait for it', async () => {
  const { call } = bridge();
  expect(await Promise.all([call('echo', 1), call('echo', 2), call('nothing', 3)])).toEqual([
    { ok: true, value: 1 },
    { ok: true, value: 2 },
    { ok: false, error: { code: 'bad-input', message: 'no operation nothing' } },
  ]);
});

test('it comes back by itself, says so, and goes on', async () => {
  const { call, on, onConnection, drop } = bridge();
  const connections: boolean[] = [];
  const heard: unknown[] = [];
  onConnection((connected) => connections.push(connected));
  on('project.changed', (payload) => heard.push(payload));
  await call('shout', 'before');
  drop();
  await expect.poll(() => connections).toEqual([false, true, false, true]);
  await call('shout', 'after');
  expect(heard).toEqual(['before', 'after']);
});

test('what comes after a large message is handed on after it', async () => {
  const { call, on } = bridge();
  const heard: number[] = [];
  on('project.changed', (payload) => heard.push(String(payload).length));
  await call('echo', 1);
  await host.core.call('shout', 'x'.repeat(1_100_000));
  await call('shout', 'small');
  expect(heard).toEqual([1_100_000, 5]);
});

test('a call whose answer is lost does not hang', async () => {
  const { call, drop } = bridge();
  await call('echo', 1);
  const lost = call('hang', null);
  drop();
  expect(await lost).toMatchObject({
    ok: false,
    error: { code: 'internal', message: expect.stringContaining('lost') },
  });
});

test('without a host, a call fails after a while and is not done later', async () => {
  const { call, drop } = bridge(50);
  await call('echo', 1);
  await host.close();
  drop();
  await expect.poll(() => call('echo', 2)).toMatchObject({ ok: false, error: { code: 'internal' } });
  await host.core.close();
});

test('a file is taken, or refused with the reason of the host', async () => {
  const { take } = bridge();
  const { token, name } = await take(new File(['text'], 'März.txt'));
  expect(name).toBe('März.txt');
  expect(await host.core.pathOf(token)).toContain(host.tempDir);
  const large = new File(['x'.repeat(1001)], 'large.txt');
  await expect(take(large)).rejects.toMatchObject({ code: 'too-large' });
});

test('who is not signed in gets an error, not a riddle', async () => {
  headers = { cookie: '', origin: headers.origin };
  const { take } = bridge();
  await expect(take(new File(['x'], 'a.txt'))).rejects.toMatchObject({ code: 'internal' });
});
