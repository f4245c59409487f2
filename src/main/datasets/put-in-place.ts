/** A file that appears whole or not at all. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { AppError } from '../../shared/errors.ts';

/** UTF-16 units that are gathered before they are written. */
const BLOCK = 1 << 20;

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const REFUSED = new Set(['EACCES', 'EPERM', 'EROFS']);

/**
 * Writes `pieces` into `partial`, lets `check` read it, and only then gives it the name `destination`, where it
 * replaces what was there. Both are in one folder. On any failure `partial` is removed and `destination` is left as it
 * was. What was written survives a power cut. Throws AppError 'disk', or what `pieces` or `check` throw.
 */
export async function putInPlace<T>(
  { destination, partial }: { destination: string; partial: string },
  pieces: Iterable<string>,
  check: () => Promise<T>,
): Promise<{ bytes: number; checked: T }> {
  return nameWhenWhole({ destination, partial }, async () => {
    const bytes = writeAll(partial, pieces);
    return { bytes, checked: await check() };
  });
}

/**
 * Lets `make` write and check `partial`, makes it survive a power cut, and only then gives it the name `destination`.
 * The rest is as with `putInPlace`.
 */
export async function nameWhenWhole<T>(
  { destination, partial }: { destination: string; partial: string },
  make: () => Promise<T>,
): Promise<T> {
  try {
    const made = await make();
    // Windows syncs a file only through a handle that may write.
    sync(partial, 'r+');
    renameSync(partial, destination);
    // Windows has no way to sync a folder, and needs none.
    if (process.platform !== 'win32') sync(dirname(destination), 'r');
    return made;
  } catch (error) {
    removePartial(partial);
    throw explainDisk(error, destination);
  }
}

/** Removes what a failed or stopped export left; where that cannot be, there is nothing, or the failure has been told. */
export function removePartial(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    console.warn(`${path} could not be removed`, error);
  }
}

/** Whether both paths lead to one file, without opening it: the project is never opened but by SQLite. */
export function isSameFile(a: string, b: string): boolean {
  const [one, other] = [a, b].map((path) => statSync(path, { throwIfNoEntry: false, bigint: true }));
  return one !== undefined && other !== undefined && one.ino === other.ino && one.dev === other.dev;
}

function writeAll(path: string, pieces: Iterable<string>): number {
  // A leftover, or a link that somebody put there, is not written through.
  rmSync(path, { force: true });
  const fd = openSync(path, 'wx');
  try {
    let bytes = 0;
    let block = '';
    for (const piece of pieces) {
      block += piece;
      if (block.length < BLOCK) continue;
      bytes += writeBlock(fd, block);
      block = '';
    }
    return bytes + writeBlock(fd, block);
  } finally {
    closeSync(fd);
  }
}

function writeBlock(fd: number, block: string): number {
  const bytes = Buffer.from(block, 'utf8');
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
  return bytes.length;
}

function sync(path: string, flags: 'r' | 'r+'): void {
  const fd = openSync(path, flags);
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function explainDisk(error: unknown, destination: string): unknown {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return error;
  const name = basename(destination);
  const folder = dirname(destination);
  const code = String(error.code);
  const disk = (message: string) => new AppError('disk', `${message} (${code})`, { cause: error });
  if (FULL.has(code))
    return disk(`${name} was not written: the disk is full. Free some space or choose another place, then try again.`);
  if (REFUSED.has(code))
    return disk(`${name} was not written: ${folder} cannot be written to. Choose another folder, then try again.`);
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return disk(`${name} was not written: the folder ${folder} is not there. Choose another folder.`);
  if (code === 'EISDIR' || code === 'ENOTEMPTY' || code === 'EEXIST')
    return disk(`${name} was not written: there is a folder of that name in ${folder}. Choose another name.`);
  return disk(`${name} was not written to ${folder}. Choose another name or another place, then try again.`);
}
