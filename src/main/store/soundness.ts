/** Whether an opened file is what it should be: its tables to the letter, its pages, its references. */
import type Database from 'better-sqlite3';
import { AppError } from '../../shared/errors.ts';
import { compareSchema, schemaOf } from './own-schema.ts';
import { APPLICATION_ID } from './schema.ts';

/** Makes version `steps.length` out of the file's. Within the caller's transaction, if there is one. */
function runSteps(db: Database.Database, steps: readonly string[]): void {
  for (const step of steps.slice(versionOf(db))) db.exec(step);
  db.pragma(`application_id = ${APPLICATION_ID}`);
  db.pragma(`user_version = ${steps.length}`);
}

export const versionOf = (db: Database.Database): number => db.pragma('user_version', { simple: true }) as number;

/** Throws AppError 'damaged-file' where the tables are not those that the steps make, to the letter. */
function checkSchema(db: Database.Database, name: string, steps: readonly string[]): void {
  if (!compareSchema(db, schemaOf(steps)).isOwn)
    throw new AppError(
      'damaged-file',
      `${name} does not have the tables of a Sayso project, or has something in it that Sayso did not make. It was left as it is. Recover it to get a copy of what is Sayso’s own in it.`,
    );
}

/**
 * Throws AppError 'damaged-file' where the schema is not that of the file's version, where SQLite finds damage (with
 * `pages` it reads them all), or where rows refer to others that are missing.
 */
export function checkSound(
  db: Database.Database,
  name: string,
  { steps, pages }: { steps: readonly string[]; pages: boolean },
): void {
  checkSchema(db, name, steps.slice(0, versionOf(db)));
  const found = pages ? db.pragma('quick_check(1)', { simple: true }) : 'ok';
  if (found !== 'ok')
    throw new AppError(
      'damaged-file',
      `${name} is damaged (${found}). It was left as it is. Recover it, or open a backup of it.`,
    );
  if ((db.pragma('foreign_key_check') as unknown[]).length)
    throw new AppError(
      'damaged-file',
      `${name} is damaged: rows in it refer to others that are missing. Recover it, or open a backup of it.`,
    );
}

/**
 * Brings a sound file of a past version to that of the steps, checked before it is committed. All in one transaction:
 * on any failure the file is as it was.
 */
export function migrate(db: Database.Database, name: string, steps: readonly string[]): void {
  db.transaction(() => {
    runSteps(db, steps);
    checkSound(db, name, { steps, pages: true });
  }).immediate();
}
