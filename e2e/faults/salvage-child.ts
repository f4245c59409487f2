/** Recovers the damaged project files that it is sent, without a backup, and compares with what they held before. */
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RECOVERED, recoverFile } from '../../src/main/recovery/recover-file.ts';
import { connectToRead } from '../../src/main/store/connection.ts';
import { TABLE_NAMES } from '../../src/main/store/tables.ts';
import type { RecoveryReport } from '../../src/shared/contract/recovery.ts';
import { AppError } from '../../src/shared/errors.ts';
import { words } from './originals.ts';
import { fingerprint } from './told.ts';

/** Paths: of the damaged file, and of the same before the damage. */
export type Salvage = { path: string; original: string };

export type Salvaged = {
  /** The part of what was there that is in the new file as it was: articles with their texts, spans, ... */
  saved: number;
  /** Likewise of the edits. What comes after a lost one is no history any more, though its rows are saved. */
  history: number;
  /** Rows of the new file that were not in the original, and that its report does not own up to. */
  invented: number;
  /** Nothing was damaged but indexes, or what was not in use. */
  whole: boolean;
  /** Why nothing was recovered, or null. */
  reason: string | null;
  /** An error that no reader could act upon. */
  unexplained: boolean;
};

type Rows = { project: Set<string>; content: Set<string>; history: Set<string> };

function rowsOf(path: string): Rows {
  const db = connectToRead(path);
  const rows = (tables: readonly string[]) =>
    new Set(
      tables.flatMap((table) =>
        db
          .prepare(`SELECT * FROM ${table}`)
          .all()
          .map((row) => `${table} ${fingerprint(row)}`),
      ),
    );
  try {
    return { project: rows(TABLE_NAMES), content: rows(['content']), history: rows(['edit']) };
  } finally {
    db.close();
  }
}

const originals = new Map<string, Rows>();
function originalRows(path: string): Rows {
  const known = originals.get(path) ?? rowsOf(path);
  originals.set(path, known);
  return known;
}

const sum = <T>(list: readonly T[], of: (item: T) => number) => list.reduce((total, item) => total + of(item), 0);

/** Rows that the report says are not, or may not be, as they were. */
function owned({ tables, standIns, articles, history }: RecoveryReport): number {
  if (history.uncertain) return Number.POSITIVE_INFINITY;
  const unverified = sum(tables, (table) => table.unverified);
  const lostEdits = history.expected - history.kept;
  return unverified + lostEdits + standIns.length + articles.filter(({ lost }) => lost === 'original').length;
}

async function salvage({ path, original }: Salvage): Promise<Salvaged> {
  const before = originalRows(original);
  const folder = join(dirname(path), 'recovery');
  mkdirSync(folder);
  try {
    const { report } = await recoverFile({ name: 'rivers.sayso', path, folder, userData: null }, () => {});
    const after = rowsOf(report.method === 'sound' ? path : join(folder, RECOVERED));
    const invented = Math.max(0, after.project.difference(before.project).size - owned(report));
    const kept = (...parts: (keyof Rows)[]) =>
      sum(parts, (part) => after[part].intersection(before[part]).size) / sum(parts, (part) => before[part].size);
    return {
      saved: kept('project', 'content'),
      history: kept('history'),
      invented,
      whole: report.method !== 'salvage',
      reason: null,
      unexplained: false,
    };
  } catch (error) {
    const unexplained = !(error instanceof AppError);
    return { saved: 0, history: 0, invented: 0, whole: false, reason: words(error), unexplained };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) process.on('message', async (asked: Salvage) => process.send?.(await salvage(asked)));
