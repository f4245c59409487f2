/** Tables in JSON Lines: an object a line, its keys the columns. Keys of an object within are joined by a point. */
import { AppError } from '../../../shared/errors.ts';
import { readLines } from '../../datasets/lines.ts';
import { parseUntrusted } from '../../untrusted-json.ts';
import { MAX_ARTICLE_BYTES } from '../decode.ts';
import type { Cell, Row, Table } from './table.ts';

/** In bytes: escapes make a text up to six times as long. */
const LONGEST_LINE = MAX_ARTICLE_BYTES * 6;
/** Lines that are looked at for keys. */
const SAMPLE_LINES = 200;
const MOST_COLUMNS = 500;
const MOST_DEPTH = 3;

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Throws AppError 'bad-input' where the file begins with no line that is an object. */
export async function openJsonLines(path: string, name: string): Promise<Table> {
  const rows = () => jsonRows(path, name);
  const columns = new Set<string>();
  let looked = 0;
  let amiss = 'there is no line in it';
  for await (const row of rows()) {
    if ('cells' in row) for (const key of row.cells.keys()) columns.add(key);
    else if (looked === 0) amiss = `line ${row.line}: ${row.reason}`;
    if (++looked === SAMPLE_LINES) break;
  }
  if (columns.size === 0)
    throw new AppError(
      'bad-input',
      `This is no table in JSON Lines: ${amiss.replace(/\.$/, '')}. A line is an object.`,
    );
  return { columns: [...columns].slice(0, MOST_COLUMNS), encoding: 'utf-8', doubtful: [], rows };
}

async function* jsonRows(path: string, name: string): AsyncGenerator<Row> {
  for await (const { bytes, number } of readLines(path, name, LONGEST_LINE)) {
    const row = readLine(bytes);
    if (typeof row === 'string') yield { line: number, reason: row };
    else if (row) yield { line: number, ...row };
  }
}

/** Null for a blank line; a string says what is amiss. */
function readLine(bytes: Uint8Array): { cells: Map<string, Cell>; raw: string } | string | null {
  try {
    const raw = decoder.decode(bytes).replace(/\r$/, '');
    if (raw.trim() === '') return null;
    const parsed = parseUntrusted(raw);
    if ('fault' in parsed) return `This line cannot be read: ${parsed.fault}.`;
    if (!isObject(parsed.value)) return 'This line is JSON, but no object.';
    const cells = new Map<string, Cell>();
    collect(cells, parsed.value, '', 0);
    return { cells, raw };
  } catch (error) {
    if (error instanceof TypeError) return 'This line is not UTF-8.';
    throw error;
  }
}

type Json = { [key: string]: unknown };

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function collect(cells: Map<string, Cell>, object: Json, prefix: string, depth: number): void {
  for (const [key, value] of Object.entries(object)) {
    if (isObject(value) && depth < MOST_DEPTH) collect(cells, value, `${prefix}${key}.`, depth + 1);
    else cells.set(prefix + key, Array.isArray(value) ? value.map(plain) : plain(value));
  }
}

function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : JSON.stringify(value);
}
