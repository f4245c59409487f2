/** The pages of a SQLite file, read without SQLite: what a damaged file still holds is not hidden by what is broken. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { pageSizeOf } from '../store/header.ts';

export type PageFile = {
  readonly pageSize: number;
  /** Bytes of a page that hold content. */
  readonly usable: number;
  /** Pages that begin inside the file; the last may be cut short. */
  readonly pageCount: number;
  /** The page by its number from 1, or null where the file ends before it does. */
  page(number: number): Buffer | null;
  close(): void;
};

/** What SQLite makes of itself, and so the size of the pages of every project. */
const DEFAULT_PAGE_SIZE = 4096;

/** Must not be called for a file that this process has open in SQLite: closing any descriptor would drop its lock. */
export function openPages(path: string): PageFile {
  const fd = openSync(path, 'r');
  const { size } = fstatSync(fd);
  const header = Buffer.alloc(100);
  readSync(fd, header, 0, 100, 0);
  const pageSize = pageSizeOf(header) ?? DEFAULT_PAGE_SIZE;
  return {
    pageSize,
    usable:
      pageSize - (header.toString('latin1', 0, 6) === 'SQLite' && (header[20] ?? 0) <= 32 ? (header[20] ?? 0) : 0),
    pageCount: Math.ceil(size / pageSize),
    page(number) {
      if (!Number.isInteger(number) || number < 1 || number * pageSize > size) return null;
      const page = Buffer.allocUnsafe(pageSize);
      return readSync(fd, page, 0, pageSize, (number - 1) * pageSize) === pageSize ? page : null;
    },
    close: () => closeSync(fd),
  };
}
