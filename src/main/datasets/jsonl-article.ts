/**
 * One article line of Sayso's own JSON Lines, checked against the header and the lines before it. An annotation that is
 * not right is left out with the reason, and its article goes in; a text that is not right takes its article with it.
 */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { Article, ArticleStatus, OffsetUnit, Range, Relation, Span } from '../../shared/model.ts';
import { createOffsetConverter, type OffsetConverter } from '../../shared/offset-units.ts';
import { countWords } from '../../shared/text.ts';
import type { DatasetArticle } from './format.ts';
import { type HeaderLine, RelationLine, SpanLine, StatusLine, UncheckedArticleLine } from './jsonl-schema.ts';
import { sliceDifference } from './span-check.ts';

/** What is wrong with an article, or with a part of it, in words. */
class Wrong extends Error {}

/** What became of one line: the article without what is wrong in it, or null; and the reasons, a sentence each. */
export type ReadArticle = { article: DatasetArticle | null; rejected: string[] };

/** The first id that comes twice, or null. */
export function firstTwice(rows: readonly { id: string }[]): string | null {
  const seen = new Set<string>();
  for (const { id } of rows) {
    if (seen.has(id)) return id;
    seen.add(id);
  }
  return null;
}

/** The first thing that a schema found wrong, with its place, in words. */
export function wrongShape(error: z.ZodError): string {
  const [issue] = error.issues;
  const place = issue?.path.join('.');
  // It may name keys, as many and as long as somebody wrote.
  return `${place ? `${place}: ` : ''}${issue?.message ?? error.message}`.slice(0, 500).toWellFormed();
}

const idsOf = (rows: readonly { id: string }[]) => new Set(rows.map(({ id }) => id));

/** Reads article after article of one file. `refuse` throws AppError for a text, in bytes, that is too large. */
export function createArticleReader(
  header: HeaderLine,
  refuse: (bytes: number) => void,
): (value: unknown) => ReadArticle {
  const known = {
    labels: idsOf(header.labels),
    types: idsOf(header.relations),
    annotators: idsOf(header.annotators),
    entities: idsOf(header.entities),
  };
  const before = {
    articles: new Set<string>(),
    texts: new Set<string>(),
    spans: new Set<string>(),
    relations: new Set<string>(),
  };

  function checkLine(value: unknown): UncheckedArticleLine {
    const line = parsed(UncheckedArticleLine, value);
    checkText(line);
    refuse(Buffer.byteLength(line.text));
    refuseSeen(before.articles, line.id, `article ${line.id}`);
    refuseSeen(before.texts, line.textHash, `the text with the hash ${line.textHash}`);
    before.articles.add(line.id);
    before.texts.add(line.textHash);
    return line;
  }

  function spanReader({ id: articleId, text }: UncheckedArticleLine): (value: unknown) => Span {
    const converter = createOffsetConverter(text);
    return (value) => {
      const { annotator, entity, ...span } = parsed(SpanLine, value);
      refuseSeen(before.spans, span.id, `span ${span.id}`);
      refuseUnknown(known.annotators, annotator, 'annotator');
      refuseUnknown(known.labels, span.label, 'label');
      if (entity !== null) refuseUnknown(known.entities, entity, 'entity');
      const fragments = fromUnit(converter, span.fragments, header.offsets);
      const different = sliceDifference((start, end) => text.slice(start, end), fragments, span.quotes);
      if (different) throw new Wrong(different);
      before.spans.add(span.id);
      return { ...span, fragments, articleId, annotatorId: annotator, entityId: entity };
    };
  }

  function relationReader(articleId: string, spans: readonly Span[]): (value: unknown) => Relation {
    const ends = idsOf(spans);
    const joined = new Set<string>();
    return (value) => {
      const { annotator, ...relation } = parsed(RelationLine, value);
      const { id, type, source, target } = relation;
      refuseSeen(before.relations, id, `relation ${id}`);
      refuseUnknown(known.annotators, annotator, 'annotator');
      refuseUnknown(known.types, type, 'type');
      for (const end of [source, target])
        if (!ends.has(end)) throw new Wrong(`it leads to the span ${end}, which this article does not have`);
      const pair = `${source} ${target} ${type}`;
      if (joined.has(pair)) throw new Wrong('it joins the same spans as another relation');
      joined.add(pair);
      before.relations.add(id);
      return { ...relation, articleId, annotatorId: annotator };
    };
  }

  function statusReader(articleId: string): (value: unknown) => ArticleStatus {
    const told = new Set<string>();
    return (value) => {
      const { annotator, status } = parsed(StatusLine, value);
      refuseUnknown(known.annotators, annotator, 'annotator');
      if (told.has(annotator)) throw new Wrong(`annotator ${annotator} has two statuses`);
      told.add(annotator);
      return { id: `${articleId}:${annotator}`, articleId, annotatorId: annotator, status };
    };
  }

  return (value) => {
    const rejected: string[] = [];
    try {
      const line = checkLine(value);
      const { id, text, statuses, spans, relations, ...details } = line;
      const article: Article = {
        ...details,
        id,
        rawHash: details.textHash,
        size: text.length,
        words: countWords(text),
      };
      const goodSpans = eachGood(spans, 'span', spanReader(line), rejected);
      return {
        article: {
          article,
          text,
          statuses: eachGood(statuses, 'status', statusReader(id), rejected),
          spans: goodSpans,
          relations: eachGood(relations, 'relation', relationReader(id, goodSpans), rejected),
        },
        rejected,
      };
    } catch (error) {
      return { article: null, rejected: [reasonOf(error)] };
    }
  };
}

/** What `read` makes of each value; of those that are wrong, the reasons go to `rejected`. */
function eachGood<T>(values: readonly unknown[], kind: string, read: (value: unknown) => T, rejected: string[]): T[] {
  const good: T[] = [];
  for (const [index, value] of values.entries()) {
    try {
      good.push(read(value));
    } catch (error) {
      rejected.push(`${kind} ${idOf(value) ?? `number ${index + 1}`}: ${reasonOf(error)}`);
    }
  }
  return good;
}

/** What is wrong, as a sentence. What is no fault of the line is thrown on. */
function reasonOf(error: unknown): string {
  if (error instanceof Wrong) return `${error.message}.`;
  if (error instanceof AppError) return error.message;
  throw error;
}

function idOf(value: unknown): string | null {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
  return typeof id === 'string' ? id.slice(0, 100) : null;
}

function parsed<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (!result.success) throw new Wrong(wrongShape(result.error));
  return result.data;
}

function refuseSeen(seen: ReadonlySet<string>, id: string, what: string): void {
  if (seen.has(id)) throw new Wrong(`${what} was in the file before`);
}

function refuseUnknown(ids: ReadonlySet<string>, id: string, kind: string): void {
  if (!ids.has(id)) throw new Wrong(`it has the ${kind} ${id}, which the first line does not name`);
}

function checkText({ text, textHash }: UncheckedArticleLine): void {
  if (!text.isWellFormed()) throw new Wrong('its text holds half a character (a lone surrogate)');
  if (text.includes('\r'))
    throw new Wrong('its text holds a carriage return, and texts in Sayso end their lines with LF alone');
  if (createHash('sha256').update(text).digest('hex') !== textHash)
    throw new Wrong('its text does not have the hash that textHash says, so it was changed');
}

function fromUnit(converter: OffsetConverter, fragments: Range[], unit: OffsetUnit): Range[] {
  try {
    return fragments.map(({ start, end }) => ({
      start: converter.fromUnit(start, unit),
      end: converter.fromUnit(end, unit),
    }));
  } catch (error) {
    if (error instanceof RangeError) throw new Wrong(error.message);
    throw error;
  }
}
