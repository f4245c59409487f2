/** What the surviving edits say: which rows they leave, and how much of each device's chain can be kept as it is. */
import type BetterSqlite3 from 'better-sqlite3';
import type { RowChange, Rows, Table } from '../../shared/model.ts';
import { type EditRow, ZERO } from '../store/history.ts';
import { TABLE_NAMES } from '../store/tables.ts';

/** Rows by table and id; null is a row that an edit removed. */
export type Rebuilt = { [T in Table]: Map<string, Rows[T] | null> };

export type SurvivingLog = {
  /** What all surviving edits make. */
  rows: Rebuilt;
  /** What the edits make that are kept in the history: of each device those up to the first that is lost. */
  kept: Rebuilt;
  /** `device:seq` of every edit that survived. */
  edits: Set<string>;
  /** `device:seq` of edits that are missing between those that survived. */
  gaps: Set<string>;
  /** The last edit of each device that is kept in the history. */
  lastKept: Map<string, number>;
};

const noRows = (): Rebuilt => Object.fromEntries(TABLE_NAMES.map((table) => [table, new Map()])) as unknown as Rebuilt;

/** Reads the edits that were put into `db`, each of which was found whole by its own hash. */
export function readLog(db: BetterSqlite3.Database): SurvivingLog {
  const log: SurvivingLog = {
    rows: noRows(),
    kept: noRows(),
    edits: new Set(),
    gaps: new Set(),
    lastKept: new Map(),
  };
  let last = { device: '', seq: 0, hash: ZERO };
  const chains = db.prepare('SELECT device, seq, prev, hash FROM edit ORDER BY device, seq').iterate();
  for (const { device, seq, prev, hash } of chains as IterableIterator<EditRow>) {
    if (device !== last.device) last = { device, seq: 0, hash: ZERO };
    log.edits.add(`${device}:${seq}`);
    for (let lost = last.seq + 1; lost < seq && log.gaps.size < MOST_GAPS; lost++) log.gaps.add(`${device}:${lost}`);
    if (seq === (log.lastKept.get(device) ?? 0) + 1 && prev === last.hash) log.lastKept.set(device, seq);
    last = { device, seq, hash };
  }
  const inOrder = db.prepare('SELECT device, seq, diff FROM edit ORDER BY lamport, device').iterate();
  for (const { device, seq, diff } of inOrder as IterableIterator<EditRow>)
    for (const change of JSON.parse(diff) as RowChange[]) {
      put(log.rows, change);
      if (seq <= (log.lastKept.get(device) ?? 0)) put(log.kept, change);
    }
  return log;
}

/** A forged number must not fill the memory. */
const MOST_GAPS = 1_000_000;

function put(rows: Rebuilt, { table, id, after }: RowChange): void {
  const of: Map<string, Rows[Table] | null> = rows[table];
  of.set(id, after);
}
