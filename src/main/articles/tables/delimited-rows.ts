/**
 * Rows of a delimited table. A row ends where its quotation marks are balanced; what csv-parse then finds amiss is told
 * with its line, and reading goes on at the next line that is a whole row.
 */
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { MAX_ARTICLE_BYTES } from '../decode.ts';
import type { TextLine } from './text-lines.ts';

export type Shape = {
  delimiter: string;
  lineEnd: string;
  /** Whether quotation marks enclose cells, or are signs like others. */
  quoted: boolean;
};

/** `line` is where the row begins. */
export type DelimitedRow = { line: number; cells: string[]; raw: string } | { line: number; reason: string };

/** The longest row, in characters: a text of the greatest length and some more. */
const LONGEST_ROW = MAX_ARTICLE_BYTES * 1.5;

/** All rows, with the first one, which tells how many cells each has. Blank lines between rows are passed over. */
export async function* delimitedRows(lines: AsyncIterable<TextLine>, shape: Shape): AsyncGenerator<DelimitedRow> {
  const source = lines[Symbol.asyncIterator]();
  /** Lines that are to be read again, the next one last. */
  const again: TextLine[] = [];
  let width: number | null = null;
  try {
    for (;;) {
      const row = await nextRow(source, again, shape);
      if (!row) return;
      const read: string[] | string = row.isBalanced ? readRow(row.text, shape, width) : UNBALANCED;
      if (typeof read !== 'string') {
        width ??= read.length;
        yield { line: row.first.number, cells: read, raw: withoutLineEnd(row.text) };
        continue;
      }
      const resume = row.more.findIndex(({ text }) => isFullRow(text, shape, width));
      const lost = resume < 0 ? row.more : row.more.slice(0, resume);
      if (resume >= 0) for (const line of row.more.slice(resume).reverse()) again.push(line);
      const last = lost.at(-1);
      yield { line: row.first.number, reason: last ? `${read} It was left out up to line ${last.number}.` : read };
    }
  } finally {
    await source.return?.();
  }
}

const UNBALANCED = 'A quotation mark opens a cell that no other closes.';

type Assembled = { first: TextLine; more: TextLine[]; text: string; isBalanced: boolean };

/** The lines up to where a row ends; null at the end of the file. */
async function nextRow(
  source: AsyncIterator<TextLine>,
  again: TextLine[],
  { quoted }: Shape,
): Promise<Assembled | null> {
  const lines: TextLine[] = [];
  let marks = 0;
  let length = 0;
  for (;;) {
    const line = again.pop() ?? (await nextOf(source));
    if (!line) break;
    if (lines.length === 0 && line.text.trim() === '') continue;
    lines.push(line);
    length += line.text.length;
    if (quoted) marks += countOf(line.text, '"');
    if (marks % 2 === 0 || length > LONGEST_ROW) break;
  }
  const [first, ...more] = lines;
  if (!first) return null;
  return { first, more, text: lines.map(({ text }) => text).join(''), isBalanced: marks % 2 === 0 };
}

async function nextOf(source: AsyncIterator<TextLine>): Promise<TextLine | null> {
  const next = await source.next();
  return next.done ? null : next.value;
}

/** Whether a text is a row by itself, of `width` cells where that is known. */
const isFullRow = (text: string, shape: Shape, width: number | null): boolean =>
  (!shape.quoted || countOf(text, '"') % 2 === 0) && typeof readRow(text, shape, width) !== 'string';

/** The cells of a row, or what is amiss. */
function readRow(text: string, { delimiter, lineEnd, quoted }: Shape, width: number | null): string[] | string {
  try {
    const [cells = []] = parse(withoutLineEnd(text), {
      delimiter,
      record_delimiter: lineEnd,
      quote: quoted ? '"' : null,
      relax_column_count: true,
      max_record_size: 0,
    });
    // Some programs end each row with a delimiter.
    const more = width === null ? [] : cells.slice(width);
    if (more.every((cell) => cell === '') && cells.length >= (width ?? 0)) return cells.slice(0, width ?? cells.length);
    return `This row has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}, and the first row names ${width} columns.`;
  } catch (error) {
    if (error instanceof CsvError)
      return 'A quotation mark stands where no cell begins or ends; in a cell it is doubled.';
    throw error;
  }
}

const withoutLineEnd = (text: string): string => text.replace(/\r?\n$|\r$/, '');

function countOf(text: string, sign: string): number {
  let count = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count++;
  return count;
}
