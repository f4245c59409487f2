/** One annotator's layer of one article, out of a backup and into the project. */
import { createHash, type Hash } from 'node:crypto';
import type BetterSqlite3 from 'better-sqlite3';
import type { ArticleInBackup } from '../../shared/contract/backups.ts';
import { AppError } from '../../shared/errors.ts';
import type { Annotator, Article, Id, Relation, Rows, Span, Table } from '../../shared/model.ts';
import { articleById, createArticleQueries } from '../articles/queries.ts';
import { createRelationQueries } from '../relations/queries.ts';
import { createSpanQueries } from '../spans/queries.ts';
import type { Writer } from '../store/history.ts';
import type { ProjectFile } from '../store/project-file.ts';
import { fromSql, selectList } from '../store/tables.ts';

type Layer = { spans: number; digest: string };
const EMPTY: Layer = { spans: 0, digest: '' };

/** What an annotator has of each article, in a number and a hash. */
function layersOf(db: BetterSqlite3.Database, annotatorId: Id): Map<Id, Layer> {
  const hashes = new Map<Id, { spans: number; hash: Hash }>();
  for (const table of ['span', 'relation', 'status'] as const) {
    const order = table === 'status' ? 'article_id' : 'article_id, id';
    const rows = db.prepare(`SELECT * FROM ${table} WHERE annotator_id = ? ORDER BY ${order}`).iterate(annotatorId);
    for (const row of rows as IterableIterator<{ article_id: Id }>) {
      const known = hashes.get(row.article_id) ?? { spans: 0, hash: createHash('sha256') };
      known.hash.update(JSON.stringify(row));
      if (table === 'span') known.spans += 1;
      hashes.set(row.article_id, known);
    }
  }
  return new Map([...hashes].map(([id, { spans, hash }]) => [id, { spans, digest: hash.digest('hex') }]));
}

/** The articles whose layer is not in the project as it is in the backup, or that are not in the project at all. */
export function articlesThatDiffer(backup: ProjectFile, project: ProjectFile, annotatorId: Id): ArticleInBackup[] {
  const then = layersOf(backup.db, annotatorId);
  const now = layersOf(project.db, annotatorId);
  const articles = backup.db.prepare('SELECT id, title FROM article ORDER BY id').all() as { id: Id; title: string }[];
  const inProject = new Set(project.db.prepare('SELECT id FROM article').pluck().all() as Id[]);
  return articles.flatMap(({ id, title }): ArticleInBackup[] => {
    const [before, after] = [then.get(id) ?? EMPTY, now.get(id) ?? EMPTY];
    if (!inProject.has(id)) return [{ id, title, spansThen: before.spans, spansNow: null }];
    return before.digest === after.digest ? [] : [{ id, title, spansThen: before.spans, spansNow: after.spans }];
  });
}

type PutBack = { articleId: Id; title: string; spans: number; relations: number };

/**
 * Makes one's layer of an article that of the backup. An article that is gone comes back with its text; where the
 * project has that text under another id, it is that article's layer. Throws AppError 'not-found'.
 */
export function putBack(writer: Writer, backup: ProjectFile, project: ProjectFile, id: Id, me: Annotator): PutBack {
  const article = articleById(backup, id);
  const articleId = targetOf(writer, backup, project, article);
  const moved = <T extends Span | Relation>(row: T): T => ({ ...row, articleId });
  const spans = backup.use(createSpanQueries).ofArticle(id, me.id).map(moved);
  const relations = backup.use(createRelationQueries).ofArticle(id, me.id).map(moved);
  bringScheme(writer, backup, spans, relations);
  replace(writer, 'relation', project.use(createRelationQueries).ofArticle(articleId, me.id), relations, () =>
    replace(writer, 'span', project.use(createSpanQueries).ofArticle(articleId, me.id), spans),
  );
  const status = { id: `${articleId}:${me.id}`, articleId, annotatorId: me.id };
  writer.put('status', { ...status, status: backup.use(createArticleQueries).status(id, me.id) });
  return { articleId, title: article.title, spans: spans.length, relations: relations.length };
}

/** The id of the article in the project; it is put there where it is not. */
function targetOf(writer: Writer, backup: ProjectFile, project: ProjectFile, article: Article): Id {
  if (writer.get('article', article.id)) return article.id;
  const twin = project.use(createArticleQueries).byTextHash(article.textHash);
  if (twin) return twin.id;
  const content = backup.db.prepare('SELECT bytes FROM content WHERE hash = ?').pluck();
  for (const hash of [article.textHash, article.rawHash]) {
    const bytes = content.get(hash) as Buffer | undefined;
    if (!bytes) throw new AppError('damaged-file', `The text of “${article.title}” is missing from the backup.`);
    writer.keep(hash, bytes);
  }
  writer.put('article', article);
  return article.id;
}

/** Removes what is not wanted, lets `between` run, and puts what is wanted: relations come after their spans. */
function replace<T extends 'span' | 'relation'>(
  writer: Writer,
  table: T,
  now: readonly Rows[T][],
  wanted: readonly Rows[T][],
  between = () => {},
): void {
  const ids = new Set(wanted.map(({ id }) => id));
  for (const { id } of now) if (!ids.has(id)) writer.remove(table, id);
  between();
  for (const row of wanted) writer.put(table, row);
}

/** Labels, relation types, attributes and entities that spans and relations need and the project no longer has. */
function bringScheme(
  writer: Writer,
  backup: ProjectFile,
  spans: readonly Span[],
  relations: readonly Relation[],
): void {
  const all = <T extends Table>(table: T): Rows[T][] =>
    (backup.db.prepare(`SELECT ${selectList(table)} FROM ${table}`).all() as Record<string, unknown>[]).map((row) =>
      fromSql(table, row),
    );
  const types = all('relation_type').filter(({ id }) => relations.some(({ type }) => type === id));
  const labels = new Set([
    ...spans.map(({ label }) => label),
    ...types.flatMap(({ sourceLabel, targetLabel }) => [sourceLabel, targetLabel]),
  ]);
  const attributes = new Set(spans.flatMap((span) => Object.keys(span.attributes)));
  const entities = new Set(spans.map(({ entityId }) => entityId));
  const bring = <T extends Table>(table: T, rows: readonly Rows[T][]) => {
    for (const row of rows) if (!writer.get(table, row.id)) writer.put(table, row);
  };
  // A key that applied it may belong to another label by now.
  bring(
    'label',
    all('label').flatMap((label) => (labels.has(label.id) ? [{ ...label, key: '' }] : [])),
  );
  bring('relation_type', types);
  bring(
    'attribute',
    all('attribute').flatMap(({ values, ...attribute }) =>
      attributes.has(attribute.id) ? [{ ...attribute, values: values.map(({ name }) => ({ name, key: '' })) }] : [],
    ),
  );
  bring(
    'entity',
    all('entity').filter(({ id }) => entities.has(id)),
  );
}
