/** Reads a stranger's project by fixed queries: how long a value is, is known before it is fetched. */
import { createHash } from 'node:crypto';
import type BetterSqlite3 from 'better-sqlite3';
import type { Rows, Table } from '../../shared/model.ts';
import type { FoundRow, Sink, Survey } from '../recovery/survey.ts';
import { type EditRow, hashEdit } from '../store/history.ts';
import { ownSchema } from '../store/own-schema.ts';
import { selectList, TABLE_NAMES } from '../store/tables.ts';
import { parseEdit, parseRow } from './row-schemas.ts';

/** Rows of a table that were not taken: too long, of a wrong type, not what the model allows, or not matching their hash. */
export type Refused = { table: string; count: number };

/** Bytes of one value: an original document; the diff of one edit; any other. */
const LONGEST = { content: 100_000_000, edit: 64_000_000, row: 4_000_000 } as const;

/** What our tables in `db` hold, as a survey of a file of which all could be read. They are ours to the letter. */
export function readStranger(db: BetterSqlite3.Database, sink: Sink): { survey: Survey; refused: Refused[] } {
  const refused: Refused[] = [];
  const rows = Object.fromEntries(TABLE_NAMES.map((table) => [table, new Map()])) as Survey['rows'];

  /** Gives each record that is no longer than may be to `take`, which says whether it is one. */
  function read(
    table: string,
    columns: string,
    longest: number,
    take: (record: Record<string, unknown>) => boolean,
  ): void {
    // An index of others may hold an expression, and then be asked instead of the table.
    const rows = `FROM ${table} NOT INDEXED`;
    const total = db.prepare(`SELECT count(*) ${rows}`).pluck().get() as number;
    const fits = (ownSchema().columns.get(table) ?? []).map(
      (column) => `ifnull(octet_length("${column}"), 0) <= ${longest}`,
    );
    let taken = 0;
    for (const record of db.prepare(`SELECT ${columns} ${rows} WHERE ${fits.join(' AND ')}`).iterate())
      if (take(record as Record<string, unknown>)) taken++;
    if (taken < total) refused.push({ table, count: total - taken });
  }

  function takeRow<T extends Table>(table: T, record: Record<string, unknown>): boolean {
    const row: Rows[T] | null = parseRow(table, record);
    const of: Map<string, FoundRow<T>> = rows[table];
    if (!row || of.has(row.id)) return false;
    of.set(row.id, { row, live: true });
    return true;
  }

  read('content', 'hash, bytes', LONGEST.content, ({ hash, bytes }) => {
    if (typeof hash !== 'string' || !Buffer.isBuffer(bytes)) return false;
    if (createHash('sha256').update(bytes).digest('hex') !== hash) return false;
    sink.content(hash, bytes);
    return true;
  });
  read('edit', '*', LONGEST.edit, (record) => {
    const edit: EditRow | null = parseEdit(record);
    if (!edit || hashEdit(edit) !== edit.hash) return false;
    sink.edit(edit);
    return true;
  });
  for (const table of TABLE_NAMES) read(table, selectList(table), LONGEST.row, (record) => takeRow(table, record));

  const all = [...TABLE_NAMES, 'edit', 'content'] as const;
  const survey: Survey = {
    rows,
    listed: Object.fromEntries(all.map((table) => [table, new Set()])) as Survey['listed'],
    wholeTables: new Set(all.filter((table) => refused.every((of) => of.table !== table))),
    wholeIndexes: new Set(),
  };
  return { survey, refused };
}
