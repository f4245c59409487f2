import type BetterSqlite3 from 'better-sqlite3';
import type { Usage } from '../../shared/contract/labels.ts';
import type { Relation, Span } from '../../shared/model.ts';
import { fromSql, selectList } from '../store/tables.ts';

type SqlRow = Record<string, unknown>;

const OF_LABEL = 'SELECT id FROM span WHERE label = @id';
const WITH_ATTRIBUTE = 'SELECT span.id FROM span, json_each(span.attributes) AS given WHERE given.key = @id';

/** What hangs on a part of the label set, in all annotators' layers. */
export function createUsageQueries(db: BetterSqlite3.Database) {
  const usage = (spans: string, relations: string) => {
    const counts = db.prepare(
      `WITH touched_span AS MATERIALIZED (${spans}), touched_relation AS MATERIALIZED (${relations}),
            touched AS (
              SELECT article_id, annotator_id FROM span WHERE id IN touched_span
              UNION SELECT article_id, annotator_id FROM relation WHERE id IN touched_relation)
       SELECT (SELECT count(*) FROM touched_span) AS spans, (SELECT count(*) FROM touched_relation) AS relations,
              (SELECT count(DISTINCT article_id) FROM touched) AS articles,
              (SELECT json_group_array(name ORDER BY name) FROM annotator
               WHERE id IN (SELECT annotator_id FROM touched)) AS annotators`,
    );
    return (id: string): Usage => {
      const row = counts.get({ id }) as Omit<Usage, 'annotators'> & { annotators: string };
      return { ...row, annotators: JSON.parse(row.annotators) as string[] };
    };
  };
  const values = db.prepare(
    `SELECT given.value AS name, count(*) AS spans FROM span, json_each(span.attributes) AS given
     WHERE given.key = ? GROUP BY given.value`,
  );
  return {
    /** The spans of a label, and the relations at them. */
    ofLabel: usage(
      OF_LABEL,
      `SELECT id FROM relation WHERE source IN (${OF_LABEL}) UNION SELECT id FROM relation WHERE target IN (${OF_LABEL})`,
    ),
    /** The spans that have a value of an attribute. */
    ofAttribute: usage(WITH_ATTRIBUTE, 'SELECT id FROM relation WHERE FALSE'),
    ofRelationType: usage('SELECT id FROM span WHERE FALSE', 'SELECT id FROM relation WHERE type = @id'),
    /** How many spans have each value of an attribute. */
    ofValues: (attribute: string): Record<string, number> =>
      Object.fromEntries((values.all(attribute) as { name: string; spans: number }[]).map((v) => [v.name, v.spans])),
  };
}

/** The rows that changing a part of the label set touches, in all annotators' layers. */
export function createTouchedQueries(db: BetterSqlite3.Database) {
  const rows = <T extends 'span' | 'relation'>(table: T, where: string) => {
    const statement = db.prepare(`SELECT ${selectList(table)} FROM ${table} WHERE ${where} ORDER BY id`);
    return (id: string) => (statement.all({ id }) as SqlRow[]).map((row) => fromSql(table, row));
  };
  const spansOfLabel = rows('span', 'label = @id');
  const spansWithAttribute = rows('span', `id IN (${WITH_ATTRIBUTE})`);
  const relationsAtLabel = rows('relation', `source IN (${OF_LABEL}) OR target IN (${OF_LABEL})`);
  const relationsOfType = rows('relation', 'type = @id');
  return {
    spansOfLabel: (id: string): Span[] => spansOfLabel(id),
    spansWithAttribute: (id: string): Span[] => spansWithAttribute(id),
    relationsAtLabel: (id: string): Relation[] => relationsAtLabel(id),
    relationsOfType: (id: string): Relation[] => relationsOfType(id),
  };
}
