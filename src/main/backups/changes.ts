/** What was done in a project since each of its backups. */
import type BetterSqlite3 from 'better-sqlite3';
import type { BackupEntry } from '../../shared/contract/backups.ts';
import type { RowChange } from '../../shared/model.ts';
import { type Head, headsOf } from '../store/facts.ts';

export type Changes = { since: NonNullable<BackupEntry['since']>; ahead: number };

/** Bytes of diffs that are read to count articles and spans: about half a second. */
const MOST_READ = 20_000_000;

type Edit = { seq: number; annotator: string; bytes: number };
type Counted = { edits: number; by: Set<string>; articles: Set<string>; spans: Set<string>; all: boolean };

const seqIn = (heads: readonly Head[], device: string): number =>
  heads.find((head) => head.device === device)?.seq ?? 0;

/** One answer for each list of heads, in their order. Newer edits are read first, as far as that is quick. */
export function changesSince(db: BetterSqlite3.Database, backups: readonly (readonly Head[])[]): Changes[] {
  const names = new Map(db.prepare('SELECT id, name FROM annotator').raw().all() as [string, string][]);
  const later = db.prepare(
    'SELECT seq, annotator, octet_length(diff) AS bytes FROM edit WHERE device = ? AND seq > ? ORDER BY seq DESC',
  );
  const diffOf = db.prepare('SELECT diff FROM edit WHERE device = ? AND seq = ?').pluck();
  const live = headsOf(db);
  const counts = backups.map(
    (): Counted => ({ edits: 0, by: new Set(), articles: new Set(), spans: new Set(), all: true }),
  );
  let budget = MOST_READ;

  for (const { device } of live) {
    const seqs = backups.map((heads) => seqIn(heads, device));
    for (const edit of later.iterate(device, Math.min(...seqs)) as IterableIterator<Edit>) {
      budget -= edit.bytes;
      const touched = budget < 0 ? null : touchedBy(diffOf.get(device, edit.seq) as string);
      for (const [at, seq] of seqs.entries()) {
        const count = counts[at];
        if (!count || edit.seq <= seq) continue;
        count.edits += 1;
        count.by.add(names.get(edit.annotator) ?? edit.annotator);
        if (touched === null) count.all = false;
        for (const id of touched?.articles ?? []) count.articles.add(id);
        for (const id of touched?.spans ?? []) count.spans.add(id);
      }
    }
  }
  return counts.map(({ edits, by, articles, spans, all }, at) => ({
    since: {
      edits,
      articles: all ? articles.size : null,
      spans: all ? spans.size : null,
      by: [...by].sort((a, b) => a.localeCompare(b)),
    },
    ahead: (backups[at] ?? []).reduce((sum, { device, seq }) => sum + Math.max(0, seq - seqIn(live, device)), 0),
  }));
}

function touchedBy(diff: string): { articles: Set<string>; spans: Set<string> } {
  const articles = new Set<string>();
  const spans = new Set<string>();
  for (const { table, id, before, after } of JSON.parse(diff) as RowChange[]) {
    const row = after ?? before;
    if (table === 'article') articles.add(id);
    else if (row && 'articleId' in row) articles.add(row.articleId);
    if (table === 'span') spans.add(id);
  }
  return { articles, spans };
}
