/** A backup of a project: a copy of it as it is now, verified, and on the disk before anybody is told of it. */
import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, lstatSync, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import type { BackupReason } from '../../shared/contract/backups.ts';
import { AppError } from '../../shared/errors.ts';
import { backupId, EXTENSION } from './backup-name.ts';
import { connectToRead } from './connection.ts';
import { checkContent } from './content.ts';
import { explainDisk } from './disk-errors.ts';
import { giveName, syncFileApart } from './durable.ts';
import { type Facts, factsOf, sameFacts } from './facts.ts';
import { checkChains } from './history.ts';
import { journalOf } from './journal.ts';
import { explainSqlite } from './sqlite-errors.ts';

export type Verdict = {
  facts: Facts;
  /** Articles and edits that do not match their hashes, one line each. */
  findings: string[];
};

export type Backup = Verdict & { id: string; path: string };

/** A step copies 4 MB at the usual size of pages: some milliseconds, between which calls are answered. */
const PAGES_A_STEP = 1000;
/** What a killed process left is removed once nobody can still be writing it; milliseconds. */
const ABANDONED = 24 * 60 * 60 * 1000;

/** Reads a whole file that nobody writes. Throws AppError 'damaged-file' where SQLite finds damage. */
export function verify(path: string): Verdict {
  const db = connectToRead(path);
  try {
    const found = db.pragma('quick_check(1)', { simple: true });
    if (found !== 'ok') throw new AppError('damaged-file', `The copy is damaged (${found}).`);
    return { facts: factsOf(db), findings: [...checkContent(db), ...checkChains(db)] };
  } catch (error) {
    throw explainSqlite(error, 'The copy');
  } finally {
    db.close();
  }
}

export type BackupPlan = {
  /** Where it goes; made where it is not there. */
  folder: string;
  reason: BackupReason;
  place: string;
  /** Reads the copy and says what it holds; elsewhere, where it is large. */
  verify(path: string): Promise<Verdict>;
};

/**
 * Copies the project behind `db` through its own connection, a few pages at a time: edits made meanwhile are in it. The
 * copy has its name once it was found to hold what the project held at its end, and is on the disk. Throws AppError.
 */
export async function makeBackup(db: BetterSqlite3.Database, plan: BackupPlan): Promise<Backup> {
  try {
    mkdirSync(plan.folder, { recursive: true, mode: 0o700 });
    removeAbandoned(plan.folder);
    return await copyAndName(db, plan);
  } catch (error) {
    throw explainDisk(explainSqlite(error, 'The backup'), join(plan.folder, 'The backup'));
  }
}

async function copyAndName(db: BetterSqlite3.Database, plan: BackupPlan): Promise<Backup> {
  const partial = join(plan.folder, `.${randomUUID()}.partial`);
  try {
    // Made here first, so that nobody else can read it.
    closeSync(openSync(partial, 'wx', 0o600));
    await db.backup(partial, { progress: () => PAGES_A_STEP });
    const live = factsOf(db);
    const { facts, findings } = await plan.verify(partial);
    if (!sameFacts(facts, live)) throw new AppError('damaged-file', 'The copy does not hold what the project holds.');
    await syncFileApart(partial);
    const id = freeId(plan, findings.length > 0);
    const path = join(plan.folder, id + EXTENSION);
    giveName(partial, path);
    return { id, path, facts, findings };
  } finally {
    for (const path of [partial, journalOf(partial)]) rmSync(path, { force: true });
  }
}

/** The id of a backup made now; a millisecond later where there is one of that time. */
function freeId({ folder, reason, place }: BackupPlan, damaged: boolean): string {
  for (let time = Date.now(); ; time++) {
    const id = backupId({ at: new Date(time).toISOString(), reason, place, damaged });
    if (!existsSync(join(folder, id + EXTENSION))) return id;
  }
}

function removeAbandoned(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const isOld = () => (lstatSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) < Date.now() - ABANDONED;
    if (/^\..*\.partial(-journal)?$/.test(name) && isOld()) rmSync(path, { force: true });
  }
}
