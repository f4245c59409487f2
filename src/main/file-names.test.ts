import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freePath, lastPart, safeFileName, withExtension } from './file-names.ts';

test.each([
  ['Budget 2026', 'Budget 2026'],
  ['a/b\\c:d*e?f"g<h>i|j', 'a b c d e f g h i j'],
  ['../../etc/passwd', 'etc passwd'],
  ['.hidden', 'hidden'],
  ['name. . ', 'name'],
  ['"name".csv', 'name.csv'],
  ['CON', '_CON'],
  ['com1.sayso', '_com1.sayso'],
  ['console.sayso', 'console.sayso'],
  ['a\u0000b\nc', 'a b c'],
  ['evil\u202egpj.sayso', 'evil gpj.sayso'],
  ['cafe\u0301', 'caf\u00e9'],
  ['  ', 'Untitled'],
  ['', 'Untitled'],
])('%j becomes %j', (name, safe) => {
  expect(safeFileName(name, 'Untitled')).toBe(safe);
});

test('any name is safe, short enough, and safe a second time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
      const safe = safeFileName(name, 'Untitled');
      expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(201);
      expect(safe).not.toMatch(/[/\\:*?"<>|]|^[. ]|[. ]$|^$/);
      expect(safe.isWellFormed()).toBe(true);
      expect(safeFileName(safe, 'Untitled')).toBe(safe);
    }),
  );
});

test('a long name keeps its extension', () => {
  expect(safeFileName(`${'ü'.repeat(300)}.sayso`, 'Untitled')).toMatch(/^ü{97}\.sayso$/);
});

test('an extension is added once, whatever its case', () => {
  expect(withExtension('a', '.sayso')).toBe('a.sayso');
  expect(withExtension('a.SAYSO', '.sayso')).toBe('a.SAYSO');
});

test('the last part of a path of any system', () => {
  expect(lastPart('C:\\texts\\one.txt')).toBe('one.txt');
  expect(lastPart('/texts/one.txt')).toBe('one.txt');
  expect(lastPart('one.txt')).toBe('one.txt');
});

test('a name that is taken gets a number, be it taken by a link to nowhere', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sayso-test-'));
  writeFileSync(join(folder, 'a.sayso'), '');
  symlinkSync(join(folder, 'nowhere'), join(folder, 'a 2.sayso'));
  expect(await freePath(folder, 'a.sayso', (path) => path.endsWith('a 3.sayso'))).toBe(join(folder, 'a 4.sayso'));
  expect(await freePath(folder, 'b.sayso', () => false)).toBe(join(folder, 'b.sayso'));
  rmSync(folder, { recursive: true });
});
