import { basename, dirname } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import type { Layer, ProjectInfo } from '../../shared/contract/project.ts';
import type { Annotator, Range, Rows, Table } from '../../shared/model.ts';
import { countNested } from '../../shared/span-rules.ts';
import type { ProjectFile } from '../store/project-file.ts';
import { fromSql, selectList } from '../store/tables.ts';

function createProjectQueries(db: BetterSqlite3.Database) {
  const all = <T extends Table>(table: T, order: string) => {
    const statement = db.prepare(`SELECT ${selectList(table)} FROM ${table} ORDER BY ${order}`);
    return (): Rows[T][] => (statement.all() as Record<string, unknown>[]).map((row) => fromSql(table, row));
  };
  return {
    projects: all('project', 'id'),
    annotators: all('annotator', 'name, id'),
    labels: all('label', 'position, id'),
    relationTypes: all('relation_type', 'position, id'),
    attributes: all('attribute', 'position, id'),
    entities: all('entity', 'name, id'),
  };
}

/** What the window needs to know of an open project. */
export function projectInfo(file: ProjectFile, me: Annotator | null): ProjectInfo {
  const queries = file.use(createProjectQueries);
  const [project] = queries.projects();
  if (!project) throw new Error('the project file names no project');
  return {
    project,
    fileName: basename(file.path),
    folder: dirname(file.path),
    readOnly: file.readOnly,
    annotators: queries.annotators(),
    labels: queries.labels(),
    relationTypes: queries.relationTypes(),
    attributes: queries.attributes(),
    entities: queries.entities(),
    ...(me ? file.history.reach(me.id) : { undo: null, redo: null }),
  };
}

export function createLayerQueries(db: BetterSqlite3.Database) {
  const others = db.prepare(
    `SELECT a.id AS annotatorId,
       (SELECT count(*) FROM span WHERE article_id = @articleId AND annotator_id = a.id) AS spans,
       coalesce((SELECT status FROM status WHERE article_id = @articleId AND annotator_id = a.id), 'to-do') AS status
     FROM annotator AS a
     WHERE a.id <> @me AND (EXISTS (SELECT 1 FROM span WHERE annotator_id = a.id)
       OR EXISTS (SELECT 1 FROM status WHERE annotator_id = a.id))
     ORDER BY a.name, a.id`,
  );
  const fragments = db
    .prepare('SELECT article_id, label, fragments FROM span WHERE annotator_id = ? ORDER BY article_id, label')
    .raw();
  return {
    /** What others have of an article: everyone with a span or a status anywhere in the project. */
    others: (articleId: string, me: string) => others.all({ articleId, me }) as Layer[],
    /** One annotator's spans that lie inside another of theirs with the same label. */
    nested(annotatorId: string): number {
      let count = 0;
      let at = '';
      let group: Range[][] = [];
      for (const row of fragments.iterate(annotatorId) as IterableIterator<[string, string, string]>) {
        const [articleId, label, json] = row;
        const key = `${articleId} ${label}`;
        if (key !== at) {
          count += countNested(group);
          group = [];
          at = key;
        }
        group.push(JSON.parse(json) as Range[]);
      }
      return count + countNested(group);
    },
  };
}
