/** Tables whose cells are parted by a sign: CSV with commas, semicolons or bars, and tab-separated values. */
import { AppError } from '../../../shared/errors.ts';
import { binaryKind } from '../binary-kinds.ts';
import { encodingsOf } from '../decode.ts';
import { encodingSamples } from '../encodings.ts';
import { delimitedRows, type Shape } from './delimited-rows.ts';
import type { Row, Table } from './table.ts';
import { sampleBytes, type TextLine, textLines } from './text-lines.ts';

const DELIMITERS = [',', ';', '\t', '|'];

/**
 * Opens a table whose first row names the columns. Without `delimiter` it is the sign that the first row has most of.
 * Throws AppError 'bad-input' for what holds no text or no row.
 */
export async function openDelimited(path: string, delimiter: string | null, encoding?: string): Promise<Table> {
  const { head, telling } = await sampleBytes(path);
  if (head.length === 0) throw new AppError('bad-input', 'The file is empty.');
  const kind = binaryKind(head);
  if (kind) throw new AppError('bad-input', `This is ${kind.what}, not a table in text. ${kind.wayOut}`);
  const { encodings, sure } = encodingsOf(telling);
  const chosen = encoding ?? encodings[0] ?? 'utf-8';
  const shape = await shapeOf(new TextDecoder(chosen).decode(head), delimiter);

  async function* records() {
    yield* delimitedRows(textLines(path, chosen, shape.lineEnd), shape);
  }
  const columns = await firstRow(records());
  return {
    columns,
    encoding: chosen,
    doubtful: sure ? [] : encodingSamples(telling, encodings),
    async *rows(): AsyncGenerator<Row> {
      let isFirst = true;
      for await (const record of records()) {
        if ('cells' in record && !isFirst)
          yield { ...record, cells: new Map(columns.map((column, index) => [column, record.cells[index] ?? ''])) };
        else if ('reason' in record) yield record;
        isFirst = false;
      }
    },
  };
}

async function shapeOf(head: string, given: string | null): Promise<Shape> {
  const lineEnd = head.includes('\n') ? '\n' : '\r';
  const shape: Shape = { delimiter: given ?? mostOf(firstRecord(head)), lineEnd, quoted: true };
  if (shape.delimiter !== '\t') return shape;
  // Some programs write tabs between cells and mean quotation marks as they are.
  const literal = { ...shape, quoted: false };
  return (await badRows(head, shape)) > (await badRows(head, literal)) ? literal : shape;
}

async function badRows(head: string, shape: Shape): Promise<number> {
  let bad = 0;
  for await (const row of delimitedRows(linesIn(head, shape.lineEnd), shape)) if ('reason' in row) bad++;
  return bad;
}

async function* linesIn(head: string, lineEnd: string): AsyncGenerator<TextLine> {
  for (const [index, line] of head.split(lineEnd).entries()) yield { text: line + lineEnd, number: index + 1 };
}

/** The first row, as far as its quotation marks show where it ends. */
function firstRecord(head: string): string {
  return /^\s*(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(head)?.[0] ?? '';
}

function mostOf(record: string): string {
  const bare = record.replace(/"(?:[^"]|"")*"/g, '');
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** The names of the columns: each once, and none empty. */
async function firstRow(records: ReturnType<typeof delimitedRows>): Promise<string[]> {
  for await (const record of records) {
    if ('reason' in record)
      throw new AppError('bad-input', `The first row, with the names of the columns: ${record.reason}`);
    const names: string[] = [];
    for (const [index, cell] of record.cells.entries()) {
      const name = cell.trim() || `Column ${index + 1}`;
      names.push(names.includes(name) ? `${name} (${index + 1})` : name);
    }
    return names;
  }
  throw new AppError('bad-input', 'There is no row in this table.');
}
