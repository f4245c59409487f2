/**
 * Spans and relations. The window makes the ids (UUIDv7), so that an edit that is sent again after a failure
 * is recognised: adding what is there already, unchanged, is not an error.
 */
import { z } from 'zod';
import { Fragments, Id, Relation, Span } from '../model.ts';
import { op } from './op.ts';

export const spans = {
  'span.add': op(z.strictObject({ id: Id, articleId: Id, label: Id, fragments: Fragments }), Span),
  'span.update': op(
    z.strictObject({
      id: Id,
      label: Id.optional(),
      fragments: Fragments.optional(),
      note: z.string().max(20_000).optional(),
      attributes: z.record(z.string(), z.string()).optional(),
    }),
    Span,
  ),
  /** Deletes the span and the relations at either end of it, as one edit. */
  'span.delete': op(z.strictObject({ id: Id }), z.null()),
};

export const relations = {
  /** Refused, with the reason, where no relation type joins the labels of the two spans. The claim is the source. */
  'relation.add': op(z.strictObject({ id: Id, source: Id, target: Id }), Relation),
  /** Points an existing relation at another target of the same label. */
  'relation.update': op(z.strictObject({ id: Id, target: Id }), Relation),
  'relation.delete': op(z.strictObject({ id: Id }), z.null()),
};
