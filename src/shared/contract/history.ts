/** The log of edits: undo, what was done when and by whom, an article as it was, and edits that were kept in a file. */
import { z } from 'zod';
import { Annotator, Id, Relation, RowChangeSchema, Span, Status } from '../model.ts';
import { op } from './op.ts';

export const Undone = z.strictObject({
  /** What was taken back or done again, in words. */
  title: z.string(),
  /** Where it happened, so that the window can go there. */
  articleId: Id.nullable(),
  spanId: Id.nullable(),
});
export type Undone = z.infer<typeof Undone>;

/** Which edits are asked for; what is not given does not matter. The times are ISO 8601, `until` exclusive. */
export const EditFilter = z.strictObject({
  annotatorId: Id.optional(),
  articleId: Id.optional(),
  since: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
});
export type EditFilter = z.infer<typeof EditFilter>;

/** One edit of the log, as it is shown. */
export const LoggedEdit = z.strictObject({
  /** Its number in this file, for as long as the project is open. */
  key: z.int(),
  /** The same in every copy of the project: `device:seq`. */
  id: Id,
  /** What was done, in words. */
  title: z.string(),
  kind: z.enum(['done', 'undo', 'redo']),
  at: z.string(),
  annotatorId: Id,
  /** Number of articles that it touched. */
  articles: z.int(),
  /** The first of them, or null. */
  articleId: Id.nullable(),
  /** The first span that it touched, or null. */
  spanId: Id.nullable(),
  /** The words of that span or the name of what was changed, shortened; may be empty. */
  words: z.string(),
  /** It was taken back, and not done again since. */
  isUndone: z.boolean(),
});
export type LoggedEdit = z.infer<typeof LoggedEdit>;

/** One's own layer of an article as it was right after an edit, and what going back to it would do. */
export const Moment = z.strictObject({
  edit: LoggedEdit,
  status: Status,
  spans: z.array(Span),
  relations: z.array(Relation),
  /** From what is now (`before`) to what was then (`after`): spans, relations, the status. */
  changes: z.array(RowChangeSchema),
  /** What cannot come back, and why; it stays as it is now. */
  left: z.array(z.strictObject({ words: z.string(), reason: z.string() })),
});
export type Moment = z.infer<typeof Moment>;

const AtMoment = z.strictObject({ articleId: Id, editId: Id });

/**
 * The edits that a window may have to keep until they can be saved. Each may be sent again: doing it twice is doing it
 * once.
 */
const EDIT_OPS = [
  'span.add',
  'span.update',
  'span.delete',
  'relation.add',
  'relation.update',
  'relation.delete',
  'article.setStatus',
  'article.update',
  'article.archive',
  'article.setTags',
  'project.update',
  'label.setActive',
  'label.save',
  'label.arrange',
  'label.remove',
  'attribute.save',
  'attribute.remove',
  'relationType.save',
  'relationType.remove',
  'labelSet.load',
  'edit.goBack',
] as const;
export type EditOp = (typeof EDIT_OPS)[number];

/** The file of edits that could not be saved: what they belong to, and each as it crosses the door. */
export const KeptEdits = z.strictObject({
  /** Version of the format. */
  saysoEdits: z.literal(1),
  project: z.strictObject({ id: Id, name: z.string().max(300) }),
  annotator: Annotator,
  keptAt: z.iso.datetime(),
  edits: z.array(z.strictObject({ op: z.enum(EDIT_OPS), input: z.unknown() })).max(100_000),
});
export type KeptEdits = z.infer<typeof KeptEdits>;

export const PutInReport = z.strictObject({
  /** Edits that are in the project now. */
  applied: z.int(),
  /** Edits that were in it already, so that they changed nothing. */
  known: z.int(),
  refused: z.array(z.strictObject({ op: z.string(), reason: z.string() })),
});
export type PutInReport = z.infer<typeof PutInReport>;

export const history = {
  'edit.undo': op(z.strictObject({}), Undone),
  'edit.redo': op(z.strictObject({}), Undone),
  /** The keys of the edits that fit, the newest first. */
  'edit.list': op(EditFilter, z.array(z.int())),
  'edit.read': op(z.strictObject({ keys: z.array(z.int()).min(1).max(200) }), z.array(LoggedEdit)),
  'edit.moment': op(AtMoment, Moment),
  /** Makes one's own layer of the article what it was right after an edit, as one undoable edit. */
  'edit.goBack': op(AtMoment, z.null()),
  /** Writes the whole log as JSON Lines to a place that `app.saveAs` gave. */
  'edit.export': op(
    z.strictObject({ destination: z.string() }),
    z.strictObject({ name: z.string(), edits: z.int(), bytes: z.int() }),
  ),
  /**
   * Does the edits of a file that a window kept (`.sayso-edits.json`), each checked like any other. Refused where the
   * file is of another project or annotator; what fails for want of a disk can be put in again.
   */
  'edit.putIn': op(z.strictObject({ token: z.string() }), PutInReport),
};
