/** Addresses that a stranger, or another page of the browser, may ask for: sent as they are, byte by byte. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestHost, type TestHost } from './web-host.fixture.ts';

let host: TestHost;
let headers: { cookie: string; origin: string };
beforeAll(async () => {
  host = await startTestHost();
  headers = await host.signIn();
  const renderer = join(host.base, 'renderer');
  mkdirSync(join(renderer, 'assets'));
  writeFileSync(join(renderer, 'assets', 'app.js'), 'own');
  symlinkSync(join(host.base, 'secret.txt'), join(renderer, 'link.txt'));
  symlinkSync(host.base, join(renderer, 'out'));
});
afterAll(() => host.stop());

type Raw = { status: number; head: string; body: string };

/** What a request line and headers are answered with; status 0 where the connection is closed without a word. */
async function raw(request: string): Promise<Raw> {
  const socket = connect(host.port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(Buffer.from(request, 'latin1'));
  const answer = await text(socket).catch(() => '');
  const [head = '', ...body] = answer.split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0), head, body: body.join('\r\n\r\n') };
}
const own = () => `127.0.0.1:${host.port}`;
const get = (url: string, more = '', method = 'GET') =>
  raw(`${method} ${url} HTTP/1.1\r\nHost: ${own()}\r\nConnection: close\r\nCookie: ${headers.cookie}\r\n${more}\r\n`);

const UP = [
  '..',
  '%2e%2e',
  '%2E%2E',
  '.%2e',
  '%2e.',
  '..;',
  '%252e%252e',
  '..%00',
  '..%01',
  '%c0%ae%c0%ae',
  '%uff0e%uff0e',
];
const SLASHES = ['/', '%2f', '%5c', '\\', '%252f', '%c0%af', '//', '/./'];
const CLIMBS = UP.flatMap((up) => SLASHES.map((slash) => `/${up}${slash}secret.txt`));
const OTHERS = [
  ...[
    '/assets/../../secret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/link.txt',
    '/out/secret.txt',
    '/out',
    '/assets',
  ],
  ...['//secret.txt', '///etc/passwd', '/etc/passwd', '/C:/Windows/win.ini', '/C:%5cWindows%5cwin.ini', '/%00', '/%'],
  ...[
    '/index.html%00.js',
    '/index.html/',
    '/index.html/..',
    '/.',
    '/..',
    '/...',
    '/~',
    '/assets/',
    '/%2e',
    '/CON',
    '/nul',
  ],
  ...['/download/', '/download/..', '/download/../secret.txt', '/download/%2e%2e%2fsecret.txt', '/download/__proto__'],
  ...['/download/constructor', '/download/%', '/upload', '/socket', '/socket/', '/sayso', '/?token=', '/?token=x#y'],
  ...['/?token=%00', '/?token[]=x', '/<script>alert(1)</script>', '/"onload="x', "/'", '/{}', '/|', '/`', '/^'],
  ...['http://sayso.example/', 'https://127.0.0.1/', 'file:///etc/passwd', 'javascript:alert(1)', '*', '?', '#', 'x'],
  ...[`/${'a'.repeat(15_000)}`, `/${'../'.repeat(3000)}secret.txt`, `/${'%2e%2e%2f'.repeat(1000)}secret.txt`],
  ...[
    '/\xff\xfe',
    '/\xc0\xae',
    '/a b',
    '/a\tb',
    '/index.html:$DATA',
    '/index.html::$INDEX_ALLOCATION',
    '/%F0%9F%98%80',
  ],
];

test('there are more than a hundred of them', () => {
  expect(new Set([...CLIMBS, ...OTHERS]).size).toBeGreaterThan(150);
});

test.each([...CLIMBS, ...OTHERS])('%j leads nowhere', async (url) => {
  const { status, head, body } = await get(url);
  expect([0, 200, 303, 400, 403, 404, 405, 431]).toContain(status);
  // Some are our own page, written in another way.
  if (status === 200) expect(body).toBe('<title>Sayso</title>');
  expect(body).not.toMatch(/^secret|root:|<script>|onload/);
  expect(head).not.toMatch(/access-control|\nset-cookie/i);
  if (status === 303) expect(head).toMatch(/\r\nLocation: \/\r\n/);
  // What the parser of the protocol refuses, it refuses without a word of ours.
  if (/content-length: [1-9]/i.test(head)) expect(head).toMatch(/x-content-type-options: nosniff/i);
});

test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'CONNECT', 'PROPFIND', 'LOCK', 'FOO'])(
  '%s is not answered',
  async (method) => {
    const { status, head } = await get(
      '/',
      `Origin: ${headers.origin}\r\nAccess-Control-Request-Method: GET\r\n`,
      method,
    );
    expect([0, 400, 404, 405]).toContain(status);
    expect(head).not.toMatch(/access-control|allow:/i);
  },
);

describe('another page of the browser', () => {
  test.each([
    'http://sayso.example',
    'null',
    'http://127.0.0.1:1',
    'http://localhost.sayso.example',
    'https://127.0.0.1',
  ])('of %s can read nothing and send nothing', async (origin) => {
    const page = await get('/', `Origin: ${origin}\r\nSec-Fetch-Site: cross-site\r\n`);
    expect(page.head).not.toMatch(/access-control/i);
    expect(page.head).toMatch(/cross-origin-resource-policy: same-origin/i);
    const sent = await get('/upload?name=a.txt', `Origin: ${origin}\r\nContent-Length: 1\r\n`, 'POST');
    expect(sent.status).toBe(403);
    expect(await host.openSocket({ ...headers, origin })).toBe(403);
  });

  test('a name that leads to this computer is not ours, however it is written', async () => {
    for (const name of [
      'sayso.example',
      `127.0.0.1:${host.port}.sayso.example`,
      `127.1:${host.port}`,
      '0x7f000001',
      '[::1]',
      '',
    ])
      for (const start of ['GET / ', `GET /?token=${host.token} `, 'POST /upload?name=a.txt ', 'GET /index.html ']) {
        const { status } = await raw(
          `${start}HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\nCookie: ${headers.cookie}\r\n\r\n`,
        );
        expect([400, 403], `${start} at ${name}`).toContain(status);
      }
    const twice = await raw(`GET / HTTP/1.1\r\nHost: ${own()}\r\nHost: sayso.example\r\nConnection: close\r\n\r\n`);
    expect([400, 403]).toContain(twice.status);
  });
});

test('broken requests end alone', async () => {
  for (const request of [
    'GET\r\n\r\n',
    '\0\0\0\0\r\n\r\n',
    `GET / HTTP/1.1\r\nHost: ${own()}\r\nContent-Length: -1\r\n\r\n`,
    `POST /upload?name=a.txt HTTP/1.1\r\nHost: ${own()}\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nabc`,
    `GET / HTTP/1.1\r\nHost: ${own()}\r\n${'X: y\r\n'.repeat(5000)}\r\n`,
    `GET / HTTP/1.1\r\nHost: ${own()}\r\nCookie: ${'a=b;'.repeat(50_000)}\r\n\r\n`,
  ])
    expect([0, 400, 403, 431]).toContain((await raw(request)).status);
  expect((await get('/')).status).toBe(200);
});

test('a message that nests deep ends its window alone, and more windows than a person has are refused', async () => {
  const socket = await host.openSocket(headers);
  if (typeof socket === 'number') throw new Error('refused');
  const closed = new Promise((resolve) => socket.on('close', resolve));
  socket.send(`{"id":1,"name":"echo","input":${'['.repeat(400)}${']'.repeat(400)}}`);
  expect(await closed).toBe(1008);
  const opened = await Promise.all(Array.from({ length: 40 }, () => host.openSocket(headers)));
  expect(opened.filter((each) => each === 503).length).toBe(8);
});
