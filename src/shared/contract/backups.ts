/** Backups of a project: what there is, going back to one, and taking one article out of one. */
import { z } from 'zod';
import { Id } from '../model.ts';
import { op } from './op.ts';
import { ProjectInfo } from './project.ts';

/** Why it was made. */
export const BackupReason = z.enum([
  'open',
  'interval',
  'asked',
  'migration',
  'import',
  'deletion',
  'restore',
  'close',
]);
export type BackupReason = z.infer<typeof BackupReason>;

/** The name of a backup's file without its extension; it is not a path. */
const BackupId = z.string().regex(/^[\w.-]{1,100}$/);

/** Whose backups: of a file that need not be one that can be opened; of the open project where nothing is said. */
const Of = z.union([z.strictObject({ token: z.string() }), z.strictObject({ recent: z.string() })]).optional();

export const BackupEntry = z.strictObject({
  id: BackupId,
  /** ISO 8601 in UTC. */
  at: z.string(),
  reason: BackupReason,
  /** Bytes. */
  size: z.int(),
  /** It cannot be read, or its articles or edits do not match their hashes: it can be looked at, not restored. */
  damaged: z.boolean(),
  /** It is of this file; else of another copy of the project, or of the place where it was before. */
  here: z.boolean(),
  articles: z.int(),
  spans: z.int(),
  /** What was done in the project since; null where the project is not open. */
  since: z
    .strictObject({
      edits: z.int(),
      /** Different ones; null where there are too many to count. */
      articles: z.int().nullable(),
      spans: z.int().nullable(),
      /** Names of annotators. */
      by: z.array(z.string()),
    })
    .nullable(),
  /** Edits in it that the project does not have: it was restored to an earlier state, or this is of another copy. */
  ahead: z.int(),
});
export type BackupEntry = z.infer<typeof BackupEntry>;

export const BackupState = z.strictObject({
  /** The newest backup of the open project. */
  last: z.strictObject({ at: z.string(), reason: BackupReason }).nullable(),
  /** Why the last attempt failed, or what it found; it is tried again. */
  problem: z.string().nullable(),
  /** The backup that is shown in place of its project, to read. */
  viewing: z.strictObject({ id: BackupId, at: z.string(), fileName: z.string() }).nullable(),
});
export type BackupState = z.infer<typeof BackupState>;

export const BackupList = z.strictObject({
  /** The newest first. */
  backups: z.array(BackupEntry),
  /** The project file that they would be put in place of. */
  fileName: z.string(),
  /** Where they are, for display only. */
  folder: z.string(),
  /** Where copies of them go too, for display only, or null. */
  secondFolder: z.string().nullable(),
  /** Bytes that the backups of one file may take. */
  cap: z.int(),
});
export type BackupList = z.infer<typeof BackupList>;

export const ArticleInBackup = z.strictObject({
  id: Id,
  title: z.string(),
  /** One's own spans in the backup and in the project; null where the article is no longer in it. */
  spansThen: z.int(),
  spansNow: z.int().nullable(),
});
export type ArticleInBackup = z.infer<typeof ArticleInBackup>;

export const Restored = z.strictObject({
  info: ProjectInfo,
  /** The backup of what was there, by which this is undone; null where the file could not be opened. */
  before: BackupId.nullable(),
  /** The name, beside the project, that the file of before has now; null where there was none. */
  aside: z.string().nullable(),
});
export type Restored = z.infer<typeof Restored>;

export const backups = {
  'backup.state': op(z.strictObject({}), BackupState),
  'backup.list': op(z.strictObject({ of: Of }), BackupList),
  /** Backs up now, if anything changed since the last one. */
  'backup.make': op(z.strictObject({}), BackupState),
  'backup.setCap': op(z.strictObject({ cap: z.int().min(10_000_000).max(1_000_000_000_000) }), z.null()),
  /** Names the folder, by a token of `app.chooseFolder`, that gets a copy of each backup; null: none does any more. */
  'backup.setSecondFolder': op(z.strictObject({ token: z.string().nullable() }), z.null()),
  /** Opens a copy of the backup in place of the project, to read. */
  'backup.open': op(z.strictObject({ id: BackupId, of: Of }), ProjectInfo),
  /** Opens the project again after a look at one of its backups. */
  'backup.leave': op(z.strictObject({}), ProjectInfo),
  /** Backs up what is there, moves its file aside, and puts the backup in its place. Answers when it is on the disk. */
  'backup.restore': op(z.strictObject({ id: BackupId, of: Of }), Restored),
  /** The articles that are not in the project as one's own layer has them in the backup. */
  'backup.articles': op(z.strictObject({ id: BackupId }), z.array(ArticleInBackup)),
  /** Makes one's own spans, relations and status of an article those of the backup, as one edit. */
  'backup.restoreArticle': op(
    z.strictObject({ id: BackupId, articleId: Id }),
    z.strictObject({ articleId: Id, title: z.string(), spans: z.int(), relations: z.int() }),
  ),
};

export const backupEvents = { 'backup.changed': BackupState };
