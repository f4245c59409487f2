/** What only the desktop app has. Needs Electron's program, which cannot be downloaded everywhere. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, expect, test } from '@playwright/test';

const root = fileURLToPath(new URL('..', import.meta.url));
// Looked for, not required: requiring the package would start a download.
const hasProgram = existsSync(join(root, 'node_modules/electron/path.txt'));

test('the desktop app shows its window, its menu, and goes nowhere else', async () => {
  test.skip(!hasProgram, 'Electron’s program is not installed');
  const data = mkdtempSync(join(tmpdir(), 'sayso-e2e-'));
  const app = await _electron.launch({
    args: [root],
    env: { ...process.env, SAYSO_DATA: data } as Record<string, string>,
  });
  try {
    const window = await app.firstWindow();
    await expect(window.getByLabel('Your name')).toBeVisible();
    expect(await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('edit.undo')?.label)).toBe(
      'Undo',
    );
    await window.evaluate(() => {
      location.href = 'https://example.com/';
    });
    expect(window.url()).toMatch(/^app:/);
  } finally {
    await app.close();
    rmSync(data, { recursive: true, force: true });
  }
});
