/** Reads Sayso's own JSON Lines (jsonl-schema.ts), strictly: a file is right in every line, or it is refused. */
import { closeSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { DatasetHeader, DatasetItem } from './format.ts';
import { createArticleReader, firstTwice, wrongShape } from './jsonl-article.ts';
import { HeaderLine, VERSION } from './jsonl-schema.ts';
import { type Line, readLines } from './lines.ts';

/** In bytes. */
const LONGEST_LINE = 200_000_000;
const SIGNATURE = /^\uFEFF?\s*\{\s*"sayso"\s*:/;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Whether a file begins as Sayso's own JSON Lines do. Throws where it cannot be read. */
export function isSaysoJsonl(path: string): boolean {
  const start = Buffer.alloc(200);
  const fd = openSync(path, 'r');
  try {
    return SIGNATURE.test(start.toString('utf8', 0, readSync(fd, start, 0, start.length, 0)));
  } finally {
    closeSync(fd);
  }
}

/**
 * The header, then each article, its offsets in UTF-16 and its original bytes those of its text. Messages speak of the
 * file by `name`. Throws AppError ('bad-input'; 'too-large' for a line over 200 MB) that names the file, the line, the
 * article and what is wrong.
 */
export async function* readJsonl(path: string, name: string = basename(path)): AsyncGenerator<DatasetItem> {
  let readArticle: ReturnType<typeof createArticleReader> | null = null;
  for await (const line of readLines(path, name, LONGEST_LINE)) {
    const wrong = (what: string, title?: unknown) => {
      const article = typeof title === 'string' && title !== '' ? ` (“${title}”)` : '';
      return new AppError('bad-input', `${name}, line ${line.number}${article}: ${what}.`);
    };
    const text = decodeLine(line, wrong);
    if (text.trim() === '') continue;
    if (readArticle) {
      yield readArticle(parseLine(text, line, wrong), wrong);
    } else {
      const header = readHeader(text, line, wrong);
      readArticle = createArticleReader(header);
      yield { header: datasetHeader(header) };
    }
  }
  if (!readArticle) throw new AppError('bad-input', `${name} is empty, so it holds no dataset.`);
}

type Wrong = (what: string) => AppError;

function decodeLine({ bytes, number }: Line, wrong: Wrong): string {
  try {
    const text = decoder.decode(bytes);
    return number === 1 && text.startsWith('\uFEFF') ? text.slice(1) : text;
  } catch (error) {
    if (error instanceof TypeError) throw wrong('it is not UTF-8');
    throw error;
  }
}

function parseLine(text: string, line: Line, wrong: Wrong): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw wrong(
      line.ended ? `it is not JSON (${error.message})` : 'the file ends within this line, so it was cut short',
    );
  }
}

function readHeader(text: string, line: Line, wrong: Wrong): HeaderLine {
  if (!SIGNATURE.test(text)) throw wrong('a Sayso dataset begins with {"sayso":1, and this file does not');
  const value = parseLine(text, line, wrong);
  const version = z.object({ sayso: z.unknown() }).safeParse(value).data?.sayso;
  if (version !== VERSION)
    throw wrong(`its format is version ${JSON.stringify(version)}, and this Sayso reads version ${VERSION}`);
  const parsed = HeaderLine.safeParse(value);
  if (!parsed.success) throw wrong(wrongShape(parsed.error));
  checkHeader(parsed.data, wrong);
  return parsed.data;
}

function checkHeader(header: HeaderLine, wrong: Wrong): void {
  for (const list of ['labels', 'relations', 'attributes', 'annotators', 'entities'] as const) {
    const twice = firstTwice(header[list]);
    if (twice) throw wrong(`${list} holds the id ${twice} twice`);
  }
  const labels = new Set(header.labels.map(({ id }) => id));
  for (const { id, sourceLabel, targetLabel } of header.relations)
    for (const label of [sourceLabel, targetLabel])
      if (!labels.has(label)) throw wrong(`relation ${id} joins the label ${label}, which is not among the labels`);
  for (const { id, label } of header.attributes)
    if (!labels.has(label)) throw wrong(`attribute ${id} is of the label ${label}, which is not among the labels`);
}

const datasetHeader = ({
  relations,
  labels,
  attributes,
  guidelines,
  annotators,
  entities,
}: HeaderLine): DatasetHeader => ({
  labels,
  relationTypes: relations,
  attributes,
  guidelines,
  annotators,
  entities,
});
