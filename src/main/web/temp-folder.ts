import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes a private folder for what this process keeps until it ends, named with its id, and removes the folders of
 * processes that ended without removing theirs.
 */
export async function makeTempFolder(userData: string): Promise<string> {
  const parent = join(userData, 'temp');
  const own = join(parent, String(process.pid));
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const left = (await readdir(parent)).filter((name) => name === String(process.pid) || !alive(Number(name)));
  await Promise.all(left.map((name) => rm(join(parent, name), { recursive: true, force: true })));
  await mkdir(own, { mode: 0o700 });
  return own;
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
