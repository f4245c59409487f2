/** Which of the log and the tables is believed, row by row. */
import type { Rows, Table } from '../../shared/model.ts';
import { canonical } from '../store/log.ts';
import type { Rebuilt } from './log.ts';
import type { FoundRow, Survey } from './survey.ts';

export type Rowset = { [T in Table]: Map<string, Rows[T]> };

export type Decided<T extends Table> = {
  rows: Map<string, Rows[T]>;
  /** Rows that no surviving edit vouches for. */
  unverified: Set<string>;
};

type Evidence<T extends Table> = {
  logged: Rebuilt[T];
  found: Survey['rows'][T];
  /** Edits are missing, or may be. */
  lost: boolean;
  /** All of the table could be read, so that a row which is not in it was not there. */
  whole: boolean;
};

/**
 * The rows of one table. While no edit is missing the log is the truth, whatever the table holds. Where some are, a row
 * that lies in its table is newer than, or as new as, what the log says of it; one that lies loose counts only where
 * neither says anything.
 */
export function decide<T extends Table>({ logged, found, lost, whole }: Evidence<T>): Decided<T> {
  const decided: Decided<T> = { rows: new Map(), unverified: new Set() };
  for (const id of new Set([...logged.keys(), ...found.keys()])) {
    const said: Rows[T] | null | undefined = logged.get(id);
    const row = lost ? weigh<T>(said, found.get(id), whole) : said;
    if (!row) continue;
    decided.rows.set(id, row);
    if (lost && (!said || (row !== said && canonical(row) !== canonical(said)))) decided.unverified.add(id);
  }
  return decided;
}

function weigh<T extends Table>(
  said: Rows[T] | null | undefined,
  found: FoundRow<T> | undefined,
  whole: boolean,
): Rows[T] | null {
  if (found?.live) return found.row;
  if (said === undefined) return found?.row ?? null;
  // An edit that is lost removed it.
  return whole ? null : said;
}
