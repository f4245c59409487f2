/** The file that a recovery builds: what was found whole goes in at once, so that little is held in memory. */
import type BetterSqlite3 from 'better-sqlite3';
import { type EditRow, INSERT_EDIT } from '../store/history.ts';
import type { Sink } from './survey.ts';

export type Holding = Sink & {
  /** Bytes kept under a hash, or null. */
  bytes(hash: string): Buffer | null;
  /**
   * Runs `read`, which finds edits and texts in another file of the project. What it brought is taken out again where
   * the file is of another project, or of a time after which this one was set back: its edits do not fit to those here.
   */
  ifOfOneLine(read: () => void): boolean;
};

/** `db` has the tables of a project, and no transaction open. */
export function createHolding(db: BetterSqlite3.Database): Holding {
  const insertEdit = db.prepare(`${INSERT_EDIT} ON CONFLICT DO NOTHING`);
  const hashOf = db.prepare('SELECT hash FROM edit WHERE device = ? AND seq = ?').pluck();
  const anyEdit = db.prepare('SELECT 1 FROM edit LIMIT 1').pluck();
  const insertContent = db.prepare('INSERT INTO content (hash, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const hasContent = db.prepare('SELECT 1 FROM content WHERE hash = ?').pluck();
  const bytesOf = db.prepare('SELECT bytes FROM content WHERE hash = ?').pluck();
  let shared = 0;
  let differing = 0;
  return {
    edit(edit: EditRow) {
      const there = hashOf.get(edit.device, edit.seq);
      if (there === undefined) insertEdit.run(edit);
      else if (there === edit.hash) shared++;
      else differing++;
    },
    content: (hash, bytes) => void insertContent.run(hash, bytes),
    hasContent: (hash) => hasContent.get(hash) !== undefined,
    bytes: (hash) => (bytesOf.get(hash) as Buffer | undefined) ?? null,
    ifOfOneLine(read) {
      const needsShared = anyEdit.get() !== undefined;
      shared = 0;
      differing = 0;
      db.exec('BEGIN');
      read();
      const fits = differing === 0 && (shared > 0 || !needsShared);
      db.exec(fits ? 'COMMIT' : 'ROLLBACK');
      return fits;
    },
  };
}
