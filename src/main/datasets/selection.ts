/** Which part of a project goes into an export: an annotator's layer, some of the articles, and under which names. */
import type { ArticleFilter, ExportSettings } from '../../shared/contract/datasets.ts';
import type { Annotator } from '../../shared/model.ts';
import type { DatasetArticle, DatasetSource } from './format.ts';

type Selection = Pick<ExportSettings, 'annotatorId' | 'filter' | 'pseudonyms'>;

/** The selected part of a dataset. Goes through the source once where articles are filtered. */
export function select(source: DatasetSource, { annotatorId, filter, pseudonyms }: Selection): DatasetSource {
  let selected = source;
  if (annotatorId !== undefined) selected = layerOf(selected, annotatorId);
  if (filter) selected = filtered(selected, filter);
  return pseudonyms ? withPseudonyms(selected) : selected;
}

function mapped(source: DatasetSource, change: (item: DatasetArticle) => DatasetArticle): DatasetSource {
  return {
    ...source,
    *articles() {
      for (const item of source.articles()) yield change(item);
    },
  };
}

function layerOf(source: DatasetSource, annotatorId: string): DatasetSource {
  const own = (row: { annotatorId: string }) => row.annotatorId === annotatorId;
  const annotators = source.header.annotators.filter(({ id }) => id === annotatorId);
  return mapped({ ...source, header: { ...source.header, annotators } }, (item) => ({
    ...item,
    statuses: item.statuses.filter(own),
    spans: item.spans.filter(own),
    relations: item.relations.filter(own),
  }));
}

function filtered(source: DatasetSource, filter: ArticleFilter): DatasetSource {
  const isIn = createArticleTest(filter);
  function* articles() {
    for (const item of source.articles()) if (isIn(item)) yield item;
  }
  let total = 0;
  const seen = new Set<string>();
  for (const { statuses, spans, relations } of articles()) {
    total++;
    for (const { annotatorId } of [...statuses, ...spans, ...relations]) seen.add(annotatorId);
  }
  const annotators = source.header.annotators.filter(({ id }) => seen.has(id));
  return { header: { ...source.header, annotators }, total, articles };
}

/** Whether an article meets all that a filter asks for. */
function createArticleTest(filter: ArticleFilter): (item: DatasetArticle) => boolean {
  const { statuses, labels, outlets, tags, from, to } = filter;
  const search = filter.search?.toLocaleLowerCase() ?? '';
  return ({ article, text, statuses: given, spans }) => {
    if (filter.archived === false && article.archived) return false;
    const has = given.length ? given.map(({ status }) => status) : (['to-do'] as const);
    if (statuses && !has.some((status) => statuses.includes(status))) return false;
    if (labels && !spans.some(({ label }) => labels.includes(label))) return false;
    if (outlets && !outlets.includes(article.outlet)) return false;
    if (tags && !tags.some((tag) => article.tags.includes(tag))) return false;
    if (from && article.date < from) return false;
    // An end that is the beginning of a date includes all that begins with it.
    if (to && article.date > to && !article.date.startsWith(to)) return false;
    if ((from || to) && article.date === '') return false;
    const texts = [article.title, article.author, article.outlet, ...article.tags, text];
    return search === '' || texts.some((part) => part.toLocaleLowerCase().includes(search));
  };
}

function withPseudonyms(source: DatasetSource): DatasetSource {
  const annotators = source.header.annotators.map(
    (_, i): Annotator => ({ id: `annotator-${i + 1}`, name: `Annotator ${i + 1}` }),
  );
  const names = new Map(source.header.annotators.map(({ id }, i) => [id, `annotator-${i + 1}`]));
  const renamed = <R extends { annotatorId: string }>(row: R): R => ({
    ...row,
    annotatorId: names.get(row.annotatorId) ?? 'annotator',
  });
  return mapped({ ...source, header: { ...source.header, annotators } }, (item) => ({
    ...item,
    statuses: item.statuses.map(renamed).map((row) => ({ ...row, id: `${row.articleId}:${row.annotatorId}` })),
    spans: item.spans.map(renamed),
    relations: item.relations.map(renamed),
  }));
}
