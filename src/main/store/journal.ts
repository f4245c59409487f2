/** The journal that an unfinished commit leaves beside a project: kept before SQLite plays it back and deletes it. */
import { constants, copyFileSync, lstatSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { logFault } from '../fault-log.ts';
import { syncFile, syncFolder } from './durable.ts';

/** Journals that are kept, of all projects together. */
const MOST = 10;

/** A moment as part of a file name, in UTC; every system takes it, and names sort by it. */
export const inFileName = (at: Date): string => at.toISOString().replace(/[:.]/g, '-');

export const journalOf = (path: string): string => `${path}-journal`;

/**
 * Copies a leftover journal into `folder`. The caller holds the project's lock, so that nobody is writing it. A journal
 * that cannot be kept does not keep the project from being opened.
 */
export function keepJournal(path: string, folder: string): void {
  const journal = lstatSync(journalOf(path), { throwIfNoEntry: false });
  if (!journal?.isFile() || journal.size === 0) return;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const copy = join(folder, `${inFileName(new Date())}.${basename(path)}.unfinished-commit`);
    copyFileSync(journalOf(path), copy, constants.COPYFILE_EXCL);
    syncFile(copy);
    syncFolder(folder);
    thin(folder);
  } catch (error) {
    logFault(`The journal of ${basename(path)} could not be kept`, error);
  }
}

function thin(folder: string): void {
  const kept = readdirSync(folder).filter((name) => name.endsWith('.unfinished-commit'));
  const newestFirst = kept
    .map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { name } of newestFirst.slice(MOST)) rmSync(join(folder, name), { force: true });
}
