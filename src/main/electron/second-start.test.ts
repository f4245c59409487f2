/** A start while Sayso runs already: it hands its files over and shows nothing of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createElectron } from './electron.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'sayso-test-'));
const { module, done, permissions } = createElectron(() => ({ canceled: true, filePath: '' }), { isFirst: false });

beforeAll(async () => {
  vi.stubEnv('SAYSO_DATA', join(folder, 'data'));
  vi.doMock('electron', () => module);
  await import('../index.ts');
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test('it quits, without a window, a core or a protocol', () => {
  expect(done).toMatchObject({ quits: 1, windows: [], protocol: null, menu: [] });
  expect(permissions).toEqual({});
});
