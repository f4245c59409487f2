/** The whole log as JSON Lines: one edit a line with every column, in the order in which edits build on each other. */
import { randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type BetterSqlite3 from 'better-sqlite3';
import type { Output } from '../../shared/contract/index.ts';
import { AppError } from '../../shared/errors.ts';
import { nameWhenWhole } from '../datasets/put-in-place.ts';
import { createLogQueries, type LogRow } from './queries.ts';

/** Edits that are written before others get their turn. */
const SLICE = 500;

/** `diff` is put in as it is, so that the hash of the line can be checked: it is over the text of the diff. */
function lineOf({ device, seq, prev, lamport, annotator, at, title, diff, undoes, hash }: LogRow): string {
  const head = JSON.stringify({ device, seq, prev, lamport, annotator, at, title });
  return `${head.slice(0, -1)},"diff":${diff},"undoes":${JSON.stringify(undoes)},"hash":"${hash}"}\n`;
}

/**
 * Writes the log as it is now; edits that are made meanwhile are in it or not. The file is there whole or not at all.
 * Throws AppError 'disk', or 'cancelled' where the project is closed before the end.
 */
export async function exportLog(db: BetterSqlite3.Database, destination: string): Promise<Output<'edit.export'>> {
  const queries = createLogQueries(db);
  const name = basename(destination);
  const partial = join(dirname(destination), `.${name}.${randomUUID().slice(0, 8)}.partial`);
  return nameWhenWhole({ destination, partial }, async () => {
    const file = await open(partial, 'wx', 0o600);
    try {
      let edits = 0;
      let bytes = 0;
      let last = { lamport: -1, device: '' };
      for (;;) {
        if (!db.open) throw new AppError('cancelled', `${name} was not written: the project was closed meanwhile.`);
        const rows = queries.inOrder(last, SLICE);
        const block = Buffer.from(rows.map(lineOf).join(''));
        await file.writeFile(block);
        edits += rows.length;
        bytes += block.length;
        last = rows.at(-1) ?? last;
        if (rows.length < SLICE) return { name, edits, bytes };
        await setImmediate();
      }
    } finally {
      await file.close();
    }
  });
}
