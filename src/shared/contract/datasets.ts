/** Datasets out of a project. */
import { z } from 'zod';
import { Id, OffsetUnit } from '../model.ts';
import { op } from './op.ts';

export const FORMATS = ['jsonl', 'csv'] as const;
export const Format = z.enum(FORMATS);
export type Format = z.infer<typeof Format>;

export const ExportReport = z.strictObject({
  name: z.string(),
  articles: z.int(),
  spans: z.int(),
  relations: z.int(),
  /** Size of the file in bytes. */
  bytes: z.int(),
});
export type ExportReport = z.infer<typeof ExportReport>;

/** What an export of the whole project would hold: all articles, all annotators' layers. */
export const DatasetContents = z.strictObject({
  articles: z.int(),
  spans: z.int(),
  relations: z.int(),
  annotators: z.int(),
  /** Claims without a speaker plus conditions bound to no claim. */
  incomplete: z.int(),
});
export type DatasetContents = z.infer<typeof DatasetContents>;

export const datasets = {
  'dataset.contents': op(z.strictObject({}), DatasetContents),
  /** Starts a job whose result is an ExportReport; `destination` is a token from `app.saveAs`. */
  'dataset.export': op(
    z.strictObject({ format: Format, offsets: OffsetUnit, destination: z.string() }),
    z.strictObject({ jobId: Id }),
  ),
};
