import type BetterSqlite3 from 'better-sqlite3';
import type { ArticleSummary } from '../../shared/contract/articles.ts';
import { AppError } from '../../shared/errors.ts';
import type { Article, Status } from '../../shared/model.ts';
import type { ProjectFile } from '../store/project-file.ts';
import { fromSql, selectList } from '../store/tables.ts';

type SqlRow = Record<string, unknown>;

/** A claim without a speaker, or a condition bound to no claim; `s` is the span. */
const INCOMPLETE = `(
  (label = 'claim' AND NOT EXISTS (SELECT 1 FROM relation WHERE source = s.id AND type = 'said-by')) OR
  (label = 'condition' AND NOT EXISTS (SELECT 1 FROM relation WHERE target = s.id AND type = 'holds-if')))`;

export function createArticleQueries(db: BetterSqlite3.Database) {
  const all = db.prepare(`SELECT ${selectList('article')} FROM article ORDER BY id`);
  const byId = db.prepare(`SELECT ${selectList('article')} FROM article WHERE id = ?`);
  const byTextHash = db.prepare('SELECT id, title FROM article WHERE text_hash = ?');
  const content = db.prepare('SELECT bytes FROM content WHERE hash = ?').pluck();
  const statuses = db.prepare('SELECT article_id, status FROM status WHERE annotator_id = ?').raw();
  const counts = db
    .prepare('SELECT article_id, label, count(*) FROM span WHERE annotator_id = ? GROUP BY article_id, label')
    .raw();
  const incomplete = db
    .prepare(`SELECT article_id, count(*) FROM span AS s WHERE annotator_id = ? AND ${INCOMPLETE} GROUP BY article_id`)
    .raw();
  const notes = db
    .prepare("SELECT article_id, count(*) FROM span WHERE annotator_id = ? AND note <> '' GROUP BY article_id")
    .raw();
  const allIncomplete = db.prepare(`SELECT count(*) FROM span AS s WHERE ${INCOMPLETE}`).pluck();
  const countAll = db.prepare('SELECT count(*) FROM article').pluck();
  const statusOf = db.prepare('SELECT status FROM status WHERE article_id = ? AND annotator_id = ?').pluck();
  return {
    byId(id: string): Article | null {
      const row = byId.get(id) as SqlRow | undefined;
      return row ? fromSql('article', row) : null;
    },
    byTextHash: (hash: string) => (byTextHash.get(hash) as { id: string; title: string } | undefined) ?? null,
    count: () => countAll.get() as number,
    /** Incomplete annotations of all annotators. */
    countIncomplete: () => allIncomplete.get() as number,
    /** The frozen text. Throws AppError 'damaged-file' where it is missing. */
    text(article: Article): string {
      const bytes = content.get(article.textHash) as Buffer | undefined;
      if (!bytes)
        throw new AppError('damaged-file', `The text of “${article.title}” is missing from the project file.`);
      return bytes.toString('utf8');
    },
    status: (articleId: string, annotatorId: string) =>
      (statusOf.get(articleId, annotatorId) as Status | undefined) ?? 'to-do',
    /** Every article as the list shows it to one annotator, in the order of import. */
    summaries(annotatorId: string): ArticleSummary[] {
      const status = new Map(statuses.all(annotatorId) as [string, Status][]);
      const open = new Map(incomplete.all(annotatorId) as [string, number][]);
      const noted = new Map(notes.all(annotatorId) as [string, number][]);
      const byArticle = new Map<string, Record<string, number>>();
      for (const [articleId, label, n] of counts.all(annotatorId) as [string, string, number][])
        byArticle.set(articleId, { ...byArticle.get(articleId), [label]: n });
      return (all.all() as SqlRow[]).map((row) => {
        const article = fromSql('article', row);
        return {
          article,
          status: status.get(article.id) ?? 'to-do',
          counts: byArticle.get(article.id) ?? {},
          incomplete: open.get(article.id) ?? 0,
          notes: noted.get(article.id) ?? 0,
        };
      });
    },
  };
}

/** The article, or AppError 'not-found'. */
export function articleById(file: ProjectFile, id: string): Article {
  const article = file.use(createArticleQueries).byId(id);
  if (!article) throw new AppError('not-found', 'That article is no longer in the project.');
  return article;
}

/** The frozen text of an article, or AppError. */
export const articleText = (file: ProjectFile, id: string): string =>
  file.use(createArticleQueries).text(articleById(file, id));
