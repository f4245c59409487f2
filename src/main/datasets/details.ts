import type { Layer } from './layers.ts';

/** What is known of an article and its annotation, for formats that let any key stand beside the text. */
export const detailsOf = ({ item: { article }, annotator, status }: Layer) => ({
  article_id: article.id,
  title: article.title,
  author: article.author,
  date: article.date,
  outlet: article.outlet,
  url: article.url,
  external_id: article.externalId,
  tags: article.tags,
  archived: article.archived,
  annotator: annotator?.name ?? '',
  status: status ?? '',
});
