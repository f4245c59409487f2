/** The Node that this project is pinned to, which npm installs as a package of its own for each platform. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const OLDEST = [22, 12];

/** Whether a Node of this version (`process.versions.node`) can run Sayso. */
export function recentEnough(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/** The path of a Node that can run Sayso: the one that runs now, else the pinned one. Null where there is neither. */
export function usableNode(root) {
  if (recentEnough()) return process.execPath;
  const packages = join(root, 'node_modules');
  const names = existsSync(packages)
    ? readdirSync(packages).filter((name) => /^node-(bin-)?(linux|darwin|win)-/.test(name))
    : [];
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  return names.map((name) => join(packages, name, 'bin', file)).find((path) => existsSync(path)) ?? null;
}
