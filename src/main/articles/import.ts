/** The core's half of an import: moves what was staged into the project, as one undoable edit. */
import type { ImportReport } from '../../shared/contract/articles.ts';
import type { Context } from '../context.ts';
import type { DatasetArticle } from '../datasets/format.ts';
import { moveInArticle, moveInHeader } from '../datasets/move-in.ts';
import type { Writer } from '../store/history.ts';
import { createArticleQueries } from './queries.ts';
import type { StagedItem } from './stage.ts';

/** Puts one article in, unless the project has its text already. */
function moveIn(
  context: Context,
  writer: Writer,
  report: ImportReport,
  item: { name: string; article: DatasetArticle; raw: Uint8Array | null },
): void {
  const { article, spans } = item.article;
  const twin = context.project().use(createArticleQueries).byTextHash(article.textHash);
  if (!twin) {
    if (item.raw) writer.keep(article.rawHash, item.raw);
    moveInArticle(writer, item.article);
    report.added.push({ id: article.id, title: article.title });
  } else if (spans.length > 0)
    report.failed.push({
      name: item.name,
      reason: `The text of “${article.title}” is in the project already, so its ${spans.length} spans were left out. Import the dataset into a new project to have them.`,
    });
  else report.duplicates.push({ name: item.name || article.title, id: twin.id, title: twin.title });
}

/** Moves articles and datasets in, in their order. The report says what was added and what was there already. */
export function importItems(
  context: Context,
  items: Iterable<StagedItem>,
  failed: ImportReport['failed'],
): ImportReport {
  const report: ImportReport = { added: [], duplicates: [], failed };
  context.edit('Add articles', (writer) => {
    const { db } = context.project();
    const queries = context.project().use(createArticleQueries);
    for (const item of items)
      if ('header' in item) moveInHeader(writer, item.header, { emptyProject: queries.count() === 0, db });
      else moveIn(context, writer, report, item);
  });
  return report;
}
