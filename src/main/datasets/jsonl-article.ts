/** One article line of Sayso's own JSON Lines, checked against the header and the lines before it. */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { AppError } from '../../shared/errors.ts';
import type { Article, ArticleStatus, OffsetUnit, Range, Relation, Span } from '../../shared/model.ts';
import { createOffsetConverter, type OffsetConverter } from '../../shared/offset-units.ts';
import { countWords } from '../../shared/text.ts';
import type { DatasetArticle } from './format.ts';
import { ArticleLine, type HeaderLine } from './jsonl-schema.ts';
import { sliceDifference } from './span-check.ts';

/** The error for what is wrong, at its place in the file; with the title of the article, where it is known. */
type WrongInFile = (what: string, title?: unknown) => AppError;
type Wrong = (what: string) => AppError;

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
  return `${place ? `${place}: ` : ''}${issue?.message ?? error.message}`;
}

const idsOf = (rows: readonly { id: string }[]) => new Set(rows.map(({ id }) => id));
const titleOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'title' in value ? value.title : undefined;

/** Reads article after article of one file. Throws what `wrong` makes of it where a line is not right. */
export function createArticleReader(header: HeaderLine): (value: unknown, wrong: WrongInFile) => DatasetArticle {
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

  function once(seen: Set<string>, id: string, what: string, wrong: Wrong): void {
    if (seen.has(id)) throw wrong(`${what} ${id} was in the file before`);
    seen.add(id);
  }
  function among(ids: Set<string>, id: string, owner: string, kind: string, wrong: Wrong): void {
    if (!ids.has(id)) throw wrong(`${owner} has the ${kind} ${id}, which the first line does not name`);
  }

  function checkReferences(line: ArticleLine, wrong: Wrong): void {
    once(before.articles, line.id, 'article', wrong);
    once(before.texts, line.textHash, 'the text with the hash', wrong);
    for (const { annotator } of line.statuses) among(known.annotators, annotator, 'a status', 'annotator', wrong);
    const twice = firstTwice(line.statuses.map(({ annotator }) => ({ id: annotator })));
    if (twice) throw wrong(`annotator ${twice} has two statuses`);
    for (const span of line.spans) {
      const owner = `span ${span.id}`;
      once(before.spans, span.id, 'span', wrong);
      among(known.annotators, span.annotator, owner, 'annotator', wrong);
      among(known.labels, span.label, owner, 'label', wrong);
      if (span.entity !== null) among(known.entities, span.entity, owner, 'entity', wrong);
    }
    checkRelations(line, wrong);
  }

  function checkRelations(line: ArticleLine, wrong: Wrong): void {
    const spans = idsOf(line.spans);
    const joined = new Set<string>();
    for (const { id, annotator, type, source, target } of line.relations) {
      const owner = `relation ${id}`;
      once(before.relations, id, 'relation', wrong);
      among(known.annotators, annotator, owner, 'annotator', wrong);
      among(known.types, type, owner, 'type', wrong);
      for (const end of [source, target])
        if (!spans.has(end)) throw wrong(`${owner} leads to the span ${end}, which this article does not have`);
      const pair = `${source} ${target} ${type}`;
      if (joined.has(pair)) throw wrong(`${owner} joins the same spans as another relation`);
      joined.add(pair);
    }
  }

  return (value, wrongInFile) => {
    const wrong: Wrong = (what) => wrongInFile(what, titleOf(value));
    const parsed = ArticleLine.safeParse(value);
    if (!parsed.success) throw wrong(wrongShape(parsed.error));
    checkText(parsed.data, wrong);
    checkReferences(parsed.data, wrong);
    return datasetArticle(parsed.data, header.offsets, wrong);
  };
}

function checkText({ text, textHash }: ArticleLine, wrong: Wrong): void {
  if (!text.isWellFormed()) throw wrong('its text holds half a character (a lone surrogate)');
  if (text.includes('\r'))
    throw wrong('its text holds a carriage return, and texts in Sayso end their lines with LF alone');
  if (createHash('sha256').update(text).digest('hex') !== textHash)
    throw wrong('its text does not have the hash that textHash says, so it was changed');
}

function datasetArticle(line: ArticleLine, unit: OffsetUnit, wrong: Wrong): DatasetArticle {
  const { id: articleId, text, statuses, spans, relations, ...details } = line;
  const converter = createOffsetConverter(text);
  const article: Article = {
    ...details,
    id: articleId,
    rawHash: details.textHash,
    size: text.length,
    words: countWords(text),
  };
  return {
    article,
    text,
    statuses: statuses.map(
      ({ annotator, status }): ArticleStatus => ({
        id: `${articleId}:${annotator}`,
        articleId,
        annotatorId: annotator,
        status,
      }),
    ),
    spans: spans.map(({ annotator, entity, ...span }): Span => {
      const wrongSpan: Wrong = (what) => wrong(`span ${span.id}: ${what}`);
      const fragments = fromUnit(converter, span.fragments, unit, wrongSpan);
      const different = sliceDifference((start, end) => text.slice(start, end), fragments, span.quotes);
      if (different) throw wrongSpan(different);
      return { ...span, fragments, articleId, annotatorId: annotator, entityId: entity };
    }),
    relations: relations.map(
      ({ annotator, ...relation }): Relation => ({ ...relation, articleId, annotatorId: annotator }),
    ),
  };
}

function fromUnit(converter: OffsetConverter, fragments: Range[], unit: OffsetUnit, wrong: Wrong): Range[] {
  try {
    return fragments.map(({ start, end }) => ({
      start: converter.fromUnit(start, unit),
      end: converter.fromUnit(end, unit),
    }));
  } catch (error) {
    if (error instanceof RangeError) throw wrong(error.message);
    throw error;
  }
}
