import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contained, readStatic, STRICT_HEADERS } from './static-files.ts';

let base = '';
let folder = '';
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'sayso-test-'));
  folder = join(base, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<title>Sayso</title>');
  writeFileSync(join(folder, 'assets', 'main.js'), '1');
  writeFileSync(join(base, 'secret.txt'), 'secret');
  symlinkSync(join(base, 'secret.txt'), join(folder, 'link.txt'));
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

test('every answer forbids what the window does not need', () => {
  const directives = STRICT_HEADERS['Content-Security-Policy'].split('; ').map((directive) => directive.split(' '));
  expect(Object.fromEntries(directives.map(([name, ...sources]) => [name, sources.join(' ')]))).toEqual({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' data:",
    'font-src': "'self'",
    'connect-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  });
  expect(STRICT_HEADERS['X-Content-Type-Options']).toBe('nosniff');
  expect(Object.keys(STRICT_HEADERS).filter((name) => /^access-control/i.test(name))).toEqual([]);
});

test('a page and its parts have their types', async () => {
  expect(await readStatic(folder, '/')).toMatchObject({ type: 'text/html; charset=utf-8' });
  expect((await readStatic(folder, '/assets/main.js'))?.type).toBe('text/javascript; charset=utf-8');
});

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/..%5csecret.txt',
  '/%2e%2e%5csecret.txt',
  '//etc/passwd',
  '/index.html%00.js',
  '/%',
  '/link.txt',
  '/assets',
  '/missing.js',
  '',
])('nothing is read at %j', async (path) => {
  expect(await readStatic(folder, path)).toBeNull();
});

test('no path leads out of the folder', () => {
  const part = fc.oneof(fc.constantFrom('..', '.', '', '%2e%2e', '%2f', '%5c', '\\', '/', 'a'), fc.string());
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const path = contained('/srv/renderer', `/${parts.join('/')}`);
      expect(path === null || path.startsWith(resolve('/srv/renderer') + sep)).toBe(true);
    }),
  );
});
