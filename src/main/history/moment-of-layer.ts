/** A moment of an article, out of the project file and back into it. */
import { AppError } from '../../shared/errors.ts';
import { articleById } from '../articles/queries.ts';
import { projectInfo } from '../projects/queries.ts';
import { createRelationQueries } from '../relations/queries.ts';
import { createSpanQueries } from '../spans/queries.ts';
import type { Writer } from '../store/history.ts';
import type { ProjectFile } from '../store/project-file.ts';
import type { LogIndex } from './log-index.ts';
import { type LayerRows, layerBefore, type WayBack, wayBack } from './moment.ts';
import { createLogQueries } from './queries.ts';

type Place = { articleId: string; annotatorId: string; editId: string };

const byId = <R extends { id: string }>(rows: readonly R[]) => new Map(rows.map((row) => [row.id, row]));

function layerNow(file: ProjectFile, { articleId, annotatorId }: Place): LayerRows {
  return {
    spans: byId(file.use(createSpanQueries).ofArticle(articleId, annotatorId)),
    relations: byId(file.use(createRelationQueries).ofArticle(articleId, annotatorId)),
    status: file.use(createLogQueries).status(articleId, annotatorId),
  };
}

/**
 * The layer right after an edit, and the way back there. Throws AppError 'not-found' where the
 * edit or the article is not there.
 */
export function momentOf(file: ProjectFile, log: LogIndex, place: Place): WayBack & { key: number } {
  articleById(file, place.articleId);
  const queries = file.use(createLogQueries);
  log.catchUp();
  const key = queries.keyOf(place.editId);
  const keys = log.list({ articleId: place.articleId });
  const at = key === undefined ? -1 : keys.indexOf(key);
  if (key === undefined || at < 0)
    throw new AppError('not-found', 'That edit of the article is not in the log of this project.');
  const now = layerNow(file, place);
  const then = layerBefore(now, keys.slice(0, at).values().map(queries.changes), place);
  return { key, ...wayBack(now, then, projectInfo(file, null)) };
}

export function goBack(writer: Writer, { changes }: Pick<WayBack, 'changes'>): null {
  for (const { table, id, after } of changes)
    if (after === null) writer.remove(table, id);
    else writer.put(table, after);
  return null;
}
