/** Verifies a project file: SQLite's pages, the hashes of articles, the quotes of spans and the chain of edits. */
import { createHash } from 'node:crypto';
import type BetterSqlite3 from 'better-sqlite3';
import { articleText, createArticleQueries } from '../articles/queries.ts';
import { checkChains } from '../store/history.ts';
import { openProjectFile } from '../store/project-file.ts';
import { fromSql, selectList } from '../store/tables.ts';

export type CheckReport = {
  articles: number;
  spans: number;
  relations: number;
  edits: number;
  /** What is wrong, one line a finding, each naming its article or edit. */
  problems: string[];
};

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function* badContent(db: BetterSqlite3.Database): Generator<string> {
  const owners = db.prepare('SELECT title FROM article WHERE text_hash = ? OR raw_hash = ?').pluck();
  const rows = db.prepare('SELECT hash, bytes FROM content').iterate();
  for (const { hash, bytes } of rows as IterableIterator<{ hash: string; bytes: Buffer }>)
    if (sha256(bytes) !== hash) yield `the text or original of “${owners.get(hash, hash) ?? 'no article'}” was changed`;
}

function* badQuotes(db: BetterSqlite3.Database, text: (articleId: string) => string): Generator<string> {
  const rows = db.prepare(`SELECT ${selectList('span')} FROM span ORDER BY article_id`).iterate();
  let open = { id: '', text: '' };
  for (const row of rows as IterableIterator<Record<string, unknown>>) {
    const span = fromSql('span', row);
    if (span.articleId !== open.id) open = { id: span.articleId, text: text(span.articleId) };
    const wrong = span.fragments.find((f, i) => open.text.slice(f.start, f.end) !== span.quotes[i]);
    if (wrong)
      yield `span ${span.id} (${span.label}, ${wrong.start}–${wrong.end}) does not match its article ${span.articleId}`;
  }
}

/** Throws AppError where the file cannot be opened at all. */
export async function checkProject(path: string): Promise<CheckReport> {
  const file = await openProjectFile(path, () => {});
  try {
    const { db } = file;
    const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
    const problems = [...badContent(db)];
    if (!problems.length) problems.push(...badQuotes(db, (id) => articleText(file, id)));
    problems.push(...checkChains(db));
    return {
      articles: file.use(createArticleQueries).count(),
      spans: count('span'),
      relations: count('relation'),
      edits: count('edit'),
      problems,
    };
  } finally {
    file.close();
  }
}
