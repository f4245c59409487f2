/** The rows as a projection of the log: rebuilt from it, and compared with the tables. */
import Database from 'better-sqlite3';
import type { RowChange, Rows, Table } from '../../shared/model.ts';
import { fromSql, selectList, TABLE_NAMES } from './tables.ts';

/** A row that differs from what the log makes of it. */
export type Difference = {
  table: Table;
  id: string;
  /** The article that it belongs to, or null for what belongs to the whole project. */
  articleId: string | null;
  /** `missing`: the log has it and the table has not; `extra`: the other way round. */
  kind: 'missing' | 'extra' | 'changed';
};

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** JSON in which equal values are equal texts: keys of objects are sorted. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: Json) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** What `row` says of those keys alone: a column that a later version added is not in the log of earlier edits. */
const withKeysOf = (row: object, keys: object): object =>
  Object.fromEntries(Object.entries(row).filter(([key]) => key in keys));

const articleOf = (table: string, row: Rows[Table] | null): string | null => {
  if (row === null) return null;
  if (table === 'article') return row.id;
  return 'articleId' in row ? row.articleId : null;
};

/** Every row as the log has it, in a temporary database that SQLite keeps on the disk where it is large. */
function rebuild(db: Database.Database): Database.Database {
  const rebuilt = new Database('');
  rebuilt.pragma('cache_size = -64000');
  rebuilt.exec('CREATE TABLE row (tbl TEXT, id TEXT, json TEXT, PRIMARY KEY (tbl, id)) STRICT, WITHOUT ROWID');
  const put = rebuilt.prepare('INSERT OR REPLACE INTO row VALUES (?, ?, ?)');
  const remove = rebuilt.prepare('DELETE FROM row WHERE tbl = ? AND id = ?');
  const diffs = db.prepare('SELECT diff FROM edit ORDER BY lamport, device').pluck();
  rebuilt.exec('BEGIN');
  for (const diff of diffs.iterate() as IterableIterator<string>)
    for (const { table, id, after } of JSON.parse(diff) as RowChange[])
      if (after === null) remove.run(table, id);
      else put.run(table, id, JSON.stringify(after));
  // Nothing of it outlives the comparison, so that nothing is ever committed.
  return rebuilt;
}

/**
 * Rebuilds all rows from the log and compares them with the tables: one difference a row. Throws SyntaxError where a
 * diff is no JSON; `checkChains` says first that it was changed.
 */
export function* projectionDifferences(db: Database.Database): Generator<Difference> {
  const rebuilt = rebuild(db);
  try {
    const take = rebuilt.prepare('DELETE FROM row WHERE tbl = ? AND id = ? RETURNING json').pluck();
    for (const table of TABLE_NAMES) {
      const rows = db.prepare(`SELECT ${selectList(table)} FROM ${table} ORDER BY id`).iterate();
      for (const values of rows as IterableIterator<Record<string, unknown>>) {
        const row = fromSql(table, values);
        const json = take.get(table, row.id) as string | undefined;
        const kind = json === undefined ? 'extra' : sameAs(row, json) ? null : 'changed';
        if (kind) yield { table, id: row.id, articleId: articleOf(table, row), kind };
      }
    }
    const rest = rebuilt.prepare('SELECT tbl, id, json FROM row ORDER BY tbl, id').all();
    for (const { tbl: table, id, json } of rest as { tbl: Table; id: string; json: string }[])
      yield { table, id, articleId: articleOf(table, JSON.parse(json)), kind: 'missing' };
  } finally {
    rebuilt.close();
  }
}

function sameAs(row: object, json: string): boolean {
  // Nearly all rows have their keys in the order in which they were logged.
  if (JSON.stringify(row) === json) return true;
  const logged = JSON.parse(json) as object;
  return canonical(withKeysOf(row, logged)) === canonical(logged);
}
