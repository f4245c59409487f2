/** What a file is, by its first 100 bytes, before SQLite touches it. */
import { closeSync, lstatSync, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { APPLICATION_ID, VERSION } from './schema.ts';

const MAGIC = 'SQLite format 3\0';

function readHeader(path: string): Buffer {
  const header = Buffer.alloc(100);
  const fd = openSync(path, 'r');
  try {
    return header.subarray(0, readSync(fd, header, 0, 100, 0));
  } finally {
    closeSync(fd);
  }
}

/**
 * Throws AppError where the file is not a project this Sayso can open: not-found, damaged-file, newer-file. Must not be
 * called while this process has the file open in SQLite: closing any descriptor would drop SQLite's lock.
 */
export function checkHeader(path: string): void {
  const name = basename(path);
  const link = lstatSync(path, { throwIfNoEntry: false });
  const stat = link && statSync(path, { throwIfNoEntry: false });
  if (!stat)
    throw new AppError('not-found', `${name} is not there. Was it moved or renamed? Open it from its new place.`);
  if (!stat.isFile())
    throw new AppError('bad-input', `${name} is not a file. Choose a project file that ends in .sayso.`);
  if (stat.size === 0)
    throw new AppError('damaged-file', `${name} is empty, so it holds no project. Open a copy or a backup of it.`);
  const header = readHeader(path);
  if (header.toString('latin1', 0, 16) !== MAGIC)
    throw new AppError(
      'damaged-file',
      `${name} is not a Sayso project. To annotate a text, open a project first and add the text to it.`,
    );
  if (header.length < 100)
    throw new AppError(
      'damaged-file',
      `${name} is cut short: it ends within its first 100 bytes. Open a copy or a backup of it.`,
    );
  if (header.readUInt32BE(68) !== APPLICATION_ID)
    throw new AppError('bad-input', `${name} is a database of another program, not a Sayso project.`);
  const version = header.readUInt32BE(60);
  if (version === 0)
    throw new AppError('damaged-file', `${name} holds no finished project. Open a copy or a backup of it.`);
  if (version > VERSION)
    throw new AppError(
      'newer-file',
      `${name} was written by a newer Sayso (file version ${version}; this one reads up to ${VERSION}). Install the newer Sayso to open it; the file was left as it is.`,
    );
}
