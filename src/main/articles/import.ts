/** The core's half of an import: moves what was staged into the project, as one undoable edit. */
import type { ImportReport } from '../../shared/contract/articles.ts';
import type { Context } from '../context.ts';
import { clashOf, moveInArticle, moveInHeader } from '../datasets/move-in.ts';
import { createArticleQueries } from './queries.ts';
import type { StagedItem } from './staging.ts';

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
    for (const item of items) {
      if ('header' in item) {
        moveInHeader(writer, item.header, { emptyProject: queries.count() === 0, db });
        continue;
      }
      const { article, spans } = 'dataset' in item ? item.dataset : { article: item.article, spans: [] };
      const twin = queries.byTextHash(article.textHash);
      const clash = twin || !('dataset' in item) ? null : clashOf(writer, item.dataset);
      if (twin && spans.length > 0)
        report.failed.push({ name: item.name, reason: spansLeftOut(article.title, spans.length) });
      else if (twin) report.duplicates.push({ name: item.name || article.title, id: twin.id, title: twin.title });
      else if (clash) report.failed.push({ name: `${item.name} (“${article.title}”)`, reason: clash });
      else {
        if ('dataset' in item) moveInArticle(writer, item.dataset);
        else {
          writer.keep(article.textHash, item.text);
          writer.keep(article.rawHash, item.raw);
          writer.put('article', article);
        }
        report.added.push({ id: article.id, title: article.title });
      }
    }
  });
  return report;
}

const spansLeftOut = (title: string, spans: number): string =>
  `The text of “${title}” is in the project already, so its ${spans} spans were left out. Import the dataset into a new project to have them.`;
