import { createHash } from 'node:crypto';
import type BetterSqlite3 from 'better-sqlite3';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Compares every text and original with the hash it is kept under; one line a finding, naming the article. */
export function* checkContent(db: BetterSqlite3.Database): Generator<string> {
  const owners = db.prepare('SELECT title FROM article WHERE text_hash = ? OR raw_hash = ?').pluck();
  const rows = db.prepare('SELECT hash, bytes FROM content').iterate();
  for (const { hash, bytes } of rows as IterableIterator<{ hash: string; bytes: Buffer }>)
    if (sha256(bytes) !== hash) yield `the text or original of “${owners.get(hash, hash) ?? 'no article'}” was changed`;
}
