/** Rows of files that nobody vouches for, checked against the model. */
import { z } from 'zod';
import {
  Annotator,
  Article,
  ArticleStatus,
  Attribute,
  Entity,
  Label,
  Project,
  Relation,
  RelationType,
  RowChangeSchema,
  type Rows,
  Span,
  type Table,
} from '../../shared/model.ts';
import type { EditRow } from '../store/history.ts';
import { fromSql } from '../store/tables.ts';
import { parseUntrusted } from '../untrusted-json.ts';

const ROWS: { [T in Table]: z.ZodType<Rows[T]> } = {
  project: Project,
  annotator: Annotator,
  article: Article,
  status: ArticleStatus,
  label: Label,
  relation_type: RelationType,
  attribute: Attribute,
  entity: Entity,
  span: Span,
  relation: Relation,
};

/** Properties that are kept as JSON, in whichever table. */
const IN_JSON = ['settings', 'values', 'tags', 'fragments', 'quotes', 'attributes'];

/** The row that a record with these properties holds, or null where it is none of that table. */
export function parseRow<T extends Table>(table: T, record: Record<string, unknown>): Rows[T] | null {
  for (const property of IN_JSON) {
    const text = record[property];
    if (text !== undefined && (typeof text !== 'string' || 'fault' in parseUntrusted(text))) return null;
  }
  const parsed = ROWS[table].safeParse(fromSql(table, record));
  return parsed.success ? parsed.data : null;
}

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Edit: z.ZodType<EditRow> = z.strictObject({
  device: z.string().min(1).max(100),
  seq: z.int().min(1),
  prev: Hash,
  lamport: z.int().min(1),
  annotator: z.string().max(100),
  at: z.string().max(100),
  title: z.string(),
  diff: z.string(),
  undoes: z.string().max(200).nullable(),
  hash: Hash,
});
const Diff = z.array(RowChangeSchema);

/** An edit of the log, its diff too, or null. */
export function parseEdit(record: Record<string, unknown>): EditRow | null {
  const edit = Edit.safeParse(record);
  if (!edit.success) return null;
  const diff = parseUntrusted(edit.data.diff);
  return 'value' in diff && Diff.safeParse(diff.value).success ? edit.data : null;
}
