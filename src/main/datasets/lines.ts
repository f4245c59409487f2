/** A file line by line, as bytes: a line is only decoded by whoever knows what its encoding ought to be. */
import { createReadStream } from 'node:fs';
import { AppError } from '../../shared/errors.ts';

export type Line = {
  bytes: Buffer;
  /** Counted from 1. */
  number: number;
  /** False for what follows the last LF. */
  ended: boolean;
};

const LF = 0x0a;

/**
 * The lines of a file, without their LF. Holds one line at a time. Throws AppError 'too-large', naming the file, for a
 * line of more than `longest` bytes.
 */
export async function* readLines(path: string, name: string, longest: number): AsyncGenerator<Line> {
  let pieces: Buffer[] = [];
  let length = 0;
  let number = 1;

  function keep(piece: Buffer): void {
    pieces.push(piece);
    length += piece.length;
    if (length > longest)
      throw new AppError(
        'too-large',
        `${name}, line ${number}: the line is longer than ${Math.floor(longest / 1e6)} MB, which is more than Sayso takes for one article.`,
      );
  }
  function take(ended: boolean): Line {
    const line = { bytes: Buffer.concat(pieces, length), number: number++, ended };
    pieces = [];
    length = 0;
    return line;
  }

  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(LF); end !== -1; end = chunk.indexOf(LF, start)) {
      keep(chunk.subarray(start, end));
      yield take(true);
      start = end + 1;
    }
    if (start < chunk.length) keep(chunk.subarray(start));
  }
  if (length) yield take(false);
}
