import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSaveAs } from './save-as.ts';
import { createShellState } from './shell-state.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A dialog that is answered with these paths in turn; an empty one cancels. */
function dialog(...answers: string[]) {
  const asked: (string | undefined)[] = [];
  const saveAs = createSaveAs({
    core: { place: async (path) => `token of ${path}` },
    state: createShellState(join(folder, 'desktop.json')),
    async showSaveDialog({ defaultPath }) {
      asked.push(defaultPath);
      const filePath = answers.shift() ?? '';
      return { canceled: filePath === '', filePath };
    },
  });
  return { saveAs, asked };
}

test('the chosen place becomes a token, a project with its extension', async () => {
  const { saveAs, asked } = dialog(join(folder, 'Budget'));
  const path = join(folder, 'Budget.sayso');
  expect(await saveAs({ name: 'Bud/get', purpose: 'project' })).toEqual({
    ok: true,
    value: { token: `token of ${path}`, name: 'Budget.sayso', download: null },
  });
  expect(asked).toEqual(['Bud get.sayso']);
});

test('a copy of a project keeps the extension of projects', async () => {
  const { saveAs, asked } = dialog(join(folder, 'Budget then'));
  expect(await saveAs({ name: 'Budget copy.sayso', purpose: 'copy' })).toMatchObject({
    value: { name: 'Budget then.sayso', download: null },
  });
  expect(asked).toEqual(['Budget copy.sayso']);
});

test('the last folder is remembered, beyond a restart', async () => {
  await dialog(join(folder, 'a.csv')).saveAs({ name: 'a.csv', purpose: 'dataset' });
  const { saveAs, asked } = dialog('');
  await saveAs({ name: 'b.jsonl', purpose: 'dataset' });
  expect(asked).toEqual([join(folder, 'b.jsonl')]);
});

test('cancelling is no error', async () => {
  expect(await dialog('').saveAs({ name: 'a', purpose: 'project' })).toEqual({ ok: true, value: null });
});

test('a file that only the added extension meets is asked about', async () => {
  const path = join(folder, 'Budget.sayso');
  writeFileSync(path, 'mine');
  const { saveAs, asked } = dialog(join(folder, 'Budget'), '');
  expect(await saveAs({ name: 'New', purpose: 'project' })).toEqual({ ok: true, value: null });
  expect(asked).toEqual(['New.sayso', path]);
  const agreed = dialog(join(folder, 'Budget'), path);
  expect(await agreed.saveAs({ name: 'New', purpose: 'project' })).toMatchObject({ value: { name: 'Budget.sayso' } });
});

test('nonsense is refused without a dialog', async () => {
  const { saveAs, asked } = dialog(join(folder, 'a'));
  expect(await saveAs({ name: 'a', purpose: 'else' })).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  expect(asked).toEqual([]);
});
