/** An article with its annotations as one HTML page, to be saved or printed. */
import { z } from 'zod';
import { Id } from '../model.ts';
import { op } from './op.ts';

/** Without `annotatorId`, one's own layer. */
const Layer = z.strictObject({ id: Id, annotatorId: Id.optional() });

export const pages = {
  /** What is in the page's body, and its style sheet. */
  'article.page': op(Layer, z.strictObject({ body: z.string(), style: z.string() })),
  /** `destination` is a token from `app.saveAs`. */
  'article.saveHtml': op(
    Layer.extend({ destination: z.string() }),
    z.strictObject({ name: z.string(), bytes: z.int() }),
  ),
};
