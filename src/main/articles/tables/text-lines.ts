/** A text file of any encoding line by line, holding one line at a time. */
import { isAscii } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { AppError } from '../../../shared/errors.ts';
import { MAX_ARTICLE_BYTES } from '../decode.ts';

export type TextLine = {
  /** With its line end, as it is in the file. */
  text: string;
  /** Counted from 1. */
  number: number;
};

/** In bytes. */
const CHUNK = 1 << 18;
/** As much of what is beyond ASCII as is looked at, in bytes. */
const TELLING = 1 << 18;

/** In characters: more than an article of the greatest length. */
const LONGEST_LINE = MAX_ARTICLE_BYTES * 1.5;

const chunksOf = (path: string) => createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>;

/**
 * The beginning of a file, and, as the encoding may show late in a long one, the first parts with more than ASCII. Both
 * in whole lines.
 */
export async function sampleBytes(path: string): Promise<{ head: Buffer; telling: Buffer }> {
  const { size } = await stat(path);
  let at = 0;
  let head = Buffer.alloc(0);
  const telling: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunksOf(path)) {
    const isFirst = at === 0;
    at += chunk.length;
    const lines = wholeLines(chunk, isFirst ? 0 : chunk.indexOf(0x0a) + 1, at >= size);
    if (isFirst) head = lines;
    if (isFirst || !isAscii(chunk)) telling.push(lines);
    if (!isAscii(chunk)) length += lines.length;
    if (length >= TELLING) break;
  }
  return { head, telling: Buffer.concat(telling) };
}

/** A chunk from `start` on, without the line that the next chunk goes on with. */
function wholeLines(chunk: Buffer, start: number, isLast: boolean): Buffer<ArrayBuffer> {
  const end = isLast ? chunk.length : chunk.lastIndexOf(0x0a) + 1;
  return Buffer.from(end > start ? chunk.subarray(start, end) : chunk);
}

/** The lines of a file. A leading byte order mark is dropped. Throws AppError 'too-large' for one that is too long. */
export async function* textLines(path: string, encoding: string, lineEnd: string): AsyncGenerator<TextLine> {
  const decoder = new TextDecoder(encoding);
  let rest = '';
  let number = 1;
  function* linesIn(text: string): Generator<TextLine> {
    let start = 0;
    // What was there before holds no line end, so that it is not looked through again.
    for (let end = text.indexOf(lineEnd, rest.length); end >= 0; end = text.indexOf(lineEnd, start)) {
      yield { text: text.slice(start, end + 1), number: number++ };
      start = end + 1;
    }
    rest = text.slice(start);
    refuseLongLine(rest.length, number);
  }
  for await (const chunk of chunksOf(path)) yield* linesIn(rest + decoder.decode(chunk, { stream: true }));
  yield* linesIn(rest + decoder.decode());
  if (rest) yield { text: rest, number };
}

function refuseLongLine(length: number, line: number): void {
  if (length <= LONGEST_LINE) return;
  const limit = `${LONGEST_LINE / 1e6} MB`;
  throw new AppError('too-large', `Line ${line} is longer than ${limit}, which is more than a row may have.`);
}
