/** Builds Sayso where its sources are newer than what was built. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const BUILT = ['main/cli.js', 'preload/index.cjs', 'renderer/index.html'];
const SOURCES = ['src', 'electron.vite.config.ts', 'package-lock.json'];

/** Ends the process with the reason where it cannot be built. `node` is the Node to build with. */
export function buildIfStale(root, node) {
  if (!existsSync(join(root, 'node_modules'))) stop('Run "npm ci" first: what Sayso is built of is not there yet.');
  const oldest = Math.min(...BUILT.map((file) => changed(join(root, 'out', file))));
  if (oldest >= Math.max(...SOURCES.map((name) => newest(join(root, name))))) return;
  console.error('Building Sayso ...');
  const vite = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const { status, stdout, stderr } = spawnSync(node, [vite, 'build'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) stop(`${stdout}${stderr}\nSayso could not be built.`);
}

/** Prints a message and ends the process. */
export function stop(message) {
  console.error(message);
  process.exit(1);
}

function newest(path) {
  if (!existsSync(path)) return 0;
  if (!statSync(path).isDirectory()) return changed(path);
  return Math.max(changed(path), ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** When it was last changed, in milliseconds; 0 where it is not there. */
function changed(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
