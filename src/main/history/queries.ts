import type BetterSqlite3 from 'better-sqlite3';
import type { ArticleStatus, RowChange } from '../../shared/model.ts';
import { fromSql, selectList } from '../store/tables.ts';

/** An edit as the index reads it; `key` is its row number, which grows with each commit. */
export type IndexedRow = {
  key: number;
  device: string;
  seq: number;
  lamport: number;
  annotator: string;
  at: string;
  undoes: string | null;
  diff: string;
};
export type LogRow = IndexedRow & { prev: string; title: string; hash: string };

const COLUMNS = 'rowid AS key, device, seq, prev, lamport, annotator, at, title, diff, undoes, hash';

export function createLogQueries(db: BetterSqlite3.Database) {
  const after = db.prepare(
    `SELECT rowid AS key, device, seq, lamport, annotator, at, undoes, diff FROM edit
     WHERE rowid > ? ORDER BY rowid LIMIT ?`,
  );
  const byKey = db.prepare(`SELECT ${COLUMNS} FROM edit WHERE rowid = ?`);
  const keyOf = db.prepare('SELECT rowid FROM edit WHERE device = ? AND seq = ?').pluck();
  const inOrder = db.prepare(
    `SELECT ${COLUMNS} FROM edit WHERE (lamport, device) > (@lamport, @device) ORDER BY lamport, device LIMIT @limit`,
  );
  const newest = db.prepare('SELECT max(rowid) FROM edit').pluck();
  const status = db.prepare(`SELECT ${selectList('status')} FROM status WHERE article_id = ? AND annotator_id = ?`);
  return {
    /** Edits that were committed after that one, the oldest first. */
    after: (key: number, limit: number) => after.all(key, limit) as IndexedRow[],
    byKey: (key: number) => byKey.get(key) as LogRow | undefined,
    /** The key of an edit by its id (`device:seq`), or undefined. */
    keyOf(id: string) {
      const at = id.lastIndexOf(':');
      return keyOf.get(id.slice(0, at), Number(id.slice(at + 1))) as number | undefined;
    },
    changes: (key: number) => JSON.parse((byKey.get(key) as LogRow | undefined)?.diff ?? '[]') as RowChange[],
    /** Edits in the order in which they build on each other, from behind one of them. */
    inOrder: (from: { lamport: number; device: string }, limit: number) =>
      inOrder.all({ lamport: from.lamport, device: from.device, limit }) as LogRow[],
    /** The key of the edit that was committed last, or null. */
    newest: () => newest.get() as number | null,
    status(articleId: string, annotatorId: string): ArticleStatus | null {
      const row = status.get(articleId, annotatorId) as Record<string, unknown> | undefined;
      return row ? fromSql('status', row) : null;
    },
  };
}
