import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { serve } from './serve.ts';

let userData = '';
beforeEach(() => {
  userData = mkdtempSync(join(tmpdir(), 'sayso-test-'));
});
afterEach(() => rmSync(userData, { recursive: true, force: true }));

/** Runs `serve` in a process group of its own, as a terminal does, and reads the address that it prints. */
async function start(files: string[]) {
  const options = JSON.stringify({ files, port: 0, open: false, userData });
  const script = `import { serve } from ${JSON.stringify(join(import.meta.dirname, 'serve.ts'))};
    process.exitCode = await serve(${options});`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const failed = once(child, 'exit').then(() => {
    throw new Error('it ended before it printed an address');
  });
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), failed]);
  const interrupt = () => process.kill(-(child.pid ?? 0), 'SIGINT');
  return { child, line: String(line), interrupt };
}

async function ask(address: string, name: string): Promise<unknown> {
  const { origin } = new URL(address);
  const { headers } = await fetch(address, { redirect: 'manual' });
  const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`, { headers: { cookie, origin } });
  await once(socket, 'open');
  socket.send(JSON.stringify({ id: 1, name, input: {} }));
  const [data] = await once(socket, 'message');
  return JSON.parse(String(data));
}

describe('serve', () => {
  test('prints the address, hands the files over, and Ctrl+C ends it cleanly', async () => {
    const article = join(userData, 'one.txt');
    writeFileSync(article, 'text');
    const { child, line, interrupt } = await start([article]);
    expect(line).toMatch(/^Sayso is at http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
    expect(await ask(line.replace('Sayso is at ', ''), 'app.state')).toMatchObject({
      reply: { ok: true, value: { host: 'web', opened: [{ name: 'one.txt' }] } },
    });
    const ended = once(child, 'exit');
    interrupt();
    expect(await ended).toEqual([0, null]);
    expect(readdirSync(join(userData, 'temp'))).toEqual([]);
  });

  test('a file that is not there is named, before anything starts', async () => {
    const missing = serve({ files: ['/nowhere/one.txt'], port: 0, open: false, userData });
    await expect(missing).rejects.toMatchObject({ code: 'not-found', message: 'There is no file /nowhere/one.txt.' });
  });
});
