/** A file that appears whole or not at all. */
import { closeSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { explainDisk } from '../store/disk-errors.ts';
import { giveName } from '../store/durable.ts';

/** UTF-16 units that are gathered before they are written. */
const BLOCK = 1 << 20;

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
    giveName(partial, destination);
    return made;
  } catch (error) {
    removePartial(partial);
    throw explainDisk(error, destination);
  }
}

/** Removes what a failed or stopped export left; where that cannot be, there is nothing, or the failure has been told. */
export function removePartial(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
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
