/** What a file is, by its first 100 bytes, before SQLite touches it. */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, lstatSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { APPLICATION_ID, VERSION } from './schema.ts';

const MAGIC = 'SQLite format 3\0';
const SIZE = 100;

/** Reads the first 100 bytes, or as many as there are. Never while this process has the file open in SQLite. */
function readHeader(path: string): Buffer {
  const header = Buffer.alloc(SIZE);
  const fd = openSync(path, 'r');
  try {
    return header.subarray(0, readSync(fd, header, 0, SIZE, 0));
  } finally {
    closeSync(fd);
  }
}

/** The path that leads to the file without links, so that one project has one lock and one journal. */
export function realPath(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  return existsSync(dirname(path)) ? join(realpathSync(dirname(path)), basename(path)) : path;
}

export type Header = {
  /** Bytes. */
  size: number;
  /** Of the schema. */
  version: number;
};

/**
 * Throws AppError where the file is not a project this Sayso can open: not-found, bad-input, damaged-file, newer-file.
 * Must not be called while this process has the file open in SQLite: closing any descriptor would drop SQLite's lock.
 */
export function checkHeader(path: string, newest: number = VERSION): Header {
  const name = basename(path);
  const link = lstatSync(path, { throwIfNoEntry: false });
  const stat = link && statSync(path, { throwIfNoEntry: false });
  if (!stat)
    throw new AppError('not-found', `${name} is not there. Was it moved or renamed? Open it from its new place.`);
  if (!stat.isFile())
    throw new AppError('bad-input', `${name} is not a file. Choose a project file that ends in .sayso.`);
  const damaged = (what: string) =>
    new AppError('damaged-file', `${name} ${what}. It was left as it is. Recover it, or open a backup of it.`);
  if (stat.size === 0) throw damaged('is empty, so it holds no project');
  const header = readHeader(path);
  if (header.toString('latin1', 0, 16) !== MAGIC)
    throw new AppError(
      'damaged-file',
      `${name} is not a Sayso project. To annotate a text, open a project first and add the text to it.`,
    );
  if (header.length < SIZE) throw damaged(`is cut short: it ends within its first ${SIZE} bytes`);
  if (header.readUInt32BE(68) !== APPLICATION_ID)
    throw new AppError('bad-input', `${name} is a database of another program, not a Sayso project.`);
  const version = header.readUInt32BE(60);
  if (version === 0) throw damaged('holds no finished project');
  if (version > newest)
    throw new AppError(
      'newer-file',
      `${name} was written by a newer Sayso (file version ${version}; this one reads up to ${newest}). Install the newer Sayso to open it; the file was left as it is.`,
    );
  const pageSize = pageSizeOf(header);
  if (pageSize === null) throw damaged('is damaged: its pages have no size that SQLite knows');
  const whole = lengthOf(header, pageSize);
  // An unfinished commit may have left the file longer or shorter; its journal says so and puts it right.
  if (whole !== null && stat.size < whole && !existsSync(`${path}-journal`))
    throw damaged(`is cut short: ${stat.size} of its ${whole} bytes are there`);
  return { size: stat.size, version };
}

/** Of a file by its header: a power of two from 512 to 65,536, which is written as 1; null where it is none. */
export function pageSizeOf(header: Buffer): number | null {
  const written = header.readUInt16BE(16);
  const size = written === 1 ? 65_536 : written;
  return size >= 512 && (size & (size - 1)) === 0 ? size : null;
}

/** Bytes that the file should have, where its last writer said so. */
function lengthOf(header: Buffer, pageSize: number): number | null {
  const [changes, pages, validFor] = [24, 28, 92].map((at) => header.readUInt32BE(at));
  return pages && changes === validFor ? pages * pageSize : null;
}

/**
 * A number that is another one after any commit, and after any change by another program: of the header with its count
 * of changes, the size and the time of the last write. 31 bits, never 0. Not while SQLite has the file open here.
 */
export function stampOf(path: string): number {
  const { size, mtimeMs } = statSync(path);
  const digest = createHash('sha256').update(readHeader(path)).update(`${size} ${mtimeMs}`).digest();
  return (digest.readUInt32BE(0) >>> 1) | 1;
}
