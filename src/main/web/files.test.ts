import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer, TestHost } from './web-host.fixture.ts';
import { startTestHost } from './web-host.fixture.ts';

let host: TestHost;
let headers: { cookie: string; origin: string };
beforeEach(async () => {
  host = await startTestHost();
  headers = await host.signIn();
});
afterEach(() => host.stop());

const upload = (name: string, body: string | Buffer, given: Record<string, string> = headers): Promise<Answer> =>
  host.send(`/upload?name=${encodeURIComponent(name)}`, { method: 'POST', headers: given }, body);
const listing = (folder: string) => (existsSync(folder) ? readdirSync(folder) : []);

describe('upload', () => {
  test('a file becomes a token, its bytes as they were', async () => {
    const bytes = Buffer.from([0, 255, 13, 10, 0xd8, 0]);
    const { status, body } = await upload('Bericht für März.txt', bytes);
    expect(status).toBe(200);
    const { token, name } = JSON.parse(body);
    expect(name).toBe('Bericht für März.txt');
    const path = await host.core.pathOf(token);
    expect(path?.startsWith(host.tempDir)).toBe(true);
    expect(readFileSync(path ?? '')).toEqual(bytes);
  });

  test.each(['../../escape.txt', '..\\escape.txt', '/etc/escape.txt'])('%s stays inside', async (name) => {
    const { body } = await upload(name, 'x');
    expect(JSON.parse(body).name).toBe('escape.txt');
    expect(listing(host.tempDir)).toHaveLength(1);
    expect(existsSync(join(host.base, 'escape.txt'))).toBe(false);
  });

  test('a project goes where projects lie, under a name that is free', async () => {
    mkdirSync(host.projectsDir);
    writeFileSync(join(host.projectsDir, 'Budget.sayso'), 'mine');
    const { body } = await upload('Budget.sayso', 'theirs');
    expect(JSON.parse(body).name).toBe('Budget 2.sayso');
    expect(readFileSync(join(host.projectsDir, 'Budget.sayso'), 'utf8')).toBe('mine');
    expect(readFileSync(join(host.projectsDir, 'Budget 2.sayso'), 'utf8')).toBe('theirs');
    expect(await host.core.pathOf(JSON.parse(body).token)).toBe(join(host.projectsDir, 'Budget 2.sayso'));
    // The same file once more is the same project, not another copy.
    expect(JSON.parse((await upload('Budget.sayso', 'mine')).body).name).toBe('Budget.sayso');
    expect(readdirSync(host.projectsDir).sort()).toEqual(['Budget 2.sayso', 'Budget.sayso']);
  });

  test('two of the same name at once do not meet', async () => {
    const answers = await Promise.all(['one', 'two', 'three'].map((text) => upload('a.sayso', text)));
    const names = answers.map(({ body }) => JSON.parse(body).name as string);
    expect(new Set(names).size).toBe(3);
    expect(names.map((name) => readFileSync(join(host.projectsDir, name), 'utf8'))).toEqual(['one', 'two', 'three']);
  });

  test('one byte too many, and nothing is left', async () => {
    expect((await upload('a.txt', 'x'.repeat(1000))).status).toBe(200);
    for (const name of ['b.txt', 'b.sayso']) {
      const { status, body } = await upload(name, 'x'.repeat(1001));
      expect(status).toBe(413);
      expect(JSON.parse(body)).toMatchObject({ code: 'too-large' });
    }
    expect(listing(host.tempDir)).toHaveLength(1);
    expect(listing(host.projectsDir)).toEqual([]);
  });

  test('a body that breaks off leaves nothing', async () => {
    const path = '/upload?name=half.sayso';
    const length = { 'content-length': '900' };
    const sent = request({
      host: '127.0.0.1',
      port: host.port,
      path,
      method: 'POST',
      headers: { ...headers, ...length },
    });
    sent.on('error', () => {});
    sent.write('half');
    await expect.poll(() => listing(host.projectsDir)).toEqual(['half.sayso']);
    sent.destroy();
    await expect.poll(() => listing(host.projectsDir)).toEqual([]);
  });

  test.each([
    ['another site', 'http://sayso.example'],
    ['another port of this computer', 'http://127.0.0.1:1'],
    ['a sandboxed page', 'null'],
  ])('%s may not, though it has the cookie', async (_who, origin) => {
    expect((await upload('a.txt', 'x', { ...headers, origin })).status).toBe(403);
    expect(listing(host.tempDir)).toEqual([]);
  });

  test('a request that does not say where it comes from may not', async () => {
    expect((await upload('a.txt', 'x', { cookie: headers.cookie })).status).toBe(403);
  });

  test('a nameless upload and a post elsewhere are refused', async () => {
    expect((await host.send('/upload', { method: 'POST', headers }, 'x')).status).toBe(400);
    expect((await host.send('/other', { method: 'POST', headers }, 'x')).status).toBe(404);
  });
});

describe('app.saveAs', () => {
  async function saveAs(input: unknown): Promise<unknown> {
    const socket = await host.openSocket(headers);
    if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
    socket.send(JSON.stringify({ id: 1, name: 'app.saveAs', input }));
    const [data] = await once(socket, 'message');
    return JSON.parse(String(data)).reply;
  }

  test('a project gets a free place in the folder of projects; the next one another', async () => {
    const first = await saveAs({ name: 'Budget: "2026"', purpose: 'project' });
    const second = await saveAs({ name: 'Budget: "2026".sayso', purpose: 'project' });
    expect(first).toMatchObject({ ok: true, value: { name: 'Budget 2026.sayso', download: null } });
    expect(second).toMatchObject({ ok: true, value: { name: 'Budget 2026 2.sayso' } });
    const { token } = (first as { value: { token: string } }).value;
    expect(await host.core.pathOf(token)).toBe(join(host.projectsDir, 'Budget 2026.sayso'));
  });

  test('a dataset is fetched once it is written', async () => {
    const reply = await saveAs({ name: 'März "roh".csv', purpose: 'dataset' });
    const { token, name, download } = (reply as { value: { token: string; name: string; download: string } }).value;
    expect(name).toBe('März roh.csv');
    expect((await host.send(download, { headers })).status).toBe(404);
    writeFileSync((await host.core.pathOf(token)) ?? '', 'a,b\n');
    const answer = await host.send(download, { headers });
    expect(answer).toMatchObject({ status: 200, body: 'a,b\n' });
    expect(answer.headers['content-type']).toBe('application/octet-stream');
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename="M_rz roh.csv"; filename*=UTF-8''M%C3%A4rz%20roh.csv`,
    );
    expect((await host.send(download)).status).toBe(403);
  });

  test('only datasets can be fetched', async () => {
    const token = await host.core.take(join(host.base, 'secret.txt'));
    for (const path of [`/download/${token}`, '/download/', '/download/%', '/download/../secret.txt'])
      expect((await host.send(path, { headers })).status, path).toBe(404);
  });

  test('nonsense is refused', async () => {
    expect(await saveAs({ name: '', purpose: 'project' })).toMatchObject({ ok: false, error: { code: 'bad-input' } });
    expect(await saveAs({ name: 'a', purpose: 'else' })).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  });
});
