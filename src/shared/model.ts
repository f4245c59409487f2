/**
 * The nouns of Sayso. One schema a noun; the types come from the schemas. Values are plain JSON, so that they cross
 * every process boundary unchanged. Text offsets are UTF-16 code units of the article's frozen text, end exclusive.
 */
import { z } from 'zod';

/** UUIDs, and the readable identifiers of built-in labels and relation types. */
export const Id = z.string().regex(/^[\w.:-]{1,100}$/);
export type Id = z.infer<typeof Id>;

/** Hexadecimal SHA-256. */
const Hash = z.string().regex(/^[0-9a-f]{64}$/);
/** ISO 8601 in UTC with milliseconds. For display only: nothing is ever ordered by it. */
const Time = z.iso.datetime();
const Colour = z.string().regex(/^#[0-9a-f]{6}$/i);
const Offset = z.int().min(0);

export const Range = z
  .strictObject({ start: Offset, end: Offset })
  .refine((r) => r.start < r.end, 'a range is not empty');
export type Range = z.infer<typeof Range>;

/** Ascending, apart from one another, none empty. */
export const Fragments = z
  .array(Range)
  .min(1)
  .max(1000)
  .refine(
    (list) => list.every((f, i) => i === 0 || (list[i - 1] as Range).end < f.start),
    'fragments ascend and do not touch',
  );

export const Status = z.enum(['to-do', 'in-progress', 'done', 'not-relevant']);
export type Status = z.infer<typeof Status>;

export const Annotator = z.strictObject({ id: Id, name: z.string().min(1).max(200) });
export type Annotator = z.infer<typeof Annotator>;

/** What annotation guidelines disagree on. */
export const ProjectSettings = z.strictObject({
  /** Whether a span may lie inside another of the same label, or only the outermost is marked. */
  nesting: z.enum(['allowed', 'outermost']),
  /** Whether a quotation that is interrupted is one claim in pieces, or a claim a piece. */
  splitQuotes: z.enum(['one-claim', 'several-claims']),
  /** Whether a selection becomes whole words, or stays as it was made. */
  snapping: z.enum(['words', 'characters']),
});
export type ProjectSettings = z.infer<typeof ProjectSettings>;

export const Project = z.strictObject({
  id: Id,
  name: z.string().min(1).max(300),
  /** Markdown. */
  guidelines: z.string().max(1_000_000),
  settings: ProjectSettings,
  createdAt: Time,
});
export type Project = z.infer<typeof Project>;

/** A word or two that articles are sorted by. */
export const Tag = z.string().trim().min(1).max(100);

export const Article = z.strictObject({
  id: Id,
  title: z.string().max(2000),
  author: z.string().max(2000),
  /** As the source gives it: a day (2026-03-09) or a full time stamp; empty when unknown. */
  date: z.string().max(100),
  outlet: z.string().max(2000),
  url: z.string().max(4000),
  /** The name of the file it came from, or empty for pasted text. */
  source: z.string().max(2000),
  /** What the original bytes were decoded with, as the Encoding Standard names it. */
  encoding: z.string().max(100),
  /** SHA-256 of the UTF-8 of the frozen text; also the key of the text in `content`. */
  textHash: Hash,
  /** SHA-256 of the original bytes; also their key in `content`. */
  rawHash: Hash,
  /** Length of the frozen text in UTF-16 units. */
  size: Offset,
  words: Offset,
  /** Lone surrogates or undecodable bytes that became U+FFFD at import. */
  replaced: Offset,
  archived: z.boolean(),
  importedAt: Time,
  /** The id that the article has where it came from, or empty. */
  externalId: z.string().max(1000),
  /** Sorted, each once. */
  tags: z.array(Tag).max(200),
});
export type Article = z.infer<typeof Article>;

/** One annotator's status of one article; its id is `articleId:annotatorId`. Where there is none, the article is to do. */
export const ArticleStatus = z.strictObject({ id: z.string(), articleId: Id, annotatorId: Id, status: Status });
export type ArticleStatus = z.infer<typeof ArticleStatus>;

export const Label = z.strictObject({
  id: Id,
  name: z.string().min(1).max(100),
  colour: Colour,
  /** The key that applies it, as KeyboardEvent.key gives it. */
  key: z.string().max(20),
  description: z.string().max(4000),
  /** Switched off, it is not offered; spans that have it stay. */
  active: z.boolean(),
  position: z.int(),
});
export type Label = z.infer<typeof Label>;

/** A relation runs from its source span (the claim) to its target span. */
export const RelationType = z.strictObject({
  id: Id,
  name: z.string().min(1).max(100),
  sourceLabel: Id,
  targetLabel: Id,
  position: z.int(),
});
export type RelationType = z.infer<typeof RelationType>;

export const Attribute = z.strictObject({
  id: Id,
  label: Id,
  name: z.string().min(1).max(100),
  /** Each with the key that sets it on the active span, or no key. */
  values: z
    .array(z.strictObject({ name: z.string().min(1).max(100), key: z.string().max(20) }))
    .min(1)
    .max(100),
  position: z.int(),
});
export type Attribute = z.infer<typeof Attribute>;

export const Entity = z.strictObject({ id: Id, name: z.string().min(1).max(500), note: z.string().max(10_000) });
export type Entity = z.infer<typeof Entity>;

/** Where an annotation came from: a person's hand, or an import. */
const Origin = z.enum(['manual', 'import']);

export const Span = z.strictObject({
  id: Id,
  articleId: Id,
  annotatorId: Id,
  label: Id,
  fragments: Fragments,
  /** The text of each fragment, kept so that a span can be checked against its article. */
  quotes: z.array(z.string()).min(1),
  attributes: z.record(z.string(), z.string()),
  entityId: Id.nullable(),
  note: z.string().max(20_000),
  origin: Origin,
  createdAt: Time,
  updatedAt: Time,
});
export type Span = z.infer<typeof Span>;

export const Relation = z.strictObject({
  id: Id,
  articleId: Id,
  annotatorId: Id,
  type: Id,
  source: Id,
  target: Id,
  origin: Origin,
  createdAt: Time,
});
export type Relation = z.infer<typeof Relation>;

/** What a table of the project holds, by table name: the value of a row change. */
export type Rows = {
  project: Project;
  annotator: Annotator;
  article: Article;
  status: ArticleStatus;
  label: Label;
  relation_type: RelationType;
  attribute: Attribute;
  entity: Entity;
  span: Span;
  relation: Relation;
};
export type Table = keyof Rows;

/** One row as it was and as it is: inserted (before is null), deleted (after is null) or updated. */
export type RowChange<T extends Table = Table> = T extends Table
  ? { table: T; id: Id; before: Rows[T] | null; after: Rows[T] | null }
  : never;

const change = <T extends Table, S extends z.ZodType<Rows[T]>>(table: T, row: S) =>
  z.strictObject({ table: z.literal(table), id: z.string(), before: row.nullable(), after: row.nullable() });
export const RowChangeSchema: z.ZodType<RowChange> = z.discriminatedUnion('table', [
  change('project', Project),
  change('annotator', Annotator),
  change('article', Article),
  change('status', ArticleStatus),
  change('label', Label),
  change('relation_type', RelationType),
  change('attribute', Attribute),
  change('entity', Entity),
  change('span', Span),
  change('relation', Relation),
]);

export const OFFSET_UNITS = ['codepoint', 'utf16', 'byte'] as const;
export const OffsetUnit = z.enum(OFFSET_UNITS);
export type OffsetUnit = z.infer<typeof OffsetUnit>;
