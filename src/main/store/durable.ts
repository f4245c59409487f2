/** What makes a change in a folder survive a power cut. */
import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

function sync(path: string, flags: 'r' | 'r+'): void {
  const fd = openSync(path, flags);
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Windows syncs a file only through a handle that may write. Never for a file that SQLite has open. */
export const syncFile = (path: string): void => sync(path, 'r+');

/** The same beside whatever else is done: of a large file, it takes long. What syncs it again finds nothing to do. */
export async function syncFileApart(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Windows has no way to sync a folder, and needs none. */
export function syncFolder(path: string): void {
  if (process.platform !== 'win32') sync(path, 'r');
}

/** Gives a finished file its name, where it replaces what was there: whole or not at all, whatever happens meanwhile. */
export function giveName(partial: string, destination: string): void {
  syncFile(partial);
  renameSync(partial, destination);
  syncFolder(dirname(destination));
}
