/** Opens and checks the project files that it is sent, one after the other, and says what it found in each. */
import type BetterSqlite3 from 'better-sqlite3';
import { checkProject } from '../../src/main/projects/check.ts';
import { connectToRead } from '../../src/main/store/connection.ts';
import { openProjectFile } from '../../src/main/store/project-file.ts';
import { AppError } from '../../src/shared/errors.ts';
import { words } from './originals.ts';
import { fingerprint } from './told.ts';

export type Look = {
  path: string;
  /** Whether it is checked after it was opened. */
  check: boolean;
};

export type DamageVerdict = {
  /** Not opened; opened, and the check found something; nothing was said. */
  verdict: 'refused' | 'found' | 'sound';
  detail: string;
  /** An error that no reader could act upon. */
  unexplained: boolean;
  /** What it holds, where nothing was said. */
  content: string | null;
};

/** Every value in the file, read past its indexes; and whether these agree. */
function everything(db: BetterSqlite3.Database): string {
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();
  const hashes = tables.map((table) =>
    fingerprint(db.prepare(`SELECT * FROM "${table}" NOT INDEXED ORDER BY rowid`).raw().all()),
  );
  const agrees = String(db.pragma('integrity_check(1)', { simple: true }));
  return `${fingerprint(hashes)}, ${agrees}`;
}

export function everythingIn(path: string): string {
  const db = connectToRead(path);
  try {
    return everything(db);
  } finally {
    db.close();
  }
}

async function problemsOf(path: string, check: boolean): Promise<string[]> {
  if (check) return (await checkProject(path)).problems;
  (await openProjectFile(path, () => {})).close();
  return [];
}

async function look({ path, check }: Look): Promise<DamageVerdict> {
  try {
    const [detail] = await problemsOf(path, check);
    if (detail !== undefined) return { verdict: 'found', detail, unexplained: false, content: null };
    return { verdict: 'sound', detail: '', unexplained: false, content: everythingIn(path) };
  } catch (error) {
    return { verdict: 'refused', detail: words(error), unexplained: !(error instanceof AppError), content: null };
  }
}

if (import.meta.main) process.on('message', async (asked: Look) => process.send?.(await look(asked)));
