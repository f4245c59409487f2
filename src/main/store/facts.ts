/** What a project holds, in a few numbers and hashes: two files with equal facts hold the same. */
import { createHash } from 'node:crypto';
import type BetterSqlite3 from 'better-sqlite3';

/** The newest edit of a device; its hash covers all before it. */
export type Head = { device: string; seq: number; hash: string };

export type Facts = {
  /** Rows by table. */
  counts: Record<string, number>;
  heads: Head[];
};

export function headsOf(db: BetterSqlite3.Database): Head[] {
  return db
    .prepare(
      `SELECT d.device, e.seq, e.hash FROM (SELECT DISTINCT device FROM edit) AS d
       JOIN edit AS e ON e.device = d.device AND e.seq = (SELECT max(seq) FROM edit WHERE device = d.device)
       ORDER BY d.device`,
    )
    .all() as Head[];
}

export function factsOf(db: BetterSqlite3.Database): Facts {
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all() as string[];
  const count = (table: string) => db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number;
  return { counts: Object.fromEntries(tables.map((table) => [table, count(table)])), heads: headsOf(db) };
}

export const sameHeads = (a: readonly Head[], b: readonly Head[]): boolean => JSON.stringify(a) === JSON.stringify(b);

export const sameFacts = (a: Facts, b: Facts): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The id that the project has in all its copies, fit to name a folder: anything else, from a stranger say, is hashed. */
export function projectKeyOf(db: BetterSqlite3.Database): string {
  const id = String(db.prepare('SELECT id FROM project').pluck().get());
  return /^[\w-]{1,64}$/.test(id) ? id : createHash('sha256').update(id).digest('hex');
}
