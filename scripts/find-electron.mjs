/**
 * Finds Electron's program, or tries once to get it. `require('electron')` is never used: where the program is missing
 * it starts a download of its own and throws.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const DOWNLOAD = 5 * 60_000; // milliseconds
const FAILED =
  "Electron's program could not be downloaded (that is tried again in a day), so Sayso opens in a browser.";
const DAY = 24 * 3_600_000;

/** The path of Electron's program, or null and a sentence that says why there is none. */
export function findElectron(root, node) {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return { path: null, reason: 'There is no display, so Sayso waits for a browser at an address.' };
  const folder = join(root, 'node_modules', 'electron');
  if (!existsSync(folder)) return { path: null, reason: 'Electron is not installed, so Sayso opens in a browser.' };
  const path = installed(folder) ?? obtain(folder, node);
  return { path, reason: path ? '' : FAILED };
}

function installed(folder) {
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return null;
  const path = join(folder, 'dist', readFileSync(note, 'utf8'));
  return existsSync(path) ? path : null;
}

/** A try that failed is not repeated for a day: where a network blocks it, every start would wait for it. */
function obtain(folder, node) {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const failed = join(cacheFolder(), `electron-${version}.failed`);
  if (Date.now() - (statSync(failed, { throwIfNoEntry: false })?.mtimeMs ?? 0) < DAY) return null;
  console.log('Getting the desktop app (Electron, about 120 MB, once) ...');
  spawnSync(node, [join(folder, 'install.js')], { stdio: 'ignore', timeout: DOWNLOAD });
  const path = installed(folder);
  if (path) rmSync(failed, { force: true });
  else remember(failed);
  return path;
}

function remember(failed) {
  try {
    mkdirSync(cacheFolder(), { recursive: true });
    writeFileSync(failed, '');
  } catch {
    // It is only tried again next time.
  }
}

function cacheFolder() {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'Sayso');
  if (process.platform === 'win32')
    return join(process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Sayso', 'Cache');
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'sayso');
}
