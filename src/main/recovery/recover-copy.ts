/** Recovers a project from a private copy of its damaged file, by the gentlest way that gives a sound one. */
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import type { RecoveryReport } from '../../shared/contract/recovery.ts';
import type { Progress } from '../jobs.ts';
import { checkProject } from '../projects/check.ts';
import { connect } from '../store/connection.ts';
import { journalOf } from '../store/journal.ts';
import { compareSchema } from '../store/own-schema.ts';
import { takeOver } from '../strangers/take-over.ts';
import { refuseNewer } from './newer.ts';
import { type SalvageInput, salvage } from './salvage.ts';

/**
 * Makes the file `out`, which passes all checks, and says what is in it; none where nothing is damaged. `path` is a copy
 * that is nobody else's, its journal beside it. Nothing is left under the name `out` on a failure. Throws AppError
 * 'damaged-file' where nothing of a project was found, 'newer-file'.
 */
export async function recoverCopy(input: SalvageInput, progress: Progress): Promise<RecoveryReport> {
  const { path, out } = input;
  refuseNewer(path, input.name);
  playJournal(path);
  progress(0, 0, 'Rebuilding the indexes');
  try {
    const simple = await rebuildIndexes(path, out);
    if (simple !== 'indexes') removeWithJournal(out);
    if (simple) return { ...NOTHING_LOST, method: simple };
    const takenOver = takeOver(input);
    if (!takenOver) removeWithJournal(out);
    const report = takenOver ?? salvage(input, progress);
    progress(0, 0, 'Checking the new file');
    const [problem] = (await checkProject(out)).problems;
    if (problem) throw new Error(`what was recovered is not sound: ${problem}`);
    return report;
  } catch (error) {
    removeWithJournal(out);
    throw error;
  }
}

function removeWithJournal(path: string): void {
  for (const file of [path, journalOf(path)]) rmSync(file, { force: true });
}

const NOTHING_LOST: Omit<RecoveryReport, 'method'> = {
  backups: [],
  tables: [],
  history: { expected: 0, read: 0, kept: 0, uncertain: false },
  articles: [],
  standIns: [],
  foreign: [],
  refused: [],
};

/** Takes back a commit that was not finished, where a journal says so. What that cannot mend is salvaged as it is. */
function playJournal(path: string): void {
  if (existsSync(journalOf(path))) tryWith(path, (db) => db.prepare('SELECT count(*) FROM sqlite_schema').get());
}

/** Whether the file is sound, be it with new indexes; `out` is that file then. */
async function rebuildIndexes(path: string, out: string): Promise<'sound' | 'indexes' | null> {
  copyFileSync(path, out);
  const found = tryWith(out, (db) => {
    if (!compareSchema(db).isOwn) return null;
    if (isWhole(db)) return 'sound' as const;
    db.exec('REINDEX');
    return isWhole(db) ? ('indexes' as const) : null;
  });
  if (!found) return null;
  try {
    return (await checkProject(out)).problems.length === 0 ? found : null;
  } catch {
    return null;
  }
}

type Connection = ReturnType<typeof connect>;

const isWhole = (db: Connection): boolean =>
  db.pragma('integrity_check(1)', { simple: true }) === 'ok' &&
  (db.pragma('foreign_key_check') as unknown[]).length === 0;

/** Null where it fails: whatever is made of damaged bytes, there is another way to try. */
function tryWith<T>(path: string, work: (db: Connection) => T): T | null {
  let db: Connection | null = null;
  try {
    db = connect(path);
    return work(db);
  } catch {
    return null;
  } finally {
    db?.close();
  }
}
