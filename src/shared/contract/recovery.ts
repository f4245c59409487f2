/** Saving what a file that cannot be opened holds of a project, into a new file beside it. That file is never written. */
import { z } from 'zod';
import { Id } from '../model.ts';
import { op } from './op.ts';

/** An article of which not all was saved. */
export const DamagedArticle = z.strictObject({
  id: Id,
  title: z.string(),
  /** The file it came from, to add it again; may be empty. */
  source: z.string(),
  /** Its text, so that the article is not in the new file; its original bytes; some annotations. */
  lost: z.enum(['text', 'original', 'annotations']),
  /** Spans and relations that were left out with it. */
  annotations: z.int(),
});
export type DamagedArticle = z.infer<typeof DamagedArticle>;

export const RecoveryReport = z.strictObject({
  /**
   * Nothing was damaged, and no file was made; only indexes were; Sayso's own part of a file was copied in which others
   * had put something; or what was found in a damaged file went into a new one.
   */
  method: z.enum(['sound', 'indexes', 'taken-over', 'salvage']),
  /** Names of the backups that gave what the file had lost. */
  backups: z.array(z.string()),
  tables: z.array(
    z.strictObject({
      table: z.string(),
      /** Rows that were there, as far as can be told. */
      expected: z.int(),
      saved: z.int(),
      /** Of those saved, the ones that no edit of the history vouches for. */
      unverified: z.int(),
    }),
  ),
  history: z.strictObject({
    /** Edits that were there, as far as can be told; those that could be read; those that are in the new file. */
    expected: z.int(),
    read: z.int(),
    kept: z.int(),
    /** There may have been more than could be counted. */
    uncertain: z.boolean(),
  }),
  articles: z.array(DamagedArticle),
  /** Things that were lost and got a stand-in, since others refer to them. */
  standIns: z.array(z.string()),
  /** Names of tables, views, triggers and indexes that Sayso did not make: they were not copied. */
  foreign: z.array(z.string()),
  /** Rows that were not copied, since Sayso would not have written them so. */
  refused: z.array(z.strictObject({ table: z.string(), count: z.int() })),
});
export type RecoveryReport = z.infer<typeof RecoveryReport>;

export const Recovery = z.strictObject({
  id: Id,
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** `total` is 0 while unknown. */
  done: z.int(),
  total: z.int(),
  /** What is being done, or the reason of a failure. */
  message: z.string(),
  result: z
    .strictObject({
      report: RecoveryReport,
      /** The new file, to be opened; null where none was needed. */
      file: z.strictObject({ token: z.string(), name: z.string(), folder: z.string() }).nullable(),
    })
    .nullable(),
});
export type Recovery = z.infer<typeof Recovery>;

export const recovery = {
  /**
   * Begins to recover a file that could not be opened, and gives an id; how it goes on is told by 'recovery.changed'.
   * The new file goes beside the damaged one, or to a place that `app.saveAs` gave.
   */
  'recovery.start': op(
    z.strictObject({
      of: z.union([z.strictObject({ token: z.string() }), z.strictObject({ recent: z.string() })]),
      destination: z.string().optional(),
    }),
    z.strictObject({ id: Id }),
  ),
  /** Ends it; nothing is left. What has ended already stays as it is. */
  'recovery.cancel': op(z.strictObject({ id: Id }), z.null()),
};

export const recoveryEvents = { 'recovery.changed': Recovery };
