import type BetterSqlite3 from 'better-sqlite3';
import type { Relation } from '../../shared/model.ts';
import { fromSql, selectList } from '../store/tables.ts';

export function createRelationQueries(db: BetterSqlite3.Database) {
  const read = (where: string) => {
    const statement = db.prepare(`SELECT ${selectList('relation')} FROM relation WHERE ${where} ORDER BY id`);
    return (...values: string[]): Relation[] =>
      (statement.all(...values) as Record<string, unknown>[]).map((row) => fromSql('relation', row));
  };
  const ofArticle = read('article_id = ? AND annotator_id = ?');
  const atSpan = read('source = ? OR target = ?');
  return {
    /** One annotator's relations of one article. */
    ofArticle: (articleId: string, annotatorId: string) => ofArticle(articleId, annotatorId),
    /** The relations at either end of a span. */
    atSpan: (spanId: string) => atSpan(spanId, spanId),
  };
}
