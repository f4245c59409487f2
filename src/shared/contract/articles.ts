/** Articles: the list, the text, importing and describing them. */
import { z } from 'zod';
import { Article, Id, Relation, Span, Status } from '../model.ts';
import { op } from './op.ts';

/** An article as the list shows it, for one annotator. */
export const ArticleSummary = z.strictObject({
  article: Article,
  status: Status,
  /** Number of the annotator's spans by label id; labels without spans are left out. */
  counts: z.record(z.string(), z.int()),
  /** Claims without a speaker plus conditions bound to no claim. */
  incomplete: z.int(),
});
export type ArticleSummary = z.infer<typeof ArticleSummary>;

export const OpenArticle = z.strictObject({
  article: Article,
  text: z.string(),
  status: Status,
  spans: z.array(Span),
  relations: z.array(Relation),
});
export type OpenArticle = z.infer<typeof OpenArticle>;

export const ImportReport = z.strictObject({
  added: z.array(z.strictObject({ id: Id, title: z.string() })),
  /** Texts that the project had already, or that came twice. */
  duplicates: z.array(z.strictObject({ name: z.string(), id: Id, title: z.string() })),
  failed: z.array(z.strictObject({ name: z.string(), reason: z.string() })),
});
export type ImportReport = z.infer<typeof ImportReport>;

export const articles = {
  'article.list': op(z.strictObject({}), z.array(ArticleSummary)),
  /** The article with one annotator's layer; without `annotatorId`, one's own. */
  'article.open': op(z.strictObject({ id: Id, annotatorId: Id.optional() }), OpenArticle),
  /** Starts a job whose result is an ImportReport. One transaction, one undoable edit. */
  'article.import': op(z.strictObject({ tokens: z.array(z.string()).min(1) }), z.strictObject({ jobId: Id })),
  'article.paste': op(z.strictObject({ title: z.string().max(2000), text: z.string().max(20_000_000) }), ImportReport),
  'article.update': op(
    z.strictObject({
      id: Id,
      title: z.string().trim().min(1).max(2000).optional(),
      author: z.string().trim().max(2000).optional(),
      date: z.string().trim().max(100).optional(),
      outlet: z.string().trim().max(2000).optional(),
    }),
    z.null(),
  ),
  'article.setStatus': op(z.strictObject({ ids: z.array(Id).min(1), status: Status }), z.null()),
  'article.archive': op(z.strictObject({ ids: z.array(Id).min(1), archived: z.boolean() }), z.null()),
};
