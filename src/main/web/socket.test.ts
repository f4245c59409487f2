import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { startTestHost, type TestHost } from './web-host.fixture.ts';

let host: TestHost;
let headers: { cookie: string; origin: string };
beforeEach(async () => {
  host = await startTestHost();
  headers = await host.signIn();
});
afterEach(() => host.stop());

async function open(): Promise<WebSocket> {
  const socket = await host.openSocket(headers);
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
  return socket;
}
async function next(socket: WebSocket): Promise<unknown> {
  const [data] = await once(socket, 'message');
  return JSON.parse(String(data));
}

test('calls are answered by their ids; unknown ones as the core answers', async () => {
  const socket = await open();
  socket.send(JSON.stringify({ id: 7, name: 'echo', input: { a: ['ü', null] } }));
  expect(await next(socket)).toEqual({ id: 7, reply: { ok: true, value: { a: ['ü', null] } } });
  socket.send(JSON.stringify({ id: 8, name: 'constructor', input: null }));
  expect(await next(socket)).toMatchObject({ id: 8, reply: { ok: false, error: { code: 'bad-input' } } });
});

test('every window hears events; one that comes back goes on with the same core', async () => {
  const token = await host.core.take('/texts/one.txt');
  const first = await open();
  first.close();
  await once(first, 'close');
  const [second, third] = [await open(), await open()];
  const heard = next(third);
  second.send(JSON.stringify({ id: 1, name: 'shout', input: 'hear' }));
  expect(await heard).toEqual({ event: 'project.changed', payload: 'hear' });
  expect(await host.core.pathOf(token)).toBe('/texts/one.txt');
});

test.each([
  ['no cookie', () => ({ origin: headers.origin }), 403],
  ['a wrong cookie', () => ({ ...headers, cookie: `sayso-${host.port}=guess` }), 403],
  ['no origin', () => ({ cookie: headers.cookie }), 403],
  ['another site', () => ({ ...headers, origin: 'http://sayso.example' }), 403],
  ['another port', () => ({ ...headers, origin: 'http://127.0.0.1:1' }), 403],
  ['another name for us', () => ({ ...headers, host: 'sayso.example', origin: 'http://sayso.example' }), 403],
])('%s is refused', async (_what, make, status) => {
  expect(await host.openSocket(make())).toBe(status);
});

test('another path is refused', async () => {
  expect(await host.openSocket(headers, '/other')).toBe(404);
});

test.each([
  'nonsense',
  '{"id":"1","name":"echo","input":1}',
  '{"id":1,"name":5,"input":1}',
  '{"id":1,"name":"echo","input":1,"more":1}',
  '[]',
  'null',
])('%s ends the connection, not the host', async (message) => {
  const socket = await open();
  socket.send(message);
  expect((await once(socket, 'close'))[0]).toBe(1008);
  expect(await open()).toBeTypeOf('object');
});

test('bytes are no call', async () => {
  const socket = await open();
  socket.send(Buffer.from('{"id":1,"name":"echo","input":1}'));
  expect((await once(socket, 'close'))[0]).toBe(1008);
});

test('a message past the limit ends the connection, not the host', async () => {
  const socket = await open();
  socket.send('x'.repeat(1001));
  expect((await once(socket, 'close'))[0]).toBe(1009);
  expect(await open()).toBeTypeOf('object');
});

test('when the core is gone, calls say so', async () => {
  const socket = await open();
  host.kill();
  await host.core.ended;
  socket.send(JSON.stringify({ id: 1, name: 'echo', input: 1 }));
  expect(await next(socket)).toMatchObject({ id: 1, reply: { ok: false, error: { code: 'internal' } } });
});
