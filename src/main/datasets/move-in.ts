/** Moves a dataset that was read into a project, as part of an edit. */
import type BetterSqlite3 from 'better-sqlite3';
import { AppError } from '../../shared/errors.ts';
import type { Rows } from '../../shared/model.ts';
import type { Writer } from '../store/history.ts';
import type { DatasetArticle, DatasetHeader } from './format.ts';
import { idsOf } from './queries.ts';
import { titled } from './span-check.ts';

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
  const keys = new Set(idsOf(db, 'label').map((id) => writer.get('label', id)?.key));
  for (const table of SCHEME)
    for (const row of scheme[table]) {
      if (writer.get(table, row.id)) continue;
      // One key applies one label: the one that had it keeps it.
      writer.put(table, 'key' in row && keys.has(row.key) ? { ...row, key: '' } : row);
    }
}

/**
 * Adds one article with all annotators' layers. The caller has seen to it that the project does not have its text yet.
 * Throws AppError 'conflict' where the project has something else under one of its ids.
 */
export function moveInArticle(writer: Writer, { article, text, statuses, spans, relations }: DatasetArticle): void {
  function add<T extends 'article' | 'span' | 'relation'>(table: T, row: Rows[T]): void {
    if (writer.get(table, row.id))
      throw new AppError(
        'conflict',
        `${titled(article)} cannot be added: the project has another ${table} with the id ${row.id}.`,
      );
    writer.put(table, row);
  }
  writer.keep(article.textHash, Buffer.from(text, 'utf8'));
  add('article', article);
  for (const status of statuses) writer.put('status', status);
  for (const span of spans) add('span', span);
  for (const relation of relations) add('relation', relation);
}
