/** What a file is to an import: a table, a document, or a text. */
import { closeSync, openSync, readSync } from 'node:fs';

const TABLES: ReadonlySet<string> = new Set(['csv', 'tsv', 'tab', 'jsonl', 'ndjson']);
const WORD: ReadonlySet<string> = new Set(['docx', 'docm']);

export type DocumentKind = 'docx' | 'pdf';

/** In small letters, without the dot; empty where the name has none. */
export function endingOf(name: string): string {
  return /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** Whether a file has one article a row, by the ending of its name. */
export const isTable = (name: string): boolean => TABLES.has(endingOf(name));

/** A document by its first bytes, whatever its name; and by its name, so that a damaged one is called what it is. */
export function documentKind(name: string, bytes: Uint8Array): DocumentKind | null {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  const ending = endingOf(name);
  if (head.startsWith('%PDF-') || ending === 'pdf') return 'pdf';
  if (WORD.has(ending) || (head.startsWith('PK\x03\x04') && head.includes('word/'))) return 'docx';
  return null;
}

/** The first bytes of a file, as many as tell what it is. Throws where it cannot be read. */
export function headOf(path: string): Uint8Array {
  const head = Buffer.alloc(4096);
  const fd = openSync(path, 'r');
  try {
    return head.subarray(0, readSync(fd, head, 0, head.length, 0));
  } finally {
    closeSync(fd);
  }
}
