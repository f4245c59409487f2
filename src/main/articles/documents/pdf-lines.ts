/**
 * The lines of a PDF page in reading order. A PDF places pieces of text anywhere: pieces become rows by their height on
 * the page, and where rows leave the same gap free, with running text on either side, they are columns.
 */

/** A piece of text in points from the upper left corner of the page; `y` is its baseline. */
export type Piece = { text: string; x: number; right: number; y: number; size: number; rtl: boolean };

export type Line = Omit<Piece, 'rtl'>;

/** In sizes of the type: what parts words, what parts cells, and what parts columns. */
const WORD_GAP = 0.15;
const CELL_GAP = 2;
const COLUMN_GAP = 0.9;
/** What running text has at least, on either side of a gap: rows, and characters a row. */
const COLUMN_ROWS = 3;
const COLUMN_CHARACTERS = 12;
/** A page of more rows than this is read row by row. */
const MOST_ROWS = 2000;

type Row = Piece[];
type Interval = { start: number; end: number };

/** Pieces of one page, in any order, as lines in the order in which they are read. */
export function linesOfPage(pieces: readonly Piece[]): Line[] {
  return readRows(rowsOf(pieces));
}

/** Pieces at about the same height, from top to bottom. */
function rowsOf(pieces: readonly Piece[]): Row[] {
  const rows: { y: number; size: number; pieces: Row }[] = [];
  for (const piece of [...pieces].sort((a, b) => a.y - b.y)) {
    const row = rows.at(-1);
    // A raised or lowered sign is smaller, and near.
    if (row && piece.y - row.y < 0.5 * Math.min(row.size, piece.size)) {
      row.pieces.push(piece);
      if (piece.size > row.size) Object.assign(row, { size: piece.size, y: piece.y });
    } else rows.push({ y: piece.y, size: piece.size, pieces: [piece] });
  }
  return rows.map((row) => row.pieces);
}

function readRows(rows: readonly Row[]): Line[] {
  const lines: Line[] = [];
  for (let at = 0; at < rows.length; ) {
    const columns = rows.length <= MOST_ROWS ? columnsFrom(rows, at) : null;
    if (columns) {
      const band = rows.slice(at, columns.end).flat();
      lines.push(...readRows(rowsOf(band.filter(({ right }) => right <= columns.gap.start))));
      lines.push(...readRows(rowsOf(band.filter(({ right }) => right > columns.gap.start))));
      at = columns.end;
    } else {
      lines.push(lineOf(rows[at] ?? []));
      at += 1;
    }
  }
  return lines;
}

/** The longest run of rows from `at` on that leaves a gap between running texts, and the gap. */
function columnsFrom(rows: readonly Row[], at: number): { end: number; gap: Interval } | null {
  let free: Interval[] = [{ start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY }];
  let found: { end: number; gap: Interval } | null = null;
  for (let end = at + 1; end <= rows.length; end++) {
    const row = rows[end - 1] ?? [];
    free = without(free, row);
    const inner = free.filter(({ start, end }) => Number.isFinite(start) && Number.isFinite(end));
    // A row that spans the page ends the columns above it.
    if (inner.length === 0 && found) break;
    const gap = inner.find((gap) => partsColumns(rows.slice(at, end), gap));
    if (gap) found = { end, gap };
  }
  return found;
}

/** What is left free by one more row. */
function without(free: readonly Interval[], row: Row): Interval[] {
  let left = [...free];
  for (const { x, right, size } of row)
    left = left
      .flatMap(({ start, end }) => [
        { start, end: Math.min(end, x) },
        { start: Math.max(start, right), end },
      ])
      .filter(({ start, end }) => end - start >= size * COLUMN_GAP);
  return left;
}

function partsColumns(rows: readonly Row[], { start }: Interval): boolean {
  const sides = [
    rows.map((row) => row.filter((p) => p.right <= start)),
    rows.map((row) => row.filter((p) => p.right > start)),
  ];
  return sides.every((side) => {
    const filled = side.filter((row) => row.length > 0);
    const characters = filled.flat().reduce((sum, { text }) => sum + text.length, 0);
    return filled.length >= COLUMN_ROWS && characters >= filled.length * COLUMN_CHARACTERS;
  });
}

/** One line of the pieces of a row, from left to right, or from right to left where most of its letters are read so. */
function lineOf(row: Row): Line {
  const rtl = sum(row, (p) => (p.rtl ? p.text.length : -p.text.length)) > 0;
  const pieces = [...row].sort((a, b) => (rtl ? b.right - a.right : a.x - b.x));
  const gaps = pieces.map((piece, index) => {
    const last = pieces[index - 1];
    return last ? (rtl ? last.x - piece.right : piece.x - last.right) / piece.size : 0;
  });
  // Wide gaps are those of cells where there are several and no other.
  const isTable = gaps.length > 2 && gaps.slice(1).every((gap) => gap > COLUMN_GAP);
  let text = '';
  for (const [index, piece] of pieces.entries()) {
    const gap = gaps[index] ?? 0;
    const isParted = /\s$/.test(text) || /^\s/.test(piece.text);
    if (gap > (isTable ? COLUMN_GAP : CELL_GAP)) text = `${text.trimEnd()}\t`;
    else if (gap > WORD_GAP && !isParted) text += ' ';
    text += piece.text;
  }
  const main = pieces.reduce((a, b) => (b.text.length > a.text.length ? b : a));
  return {
    text: text.trim(),
    x: Math.min(...row.map(({ x }) => x)),
    right: Math.max(...row.map(({ right }) => right)),
    y: main.y,
    size: main.size,
  };
}

const sum = <T>(list: readonly T[], value: (item: T) => number): number =>
  list.reduce((total, item) => total + value(item), 0);
