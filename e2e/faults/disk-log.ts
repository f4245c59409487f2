/** Reads what the recorder (shim.c) wrote, and adds what the host was told. */
import { appendFileSync, closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** `file` is an inode; offsets and sizes are in bytes. `mark` is what a host was told by then, as JSON. */
export type DiskCall =
  | { call: 'create'; file: number; path: string }
  | { call: 'write'; file: number; at: number; data: Buffer }
  | { call: 'truncate'; file: number; size: number }
  | { call: 'sync' | 'sync-failed'; file: number }
  | { call: 'sync-folder' | 'unlink' | 'mkdir' | 'rmdir'; path: string }
  | { call: 'rename' | 'link'; from: string; to: string }
  | { call: 'mark'; text: string };

const HEAD = 40;
const MARK = 100;
const CREATE = 1;
const WRITE = 2;
const TRUNCATE = 3;
const SYNC = 4;
const RENAME = 6;
const SYNC_FAILED = 10;
const LINK = 11;
const PATHS: Record<number, 'sync-folder' | 'unlink' | 'mkdir' | 'rmdir'> = {
  5: 'sync-folder',
  7: 'unlink',
  8: 'mkdir',
  9: 'rmdir',
};

/** Writes what the host was just told into the log, between the calls. */
export function markLog(log: string, told: unknown): void {
  const text = Buffer.from(JSON.stringify(told));
  const head = Buffer.alloc(HEAD);
  head.writeUInt32LE(MARK, 0);
  head.writeBigUInt64LE(BigInt(text.length), 24);
  appendFileSync(log, Buffer.concat([head, text]));
}

/** The calls from byte `from` on, and where they end. Nothing is ever taken from a log: somebody may be writing it. */
export function readDiskLog(log: string, from = 0): { calls: DiskCall[]; end: number } {
  const file = openSync(log, 'r');
  const bytes = Buffer.alloc(fstatSync(file).size - from);
  readSync(file, bytes, 0, bytes.length, from);
  closeSync(file);
  const calls: DiskCall[] = [];
  let at = 0;
  while (at + HEAD <= bytes.length) {
    const type = bytes.readUInt32LE(at);
    const pathLength = bytes.readUInt32LE(at + 4);
    const file = Number(bytes.readBigUInt64LE(at + 8));
    const offset = Number(bytes.readBigUInt64LE(at + 16));
    const length = Number(bytes.readBigUInt64LE(at + 24));
    const otherLength = bytes.readUInt32LE(at + 32);
    at += HEAD;
    const path = bytes.toString('utf8', at, at + pathLength);
    const other = bytes.toString('utf8', at + pathLength, at + pathLength + otherLength);
    const data = bytes.subarray(at + pathLength + otherLength, at + pathLength + otherLength + length);
    at += pathLength + otherLength + length;
    calls.push(callOf(type, { file, offset, path, other, data }));
  }
  return { calls, end: from + at };
}

type Parts = { file: number; offset: number; path: string; other: string; data: Buffer };

function callOf(type: number, { file, offset, path, other, data }: Parts): DiskCall {
  const named = PATHS[type];
  if (named) return { call: named, path };
  switch (type) {
    case CREATE:
      return { call: 'create', file, path };
    case WRITE:
      return { call: 'write', file, at: offset, data };
    case TRUNCATE:
      return { call: 'truncate', file, size: offset };
    case SYNC:
      return { call: 'sync', file };
    case SYNC_FAILED:
      return { call: 'sync-failed', file };
    case RENAME:
      return { call: 'rename', from: path, to: other };
    case LINK:
      return { call: 'link', from: path, to: other };
    case MARK:
      return { call: 'mark', text: data.toString('utf8') };
    default:
      throw new Error(`the log of system calls holds a ${type}`);
  }
}
