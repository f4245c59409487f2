/** Where characters and the caret are on the screen. Rectangles are in client coordinates, offsets in UTF-16 units. */
import { nextGrapheme, previousGrapheme } from '../../shared/graphemes.ts';
import type { Range as TextRange } from '../../shared/model.ts';
import type { Block, OffsetMap } from './offset-map.ts';
import type { Points } from './points.ts';
import type { TextEditor } from './text-editor.ts';

/** Where a soft-wrapped line ends, one offset has two places: there (`upstream`), and where the next line starts. */
export type CaretPlace = { offset: number; upstream: boolean };

/** Space between two lines of text belongs to the nearer line. */
const HALF_GAP = 9;

export type Geometry = {
  /** The box of the grapheme that starts at the offset; null at the end of a line. */
  glyph(offset: number): DOMRect | null;
  /** The caret as an upright line without width. */
  caret(place: CaretPlace): DOMRect;
  /** The place nearest to a point of the window, or null where there is no text. */
  placeAt(x: number, y: number): CaretPlace | null;
  /** The offset of the character under a point of the window, or null. */
  characterAt(x: number, y: number): number | null;
  /** Where a range begins or ends, as an upright line without width. Null where there is no character. */
  edge(range: TextRange, side: 'start' | 'end'): DOMRect | null;
  /** A box for each line of text that the range covers; several where text of the other direction lies between. */
  lines(range: TextRange): DOMRect[];
  /** Whether the paragraph of the offset runs from right to left. */
  isRightToLeft(offset: number): boolean;
  /** Whether the character at the offset does. */
  runsRightToLeft(offset: number): boolean;
};

/** Measures the text that an editor shows. */
export function createGeometry(text: string, map: OffsetMap, editor: TextEditor, points: Points): Geometry {
  const at = (index: number): Block => map.blocks[index] as Block;

  function glyph(offset: number): DOMRect | null {
    const block = at(map.blockAt(offset));
    if (offset >= block.end) return null;
    const rects = points
      .range({ start: offset, end: Math.min(nextGrapheme(text, offset), block.end) })
      .getClientRects();
    return [...rects].reduce<DOMRect | null>(
      (widest, rect) => (widest && widest.width >= rect.width ? widest : rect),
      null,
    );
  }

  const isRightToLeft = (offset: number): boolean =>
    getComputedStyle(editor.block(map.blockAt(offset))).direction === 'rtl';

  /** Letters have a direction of their own; what has none, as a space, follows its paragraph. */
  function runsRightToLeft(offset: number): boolean {
    const character = String.fromCodePoint(text.codePointAt(offset) ?? 0);
    if (RIGHT_TO_LEFT.test(character)) return true;
    return !/[\p{L}\p{N}]/u.test(character) && isRightToLeft(offset);
  }

  function edge(rect: DOMRect, leading: boolean, offset: number): DOMRect {
    const x = leading === runsRightToLeft(offset) ? rect.right : rect.left;
    return new DOMRect(x, rect.top, 0, rect.height);
  }

  function caret({ offset, upstream }: CaretPlace): DOMRect {
    const index = upstream ? map.blockEndingAt(offset) : map.blockAt(offset);
    const block = at(index);
    const after = upstream ? null : glyph(offset);
    if (after) {
      const collapsed = points.range({ start: offset, end: offset }).getClientRects()[0];
      const sameLine = collapsed && Math.abs(collapsed.top - after.top) < after.height / 2;
      return sameLine ? new DOMRect(collapsed.left, after.top, 0, after.height) : edge(after, true, offset);
    }
    const last = Math.max(block.start, previousGrapheme(text, offset));
    const before = offset > block.start ? glyph(last) : null;
    return before ? edge(before, false, last) : emptyLine(editor.block(index));
  }

  function placeAt(x: number, y: number): CaretPlace | null {
    const position = document.caretPositionFromPoint(x, y);
    const offset = position && points.offsetWithin(position.offsetNode, position.offset);
    if (offset === null) return null;
    const place = { offset, upstream: false };
    if (offset === 0 || near(caret(place), y)) return place;
    const upstream = { offset, upstream: true };
    return near(caret(upstream), y) ? upstream : place;
  }

  function characterAt(x: number, y: number): number | null {
    const position = document.caretPositionFromPoint(x, y);
    const offset = position && points.offsetWithin(position.offsetNode, position.offset);
    if (offset === null) return null;
    for (const candidate of [offset, previousGrapheme(text, offset)]) {
      const rect = glyph(candidate);
      if (rect && rect.left <= x && x <= rect.right && near(rect, y)) return candidate;
    }
    return null;
  }

  return {
    glyph,
    caret,
    placeAt,
    characterAt,
    edge({ start, end }, side) {
      const offset = side === 'start' ? start : previousGrapheme(text, end);
      const box = glyph(offset);
      return box && edge(box, side === 'start', offset);
    },
    lines: (range) => joined(points.range(range).getClientRects()),
    isRightToLeft,
    runsRightToLeft,
  };
}

/** Hebrew, Arabic, Syriac, Thaana, N'Ko and the scripts beside them. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const near = (rect: DOMRect, y: number): boolean => rect.top - HALF_GAP <= y && y <= rect.bottom + HALF_GAP;

function emptyLine(element: HTMLElement): DOMRect {
  const rect = element.getBoundingClientRect();
  const x = getComputedStyle(element).direction === 'rtl' ? rect.right : rect.left;
  return new DOMRect(x, rect.top, 0, rect.height);
}

/** A range has a box for each run of text, and boxes without width at wraps: here those that touch are one. */
function joined(rects: Iterable<DOMRect>): DOMRect[] {
  const lines: DOMRect[] = [];
  for (const rect of rects) {
    if (rect.width === 0) continue;
    const last = lines.at(-1);
    if (last && Math.abs(last.top - rect.top) < last.height / 2 && touch(last, rect)) {
      const left = Math.min(last.left, rect.left);
      lines[lines.length - 1] = new DOMRect(left, last.top, Math.max(last.right, rect.right) - left, last.height);
    } else lines.push(rect);
  }
  return lines;
}

const touch = (a: DOMRect, b: DOMRect): boolean => a.left <= b.right + 1 && b.left <= a.right + 1;
