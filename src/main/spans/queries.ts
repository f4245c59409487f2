import type BetterSqlite3 from 'better-sqlite3';
import type { Span } from '../../shared/model.ts';
import { fromSql, selectList } from '../store/tables.ts';

export function createSpanQueries(db: BetterSqlite3.Database) {
  const ofArticle = db.prepare(
    `SELECT ${selectList('span')} FROM span WHERE article_id = ? AND annotator_id = ? ORDER BY id`,
  );
  return {
    /** One annotator's spans of one article. */
    ofArticle: (articleId: string, annotatorId: string): Span[] =>
      (ofArticle.all(articleId, annotatorId) as Record<string, unknown>[]).map((row) => fromSql('span', row)),
  };
}
