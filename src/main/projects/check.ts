/**
 * Verifies a project file: SQLite's pages and indexes, the hashes of articles, the quotes of spans, the chain of edits, and that
 * the rows are what the edits make of them.
 */
import { basename } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { SqliteError } from 'better-sqlite3';
import { articleText, createArticleQueries } from '../articles/queries.ts';
import { checkContent } from '../store/content.ts';
import { checkChains } from '../store/history.ts';
import { type Difference, projectionDifferences } from '../store/log.ts';
import { openProjectFile } from '../store/project-file.ts';
import { explainSqlite } from '../store/sqlite-errors.ts';
import { fromSql, selectList } from '../store/tables.ts';

export type CheckReport = {
  articles: number;
  spans: number;
  relations: number;
  edits: number;
  /** What is wrong, one line a finding: first what concerns the whole project, then article by article. */
  problems: string[];
};

/** Something wrong with an article, or with the whole project. */
type Finding = { articleId: string | null; what: string };

/** Ids that are named of many. */
const NAMED = 3;

function* badQuotes(db: BetterSqlite3.Database, text: (articleId: string) => string): Generator<Finding> {
  const rows = db.prepare(`SELECT ${selectList('span')} FROM span ORDER BY article_id`).iterate();
  let open = { id: '', text: '' };
  for (const row of rows as IterableIterator<Record<string, unknown>>) {
    const span = fromSql('span', row);
    if (span.articleId !== open.id) open = { id: span.articleId, text: text(span.articleId) };
    const wrong = span.fragments.find((f, i) => open.text.slice(f.start, f.end) !== span.quotes[i]);
    if (wrong)
      yield {
        articleId: span.articleId,
        what: `span ${span.id} (${span.label}, ${wrong.start}–${wrong.end}) does not match the text`,
      };
  }
}

const DIFFERS: Record<Difference['kind'], string> = {
  missing: 'is missing, though the log of edits has it',
  extra: 'is there, though the log of edits does not have it',
  changed: 'is not as the log of edits has it',
};

/** One finding for all rows of a kind of an article: where one is wrong, many may be. */
function badRows(differences: Iterable<Difference>): Finding[] {
  const groups = Map.groupBy(differences, ({ articleId, table, kind }) => `${articleId} ${table} ${kind}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const named = group.slice(0, NAMED).map(({ id }) => id);
    const rest = group.length > NAMED ? ` and ${group.length - NAMED} more` : '';
    return [
      {
        articleId: first.articleId,
        what: `${first.table.replace('_', ' ')} ${named.join(', ')}${rest} ${DIFFERS[first.kind]}`,
      },
    ];
  });
}

/** Each finding with its article's title before it, by title. */
function byArticle(db: BetterSqlite3.Database, findings: readonly Finding[]): string[] {
  const title = db.prepare('SELECT title FROM article WHERE id = ?').pluck();
  const nameOf = (id: string) => `“${(title.get(id) as string | undefined) || id}”`;
  return findings
    .map(({ articleId, what }) => (articleId === null ? { name: '', line: what } : named(nameOf(articleId), what)))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ line }) => line);
}

const named = (name: string, what: string) => ({ name, line: `${name}: ${what}` });

/** Findings about indexes that are told; one damaged page breaks many entries. */
const MOST_INDEX_FINDINGS = 10;

/** What opening a project does not read: whether every index leads to its rows, and to all of them. */
function badIndexes(db: BetterSqlite3.Database): string[] {
  const found = db.prepare(`PRAGMA integrity_check(${MOST_INDEX_FINDINGS})`).pluck().all() as string[];
  return found
    .filter((line) => line !== 'ok')
    .map((line) => `an index does not match its rows: ${line}; sayso recover puts it right`);
}

/** Gathers findings as far as `what` can be read, and says so where that ends early. */
function gather<T>(what: string, findings: Iterable<T>, problems: string[]): T[] {
  const found: T[] = [];
  try {
    for (const finding of findings) found.push(finding);
  } catch (error) {
    const reason = error instanceof SqliteError ? error.code : 'a value is not as Sayso writes it';
    problems.push(`not all ${what} can be read: ${reason}`);
  }
  return found;
}

/** Throws AppError where the file cannot be opened at all. */
export async function checkProject(path: string, options?: { userData: string }): Promise<CheckReport> {
  const file = await openProjectFile(path, () => {}, options);
  try {
    const { db } = file;
    const unread: string[] = [];
    const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
    const content = gather('texts', checkContent(db), unread);
    const chains = gather('edits', checkChains(db), unread);
    const findings: Finding[] = [];
    if (!content.length)
      findings.push(
        ...gather(
          'spans',
          badQuotes(db, (id) => articleText(file, id)),
          unread,
        ),
      );
    // What was changed in the log says nothing about the rows.
    if (!chains.length) findings.push(...badRows(gather('rows', projectionDifferences(db), unread)));
    return {
      articles: file.use(createArticleQueries).count(),
      spans: count('span'),
      relations: count('relation'),
      edits: count('edit'),
      problems: [...badIndexes(db), ...unread, ...chains, ...content, ...byArticle(db, findings)],
    };
  } catch (error) {
    throw explainSqlite(error, basename(path));
  } finally {
    file.close();
  }
}
