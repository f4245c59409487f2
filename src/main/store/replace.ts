/**
 * Puts another file in a project's place. What was there goes aside under a name of its own, never over anything, and
 * its journal with it. At every moment, the project's name leads to the file of before or to the new one: once the new
 * one is complete it is named `.~restore.NAME`, and whoever opens the project next finishes what was begun.
 */
import { constants, copyFileSync, existsSync, linkSync, lstatSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { giveName, syncFile, syncFolder } from './durable.ts';
import { inFileName, journalOf } from './journal.ts';

const pendingOf = (path: string): string => join(dirname(path), `.~restore.${basename(path)}`);

export const isReplacePending = (path: string): boolean => existsSync(pendingOf(path));

/**
 * Replaces the project at `path` by a copy of `source`, and gives the path that the file of before has now; null where
 * there was none. The caller holds the project's lock, and nobody has the file open. Throws what the file system throws.
 */
export function replaceFile(path: string, source: string): string | null {
  const partial = `${pendingOf(path)}.partial`;
  const folder = dirname(path);
  rmSync(partial, { force: true });
  try {
    copyFileSync(source, partial, constants.COPYFILE_EXCL);
    const aside = existsSync(path) ? putAside(path) : null;
    syncFolder(folder);
    // From here on it is done, whatever happens.
    giveName(partial, pendingOf(path));
    finishReplace(path);
    return aside;
  } finally {
    rmSync(partial, { force: true });
  }
}

/** Finishes what a killed process began. The caller holds the project's lock. */
export function finishReplace(path: string): void {
  if (!isReplacePending(path)) return;
  // The journal is of the file of before: SQLite would play it into the new one. It is gone for good before that comes.
  rmSync(journalOf(path), { force: true });
  syncFolder(dirname(path));
  renameSync(pendingOf(path), path);
  syncFolder(dirname(path));
}

/** Gives the project and its journal a second name each. */
function putAside(path: string): string {
  const extension = extname(path);
  const stem = basename(path, extension);
  const aside = join(dirname(path), `${stem} before restore ${inFileName(new Date())}${extension}`);
  giveSecondName(path, aside);
  if (lstatSync(journalOf(path), { throwIfNoEntry: false })?.isFile())
    giveSecondName(journalOf(path), journalOf(aside));
  return aside;
}

/** Throws where there is a file of that name. */
function giveSecondName(path: string, second: string): void {
  try {
    linkSync(path, second);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw error;
    // Some file systems (those of memory sticks, some network shares) give a file one name only.
    copyFileSync(path, second, constants.COPYFILE_EXCL);
    syncFile(second);
  }
}
