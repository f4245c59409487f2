/** An edit of the log as it is shown: what was done, where it happened, and to what words. */
import type BetterSqlite3 from 'better-sqlite3';
import type { LoggedEdit, Undone } from '../../shared/contract/history.ts';
import type { RowChange } from '../../shared/model.ts';
import { articlesIn, type LogIndex } from './log-index.ts';
import type { LogRow } from './queries.ts';

/** UTF-16 units of the words that are shown. */
const LONGEST = 160;

/** The article and span that a change happened at. */
export function placeOf(changes: readonly RowChange[]): Omit<Undone, 'title'> {
  for (const change of changes) {
    if (change.table === 'span')
      return { articleId: (change.after ?? change.before)?.articleId ?? null, spanId: change.after?.id ?? null };
    if (change.table === 'relation') {
      const row = change.after ?? change.before;
      return { articleId: row?.articleId ?? null, spanId: row?.source ?? null };
    }
    if (change.table === 'status')
      return { articleId: (change.after ?? change.before)?.articleId ?? null, spanId: null };
    if (change.table === 'article') return { articleId: change.after?.id ?? null, spanId: null };
  }
  return { articleId: null, spanId: null };
}

/** Turns edits into what is shown of them. For `ProjectFile.use`. */
export function createLoggedEdits(db: BetterSqlite3.Database) {
  const titleOfArticle = db.prepare('SELECT title FROM article WHERE id = ?').pluck();
  const quotesOfSpan = db.prepare('SELECT quotes FROM span WHERE id = ?').pluck();

  const quotesAt = (spanId: string) => joined(JSON.parse((quotesOfSpan.get(spanId) as string | undefined) ?? '[]'));
  const titleAt = (articleId: string) => (titleOfArticle.get(articleId) as string | undefined) ?? '';

  function wordsOf(changes: readonly RowChange[]): string {
    // With its first edit in a project, an annotator comes into it, which is not what was done.
    const change = changes.find(({ table }) => table !== 'annotator') ?? changes[0];
    if (!change) return '';
    switch (change.table) {
      case 'span':
        return joined((change.after ?? change.before)?.quotes ?? []);
      case 'relation':
        return relationWords(changes, (change.after ?? change.before)?.source ?? '');
      case 'status':
        return titleAt((change.after ?? change.before)?.articleId ?? '');
      case 'article':
        return (change.after ?? change.before)?.title ?? '';
      default:
        return (change.after ?? change.before)?.name ?? '';
    }
  }

  /** A span is deleted with its relations, and then the words are its own. */
  function relationWords(changes: readonly RowChange[], source: string): string {
    const span = changes.find((change) => change.table === 'span');
    return span ? joined((span.after ?? span.before)?.quotes ?? []) : quotesAt(source);
  }

  return (row: LogRow, index: Pick<LogIndex, 'isUndone' | 'isRedo'>): LoggedEdit => {
    const { key, device, seq, title, at, annotator, undoes, diff } = row;
    const changes = JSON.parse(diff) as RowChange[];
    const id = `${device}:${seq}`;
    return {
      key,
      id,
      title,
      kind: undoes === null ? 'done' : index.isRedo(undoes) ? 'redo' : 'undo',
      at,
      annotatorId: annotator,
      articles: articlesIn(diff).length,
      ...placeOf(changes),
      words: shortened(wordsOf(changes)),
      isUndone: index.isUndone(id),
    };
  };
}

const joined = (quotes: readonly string[]) => quotes.join(' … ');
const shortened = (words: string) => (words.length > LONGEST ? `${words.slice(0, LONGEST)}…`.toWellFormed() : words);
