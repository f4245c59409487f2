/** What a person was told is saved, and whether it is there. */
import { createHash } from 'node:crypto';
import type BetterSqlite3 from 'better-sqlite3';
import { checkChains } from '../../src/main/store/history.ts';
import { openProjectFile } from '../../src/main/store/project-file.ts';
import { fromSql, selectList } from '../../src/main/store/tables.ts';
import type { RowChange, Table } from '../../src/shared/model.ts';
import type { Place } from './place.ts';

/** A row as it was answered (null for deleted; without `after` in whatever state), an undo or redo, or a job that was done. */
export type Told = { row: string; after?: string | null } | { reversed: string } | { done: string };

export type Finding = { kind: 'lost' | 'half' | 'corrupt'; detail: string };

const TABLES: Record<Table, true> = {
  project: true,
  annotator: true,
  article: true,
  status: true,
  label: true,
  relation_type: true,
  attribute: true,
  entity: true,
  span: true,
  relation: true,
};

const sorted = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    : value;
/** Equal rows have equal fingerprints, whatever the order of their keys. */
export const fingerprint = (row: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(row, (_, value) => sorted(value)))
    .digest('hex');

/**
 * Everything that must agree in a project, looked at without the code that the project checks itself with: the pages,
 * the rows with what the log makes of them, texts with hashes and quotes with texts.
 */
export function* findDamage(db: BetterSqlite3.Database): Generator<Finding> {
  const pages = db.pragma('integrity_check(3)', { simple: true });
  if (pages !== 'ok') yield { kind: 'corrupt', detail: String(pages) };
  for (const detail of checkChains(db)) yield { kind: 'half', detail };
  yield* compareWithLog(db);
  for (const { hash, bytes } of db.prepare('SELECT hash, bytes FROM content').iterate() as IterableIterator<{
    hash: string;
    bytes: Buffer;
  }>)
    if (createHash('sha256').update(bytes).digest('hex') !== hash)
      yield { kind: 'corrupt', detail: `the content ${hash} is not what it was` };
  yield* compareQuotes(db);
}

function* compareWithLog(db: BetterSqlite3.Database): Generator<Finding> {
  const logged = new Map<string, string>();
  for (const diff of db.prepare('SELECT diff FROM edit ORDER BY lamport, device').pluck().iterate())
    for (const { table, id, before, after } of JSON.parse(diff as string) as RowChange[]) {
      const key = `${table} ${id}`;
      if ((before === null ? undefined : fingerprint(before)) !== logged.get(key))
        yield { kind: 'half', detail: `an edit of ${key} follows on another state than the one before it made` };
      if (after === null) logged.delete(key);
      else logged.set(key, fingerprint(after));
    }
  for (const table of Object.keys(TABLES) as Table[])
    for (const row of db.prepare(`SELECT ${selectList(table)} FROM ${table}`).all()) {
      const value = fromSql(table, row as Record<string, unknown>);
      const key = `${table} ${value.id}`;
      if (logged.get(key) !== fingerprint(value)) yield { kind: 'half', detail: `the row ${key} is not as logged` };
      logged.delete(key);
    }
  for (const key of logged.keys()) yield { kind: 'half', detail: `the row ${key} is in the log and not in its table` };
}

function* compareQuotes(db: BetterSqlite3.Database): Generator<Finding> {
  const texts = db.prepare('SELECT a.id, c.bytes FROM article AS a JOIN content AS c ON c.hash = a.text_hash');
  for (const { id, bytes } of texts.all() as { id: string; bytes: Buffer }[]) {
    const text = bytes.toString('utf8');
    for (const row of db.prepare(`SELECT ${selectList('span')} FROM span WHERE article_id = ?`).all(id)) {
      const span = fromSql('span', row as Record<string, unknown>);
      if (span.fragments.some((f, i) => text.slice(f.start, f.end) !== span.quotes[i]))
        yield { kind: 'half', detail: `the span ${span.id} does not match its article` };
    }
  }
}

/** What people were told and the log does not have. */
export function* findLost(db: BetterSqlite3.Database, told: readonly Told[]): Generator<Finding> {
  const states = new Map<string, Set<string | null>>();
  let reversals = 0;
  const edits = db.prepare('SELECT diff, undoes FROM edit').iterate();
  for (const { diff, undoes } of edits as IterableIterator<{ diff: string; undoes: string | null }>) {
    if (undoes !== null) reversals += 1;
    for (const { id, after } of JSON.parse(diff) as RowChange[]) {
      const known = states.get(id) ?? new Set();
      states.set(id, known.add(after && fingerprint(after)));
    }
  }
  for (const item of told) {
    if (!('row' in item)) continue;
    const known = states.get(item.row);
    if (!known || (item.after !== undefined && !known.has(item.after)))
      yield { kind: 'lost', detail: `${item.row} was said to be saved and is not there` };
  }
  const reversed = told.filter((item) => 'reversed' in item).length;
  if (reversals < reversed) yield { kind: 'lost', detail: `of ${reversed} undone edits, ${reversals} are there` };
}

/** Opens the project as Sayso does and looks at it from all sides. Milliseconds of the opening are told to `opened`. */
export async function judgeProject(
  at: Place,
  told: readonly Told[],
  opened: (milliseconds: number) => void = () => {},
): Promise<Finding[]> {
  const started = performance.now();
  let file: Awaited<ReturnType<typeof openProjectFile>>;
  try {
    file = await openProjectFile(at.project, () => {}, { userData: at.data });
  } catch (error) {
    return [{ kind: 'corrupt', detail: `it does not open: ${error instanceof Error ? error.message : String(error)}` }];
  }
  opened(performance.now() - started);
  try {
    if (file.readOnly) return [{ kind: 'corrupt', detail: `it opens to read only: ${file.readOnly}` }];
    return [...findDamage(file.db), ...findLost(file.db, told)];
  } catch (error) {
    return [
      { kind: 'corrupt', detail: `it cannot be read: ${error instanceof Error ? error.message : String(error)}` },
    ];
  } finally {
    file.close();
  }
}
