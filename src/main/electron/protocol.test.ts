import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Protocol } from 'electron';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { STRICT_HEADERS } from '../static-files.ts';
import { PAGE, SCHEMES, serveApp } from './protocol.ts';

let folder = '';
let handler: Parameters<Protocol['handle']>[1] | null = null;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-test-'));
  writeFileSync(join(folder, 'index.html'), '<title>Sayso</title>');
  const handle: Protocol['handle'] = (scheme, given) => {
    if (scheme === 'app') handler = given;
  };
  serveApp({ handle }, folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const get = async (url: string, method = 'GET'): Promise<Response> => {
  const response = await handler?.({ url, method } as Parameters<Parameters<Protocol['handle']>[1]>[0]);
  if (!(response instanceof Response)) throw new Error('no response');
  return response;
};

test('the page has an origin of its own, and no more privileges than that', () => {
  expect(SCHEMES).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
});

test('the page comes under the strict headers', async () => {
  const response = await get(PAGE);
  expect(await response.text()).toBe('<title>Sayso</title>');
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  for (const [name, value] of Object.entries(STRICT_HEADERS)) expect(response.headers.get(name)).toBe(value);
});

test.each([
  'app://other/index.html',
  'app://sayso/..%2f..%2fetc/passwd',
  'app://sayso/%2e%2e%5csecret',
  'app://sayso/missing.js',
  'app://sayso/%',
  'nonsense',
])('%s is not found', async (url) => {
  expect((await get(url)).status).toBe(404);
});

test('nothing is posted to it', async () => {
  expect((await get(PAGE, 'POST')).status).toBe(404);
});
