import { randomUUID } from 'node:crypto';
import type BetterSqlite3 from 'better-sqlite3';
import type { RowChange, Table } from '../../shared/model.ts';
import { hashEdit, INSERT_EDIT, ZERO } from '../store/history.ts';
import { canonical } from '../store/log.ts';
import { createRowAccess, TABLE_NAMES } from '../store/tables.ts';
import type { Rowset } from './decide.ts';
import type { SurvivingLog } from './log.ts';

/** Whose edit it is that puts in what the log does not tell: no person's, so that nobody undoes it by the way. */
const RECOVERY = 'recovery';

/**
 * Puts the rows into a file that holds the surviving edits. The history stays as far as it is whole; what goes beyond it
 * is one more edit, so that the rows are what the log makes of them. Its device is new: its chain goes on from none.
 */
export function writeProject(db: BetterSqlite3.Database, { kept, lastKept }: SurvivingLog, rows: Rowset): void {
  const devices = db.prepare('SELECT DISTINCT device FROM edit').pluck();
  const cut = db.prepare('DELETE FROM edit WHERE device = ? AND seq > ?');
  const access = createRowAccess(db);
  db.transaction(() => {
    for (const device of devices.all() as string[]) cut.run(device, lastKept.get(device) ?? 0);
    for (const table of TABLE_NAMES) for (const row of rows[table].values()) access.put(table, row);
    const changes = [...changesBetween(kept, rows)];
    if (changes.length > 0) append(db, changes);
  })();
}

function* changesBetween(kept: SurvivingLog['kept'], rows: Rowset): Generator<RowChange> {
  for (const table of TABLE_NAMES)
    for (const id of new Set<string>([...kept[table].keys(), ...rows[table].keys()])) {
      const before = kept[table].get(id) ?? null;
      const after = rows[table].get(id) ?? null;
      if (before !== after && canonical(before) !== canonical(after)) yield change(table, id, before, after);
    }
}

const change = (table: Table, id: string, before: object | null, after: object | null) =>
  ({ table, id, before, after }) as RowChange;

function append(db: BetterSqlite3.Database, changes: RowChange[]): void {
  const edit = {
    device: randomUUID(),
    seq: 1,
    prev: ZERO,
    lamport: ((db.prepare('SELECT max(lamport) FROM edit').pluck().get() as number | null) ?? 0) + 1,
    annotator: RECOVERY,
    at: new Date().toISOString(),
    title: 'Recover a damaged project',
    diff: JSON.stringify(changes),
    undoes: null,
  };
  db.prepare(INSERT_EDIT).run({ ...edit, hash: hashEdit(edit) });
}
