/** A file with one article a row, whatever its format: what its columns are called, and its rows one at a time. */
import { statSync } from 'node:fs';
import type { EncodingSample } from '../../../shared/contract/articles.ts';
import { endingOf } from '../file-kind.ts';
import { openDelimited } from './delimited.ts';
import { openJsonLines } from './json-lines.ts';

/** What a cell holds; a list where JSON has one. */
export type Cell = string | string[];

/** `line` is where the row begins, counted from 1. */
export type Row = { line: number; cells: ReadonlyMap<string, Cell>; raw: string } | { line: number; reason: string };

export type Table = {
  /** In the order of the file; each name once. */
  columns: string[];
  encoding: string;
  /** What the file may be in; empty where there is no doubt. */
  doubtful: EncodingSample[];
  /** The rows from the first on, one at a time. Rows that cannot be read are told with the reason. */
  rows(): AsyncGenerator<Row>;
};

/** Rows that are looked at before a table is read. */
const SAMPLE_ROWS = 50;

/**
 * Opens a table by the ending of its name. `encoding` is what a person has chosen. Throws AppError 'bad-input' for what
 * is no table.
 */
export async function openTable(path: string, name: string, encoding?: string): Promise<Table> {
  const ending = endingOf(name);
  return ending === 'jsonl' || ending === 'ndjson'
    ? openJsonLines(path, name)
    : openDelimited(path, ending === 'csv' ? null : '\t', encoding);
}

export type TableSample = { rows: ReadonlyMap<string, Cell>[]; estimate: number };

/** The first rows that can be read, and about how many there are. */
export async function sampleTable(path: string, table: Table): Promise<TableSample> {
  const rows: ReadonlyMap<string, Cell>[] = [];
  let bytes = 0;
  for await (const row of table.rows()) {
    if ('reason' in row) continue;
    rows.push(row.cells);
    bytes += Buffer.byteLength(row.raw);
    if (rows.length === SAMPLE_ROWS)
      return { rows, estimate: Math.max(rows.length, Math.round((statSync(path).size / bytes) * rows.length)) };
  }
  return { rows, estimate: rows.length };
}

/** The text of a cell; the items of a list are joined. */
export const cellText = (cell: Cell | undefined, joint: string): string =>
  Array.isArray(cell) ? cell.join(joint) : (cell ?? '');
