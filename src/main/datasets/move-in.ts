/** Moves a dataset that was read into a project, as part of an edit. */
import type BetterSqlite3 from 'better-sqlite3';
import { keyProblems, labelUse, valueUse } from '../../shared/key-conflicts.ts';
import type { Rows } from '../../shared/model.ts';
import type { Writer } from '../store/history.ts';
import type { DatasetArticle, DatasetHeader } from './format.ts';
import { idsOf } from './queries.ts';

type Scheme = 'label' | 'relation_type' | 'attribute' | 'entity';

const schemeOf = (header: DatasetHeader): { [T in Scheme]: Rows[T][] } => ({
  label: header.labels,
  relation_type: header.relationTypes,
  attribute: header.attributes,
  entity: header.entities,
});
const SCHEME: Scheme[] = ['label', 'relation_type', 'attribute', 'entity'];

/**
 * In an empty project (one without articles) the labels, relation types, attributes, entities and guidelines become
 * those of the dataset, so that exporting it again gives the same. In any other, what is missing by its id is added,
 * and what is there stays. `db` is the connection that `writer` writes through.
 */
export function moveInHeader(
  writer: Writer,
  header: DatasetHeader,
  { emptyProject, db }: { emptyProject: boolean; db: BetterSqlite3.Database },
): void {
  for (const annotator of header.annotators)
    if (emptyProject || !writer.get('annotator', annotator.id)) writer.put('annotator', annotator);
  if (emptyProject) replaceScheme(writer, header, db);
  else addToScheme(writer, header, db);
}

function replaceScheme(writer: Writer, header: DatasetHeader, db: BetterSqlite3.Database): void {
  const scheme = schemeOf(header);
  for (const table of SCHEME) {
    const wanted = new Set(scheme[table].map(({ id }) => id));
    for (const id of idsOf(db, table)) if (!wanted.has(id)) writer.remove(table, id);
    for (const row of scheme[table]) writer.put(table, row);
  }
  for (const id of idsOf(db, 'project')) {
    const project = writer.get('project', id);
    if (project) writer.put('project', { ...project, guidelines: header.guidelines });
  }
}

function addToScheme(writer: Writer, header: DatasetHeader, db: BetterSqlite3.Database): void {
  const scheme = schemeOf(header);
  const rowsOf = <T extends Scheme>(table: T) =>
    idsOf(db, table)
      .map((id) => writer.get(table, id))
      .filter((row) => row !== null);
  const known = { labels: rowsOf('label'), attributes: rowsOf('attribute') };
  for (const table of SCHEME)
    for (const row of scheme[table]) if (!writer.get(table, row.id)) writer.put(table, free(row));

  // A key does one thing: what had it keeps it.
  function free(row: Rows[Scheme]): Rows[Scheme] {
    if ('key' in row) {
      const label = keyProblems({ ...known, labels: [...known.labels, row] }).has(labelUse(row.id))
        ? keyless(row)
        : row;
      known.labels.push(label);
      return label;
    }
    if (!('values' in row)) return row;
    const problems = keyProblems({ ...known, attributes: [...known.attributes, row] });
    const values = row.values.map((value, index) => (problems.has(valueUse(row.id, index)) ? keyless(value) : value));
    known.attributes.push({ ...row, values });
    return { ...row, values };
  }
}

const keyless = <R extends { key: string }>(row: R): R => ({ ...row, key: '' });

/** Why an article cannot be added, or null: the project has something else under one of its ids. */
export function clashOf(writer: Writer, { article, spans, relations }: DatasetArticle): string | null {
  const rows = [
    { table: 'article', ids: [article.id] },
    { table: 'span', ids: spans.map(({ id }) => id) },
    { table: 'relation', ids: relations.map(({ id }) => id) },
  ] as const;
  for (const { table, ids } of rows) {
    const taken = ids.find((id) => writer.get(table, id));
    if (taken !== undefined) return `The project has another ${table} with the id ${taken}, so it cannot be added.`;
  }
  return null;
}

/** Adds one article with all annotators' layers. The caller has seen to it that neither its text nor its ids are there. */
export function moveInArticle(writer: Writer, { article, text, statuses, spans, relations }: DatasetArticle): void {
  writer.keep(article.textHash, Buffer.from(text, 'utf8'));
  writer.put('article', article);
  for (const status of statuses) writer.put('status', status);
  for (const span of spans) writer.put('span', span);
  for (const relation of relations) writer.put('relation', relation);
}
