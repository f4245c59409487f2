/** Makes a project of ours out of a file whose schema holds what Sayso did not make: that is neither read nor run. */
import type BetterSqlite3 from 'better-sqlite3';
import { SqliteError } from 'better-sqlite3';
import type { RecoveryReport } from '../../shared/contract/recovery.ts';
import { createHolding } from '../recovery/holding.ts';
import { readLog } from '../recovery/log.ts';
import { assemble } from '../recovery/salvage.ts';
import { connectToRead } from '../store/connection.ts';
import { compareSchema } from '../store/own-schema.ts';
import { createProjectFile } from '../store/project-file.ts';
import { readStranger } from './read-stranger.ts';

/** Longer than any statement of our schema, and more than anybody adds to it for a reason. */
const LONGEST_STATEMENT = 10_000;
const MOST_OBJECTS = 100;

type Taking = {
  /** A private copy of the file. */
  path: string;
  /** The new file; there is none of that name. */
  out: string;
  /** What the project is called where its own name is not to be had. */
  name: string;
};

/**
 * Makes `out`, or gives null: where the schema is ours, where it lacks one of our tables to the letter, and where the
 * file is damaged. `out` is to be removed then.
 */
export function takeOver({ path, out, name }: Taking): RecoveryReport | null {
  let db: BetterSqlite3.Database | null = null;
  try {
    db = connectToRead(path);
    db.pragma('query_only = 1');
    const foreign = foreignIn(db);
    return foreign && { ...copyOwn(db, out, name), foreign };
  } catch (error) {
    if (error instanceof SqliteError) return null;
    throw error;
  } finally {
    db?.close();
  }
}

/** What Sayso did not make, beside tables that are all its own. */
function foreignIn(db: BetterSqlite3.Database): string[] | null {
  const sizes = db.prepare(
    'SELECT count(*), max(ifnull(octet_length(sql), 0) + octet_length(name) + octet_length(tbl_name)) FROM sqlite_schema',
  );
  const [objects, longest] = sizes.raw().get() as [number, number];
  if (objects > MOST_OBJECTS || longest > LONGEST_STATEMENT) return null;
  const { foreign, hasOwnTables, isOwn } = compareSchema(db);
  return hasOwnTables && !isOwn ? foreign.map((found) => found.slice(0, 100).toWellFormed()) : null;
}

function copyOwn(db: BetterSqlite3.Database, out: string, name: string): RecoveryReport {
  const file = createProjectFile(out, () => {});
  try {
    const holding = createHolding(file.db);
    const { survey, refused } = file.db.transaction(() => readStranger(db, holding))();
    const report = assemble({ db: file.db, holding, survey, log: readLog(file.db), name });
    return { ...report, method: 'taken-over', refused };
  } finally {
    file.close();
  }
}
