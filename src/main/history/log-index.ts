/**
 * What the list of edits is filtered by, in memory: which articles an edit touched stands in its diff only, and looking
 * through 200,000 diffs for each list takes longer than a person waits. Read once, in slices; later edits are added.
 */
import { setImmediate } from 'node:timers/promises';
import type BetterSqlite3 from 'better-sqlite3';
import type { EditFilter } from '../../shared/contract/history.ts';
import { AppError } from '../../shared/errors.ts';
import { createLogQueries, type IndexedRow } from './queries.ts';

type Indexed = Pick<IndexedRow, 'key' | 'lamport' | 'device' | 'annotator' | 'at'> & { articles: readonly string[] };

/** Edits that are read before others get their turn. */
const SLICE = 500;

/** An id has no quotation mark and no backslash in it, and inside a string of JSON each `"` has one before it. */
const ARTICLE = /"articleId":"([^"\\]+)"|"table":"article","id":"([^"\\]+)"/g;

/** The ids of the articles that a diff touches, each once. */
export function articlesIn(diff: string): string[] {
  const ids = new Set<string>();
  for (const [, annotated, article] of diff.matchAll(ARTICLE)) ids.add(annotated ?? article ?? '');
  return [...ids];
}

const inOrder = (a: Indexed, b: Indexed) => a.lamport - b.lamport || (a.device < b.device ? -1 : 1);

/** The index of one connection, for `ProjectFile.use`. */
export function createLogIndex(db: BetterSqlite3.Database) {
  const queries = createLogQueries(db);
  const entries: Indexed[] = [];
  /** Many edits touch the same few: each string is held once. */
  const strings = new Map<string, string>();
  /** What each undo takes back, by the undo's id. */
  const undos = new Map<string, string>();
  const undone = new Set<string>();
  let last = 0;
  let reading: Promise<void> | null = null;

  function shared(text: string): string {
    const known = strings.get(text);
    if (known === undefined) strings.set(text, text);
    return known ?? text;
  }

  function add({ key, device, seq, lamport, annotator, at, undoes, diff }: IndexedRow): void {
    const articles = articlesIn(diff).map(shared);
    const entry = { key, lamport, device: shared(device), annotator: shared(annotator), at, articles };
    const previous = entries.at(-1);
    entries.push(entry);
    // What another device did before comes in later.
    if (previous && inOrder(previous, entry) > 0) entries.sort(inOrder);
    last = key;
    if (undoes === null) return;
    const redone = undos.get(undoes);
    if (redone === undefined) {
      undos.set(`${device}:${seq}`, undoes);
      undone.add(undoes);
    } else undone.delete(redone);
  }

  /** Whether more may be left. */
  function readSlice(): boolean {
    if (!db.open) throw new AppError('cancelled', 'The project was closed meanwhile.');
    const rows = queries.after(last, SLICE);
    for (const row of rows) add(row);
    return rows.length === SLICE;
  }

  async function read(): Promise<void> {
    while (readSlice()) await setImmediate();
  }

  return {
    /** Takes in what was committed meanwhile. Throws AppError 'cancelled' where the project is closed before its end. */
    async refresh(): Promise<void> {
      reading ??= read().finally(() => {
        reading = null;
      });
      await reading;
    },
    /** The same at once, for what must not miss an edit that was committed a moment ago. */
    catchUp(): void {
      while (readSlice());
    },
    /** The keys of the edits that fit, the newest first. */
    list({ annotatorId, articleId, since, until }: EditFilter): number[] {
      const keys: number[] = [];
      for (let index = entries.length - 1; index >= 0; index--) {
        const entry = entries[index];
        if (!entry || (annotatorId !== undefined && entry.annotator !== annotatorId)) continue;
        if (articleId !== undefined && !entry.articles.includes(articleId)) continue;
        if ((since !== undefined && entry.at < since) || (until !== undefined && entry.at >= until)) continue;
        keys.push(entry.key);
      }
      return keys;
    },
    isUndone: (id: string) => undone.has(id),
    /** Whether an edit that undoes `undoes` does something again, since that was an undo itself. */
    isRedo: (undoes: string) => undos.has(undoes),
  };
}
export type LogIndex = ReturnType<typeof createLogIndex>;
