/** For tests of the web host: one that runs, with real folders, and requests as a window or a stranger sends them. */
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, type RequestOptions, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { WebSocket } from 'ws';
import { connect, createTinyCore } from '../core-channel.fixture.ts';
import { startWebHost } from './host.ts';

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string };

/** Starts a host over the core in miniature. Uploads and messages may hold 1,000 bytes. */
export async function startTestHost() {
  const base = mkdtempSync(join(tmpdir(), 'sayso-test-'));
  const [rendererDir, tempDir, projectsDir] = ['renderer', 'temp', 'projects'].map((name) => join(base, name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(rendererDir);
  mkdirSync(tempDir);
  writeFileSync(join(rendererDir, 'index.html'), '<title>Sayso</title>');
  writeFileSync(join(base, 'secret.txt'), 'secret');
  const { core, kill } = connect(createTinyCore);
  const host = await startWebHost({
    core,
    rendererDir,
    port: 0,
    projectsDir,
    tempDir,
    limits: { upload: 1000, message: 1000 },
  });
  const token = new URL(host.url).searchParams.get('token') ?? '';

  /** Sends a request, which `node:http` leaves as it is, lies about the host included. */
  async function send(path: string, options: RequestOptions = {}, body?: string | Buffer): Promise<Answer> {
    const sent = request({ host: '127.0.0.1', port: host.port, path, ...options });
    sent.end(body);
    const [response] = await once(sent, 'response');
    return { status: response.statusCode, headers: response.headers, body: await text(response) };
  }

  /** Exchanges the token: the headers of a window that is signed in. */
  async function signIn(): Promise<{ cookie: string; origin: string }> {
    const { headers } = await send(`/?token=${token}`);
    const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    return { cookie, origin: `http://127.0.0.1:${host.port}` };
  }

  /** A socket, or the status with which it was refused. */
  function openSocket(headers: Record<string, string>, path = '/socket'): Promise<WebSocket | number> {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, { headers });
    return new Promise((resolve) => {
      socket.on('open', () => resolve(socket));
      socket.on('unexpected-response', (_request, { statusCode = 0 }) => resolve(statusCode));
      socket.on('error', () => {});
    });
  }

  return {
    ...host,
    core,
    kill,
    token,
    base,
    tempDir,
    projectsDir,
    send,
    signIn,
    openSocket,
    async stop() {
      await host.close();
      await core.close();
      rmSync(base, { recursive: true, force: true });
    },
  };
}
export type TestHost = Awaited<ReturnType<typeof startTestHost>>;
