import { connect as connectTcp } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWebHost } from './host.ts';
import { startTestHost, type TestHost } from './web-host.fixture.ts';

let host: TestHost;
beforeEach(async () => {
  host = await startTestHost();
});
afterEach(() => host.stop());

describe('signing in', () => {
  test('the token buys one cookie that a page cannot read, and leaves the address', async () => {
    const { status, headers } = await host.send(`/?token=${host.token}`);
    expect(status).toBe(303);
    expect(headers.location).toBe('/');
    const cookies = headers['set-cookie'] ?? [];
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(new RegExp(`^sayso-${host.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`));
    expect(cookies[0]).not.toContain(host.token);
  });

  test('a used token is refused in plain words, but not to the window that used it', async () => {
    const { cookie } = await host.signIn();
    const stranger = await host.send(`/?token=${host.token}`);
    expect(stranger.status).toBe(403);
    expect(stranger.headers['set-cookie']).toBeUndefined();
    expect(stranger.body).toContain('start Sayso again');
    expect((await host.send(`/?token=${host.token}`, { headers: { cookie } })).status).toBe(303);
  });

  test('a wrong token is refused and does not use up the right one', async () => {
    expect((await host.send('/?token=guess')).status).toBe(403);
    expect((await host.send('/?token=')).status).toBe(403);
    expect((await host.send(`/?token=${host.token}`)).status).toBe(303);
  });

  test('without the cookie there is nothing: no page, no download, no upload', async () => {
    for (const [path, method] of [
      ['/', 'GET'],
      ['/index.html', 'HEAD'],
      ['/download/x', 'GET'],
      ['/upload?name=a.txt', 'POST'],
    ] as const) {
      expect((await host.send(path, { method })).status, path).toBe(403);
    }
  });

  test.each(['sayso-1=x', 'sayso-PORT=', 'sayso-PORT=guess', 'xsayso-PORT=SECRET', 'sayso-PORT=SECRETx'])(
    'the cookie %s does not do',
    async (pattern) => {
      const { cookie } = await host.signIn();
      const forged = pattern.replace('PORT', String(host.port)).replace('SECRET', cookie.split('=')[1] ?? '');
      expect((await host.send('/', { headers: { cookie: forged } })).status).toBe(403);
    },
  );

  test('the cookie counts among others', async () => {
    const { cookie } = await host.signIn();
    expect((await host.send('/', { headers: { cookie: `a=b; ${cookie};c=d` } })).status).toBe(200);
  });
});

describe('the name we are called by', () => {
  test.each(['sayso.example', '127.0.0.1', '127.0.0.1:1', 'localhost.example:PORT', '[::1]:PORT', '0.0.0.0:PORT'])(
    '%s is refused, with token and with cookie',
    async (pattern) => {
      const name = pattern.replace('PORT', String(host.port));
      expect((await host.send(`/?token=${host.token}`, { headers: { host: name } })).status).toBe(403);
      const { cookie } = await host.signIn();
      expect((await host.send('/', { headers: { host: name, cookie } })).status).toBe(403);
    },
  );

  test('localhost is we, too', async () => {
    const headers = { host: `localhost:${host.port}` };
    expect((await host.send(`/?token=${host.token}`, { headers })).status).toBe(303);
  });

  test('a request without a host is refused', async () => {
    const socket = connectTcp(host.port, '127.0.0.1');
    socket.write('GET / HTTP/1.0\r\n\r\n');
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 403 /);
  });
});

describe('files', () => {
  test('the window comes under strict headers and is not kept', async () => {
    const { cookie } = await host.signIn();
    const { status, headers, body } = await host.send('/', { headers: { cookie } });
    expect(status).toBe(200);
    expect(body).toBe('<title>Sayso</title>');
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
  });

  test('refusals are under the same headers', async () => {
    const { headers } = await host.send('/');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['cache-control']).toBe('no-store');
  });

  test.each(['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/..%5csecret.txt', '/%00', '//secret.txt'])(
    '%s leads nowhere',
    async (path) => {
      const { cookie } = await host.signIn();
      const { status, body } = await host.send(path, { headers: { cookie } });
      expect(status).toBe(404);
      expect(body).not.toContain('secret');
    },
  );

  test('other methods are refused', async () => {
    const { cookie } = await host.signIn();
    for (const method of ['PUT', 'DELETE', 'OPTIONS', 'PATCH'])
      expect((await host.send('/', { method, headers: { cookie } })).status).toBe(405);
  });
});

test('a port that is taken is named', async () => {
  const { core, base } = host;
  const second = startWebHost({ core, rendererDir: base, port: host.port, projectsDir: base, tempDir: base });
  await expect(second).rejects.toMatchObject({ code: 'busy', message: expect.stringContaining(String(host.port)) });
});
