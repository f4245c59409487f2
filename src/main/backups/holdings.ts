import { connectToRead } from '../store/connection.ts';
import { type Head, headsOf } from '../store/facts.ts';

export type Holdings = { articles: number; spans: number; heads: Head[] };

/** Backups never change, so each is read once; by path. */
const read = new Map<string, Holdings>();

/** What a backup holds, or null where it cannot be read. */
export function holdingsOf(path: string): Holdings | null {
  const known = read.get(path);
  if (known) return known;
  try {
    const db = connectToRead(path);
    try {
      const count = (table: 'article' | 'span') => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
      const holdings = { articles: count('article'), spans: count('span'), heads: headsOf(db) };
      read.set(path, holdings);
      return holdings;
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}
