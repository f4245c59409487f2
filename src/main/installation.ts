import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where the parts of this copy of Sayso lie. */
export type Installation = {
  version: string;
  root: string;
  resources: string;
  preload: string;
  renderer: string;
};

/**
 * Finds the parts from the folder of any module of ours. Bundling moves modules about, so the way up ends at our
 * `package.json`, which is there in the sources, in the build and in the packaged app.
 */
export function installation(from = import.meta.dirname): Installation {
  const root = rootAbove(from);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return {
    version,
    root,
    resources: join(root, 'resources'),
    preload: join(root, 'out', 'preload', 'index.cjs'),
    renderer: join(root, 'out', 'renderer'),
  };
}

function rootAbove(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('Sayso is incomplete: its package.json is missing. Install it again.');
  return rootAbove(parent);
}
