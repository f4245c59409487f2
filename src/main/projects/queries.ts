import { basename, dirname } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import type { ProjectInfo } from '../../shared/contract/project.ts';
import type { Annotator, Rows, Table } from '../../shared/model.ts';
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
