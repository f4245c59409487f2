/** Grapheme boundaries of long texts, looking at no more of the text than is needed. */
import { insidePair, nextCodePoint, previousCodePoint } from './characters.ts';
import type { Range } from './model.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const WINDOW = 32;
/** How far is looked to either side. Of what joins a million characters into one, each is taken by itself. */
const FARTHEST = 4096;

/** The grapheme boundary nearest to an offset, at it or on the given side of it. */
export function graphemeBoundary(text: string, offset: number, direction: 'before' | 'after'): number {
  if (offset <= 0) return 0;
  if (offset >= text.length) return text.length;
  if (isPlain(text.charCodeAt(offset - 1)) && isPlain(text.charCodeAt(offset))) return offset;
  const cluster = clusterAt(text, offset);
  return cluster.start === offset || direction === 'before' ? cluster.start : cluster.end;
}

/** The first grapheme boundary after an offset; the text's length at its end. */
export function nextGrapheme(text: string, offset: number): number {
  return offset >= text.length ? text.length : graphemeBoundary(text, Math.max(0, offset) + 1, 'after');
}

/** The last grapheme boundary before an offset; 0 at the start. */
export function previousGrapheme(text: string, offset: number): number {
  return offset <= 0 ? 0 : graphemeBoundary(text, Math.min(text.length, offset) - 1, 'before');
}

/** The grapheme that holds the code unit at an offset inside the text. */
function clusterAt(text: string, offset: number): Range {
  const certain = certainBoundary(text, offset);
  const origin = certain ?? codePointAt(text, offset - FARTHEST).start;
  for (let ahead = WINDOW; ahead <= FARTHEST; ahead *= 2) {
    const limit = Math.min(text.length, offset + ahead);
    const segment = segmenter.segment(text.slice(origin, limit)).containing(offset - origin);
    if (!segment) return { start: offset, end: text.length };
    if (certain === null && segment.index === 0) break;
    const start = origin + segment.index;
    const end = start + segment.segment.length;
    // A boundary depends on one code point after it, so an end short of the window's last pair is the true one.
    if (limit === text.length || end < limit - 1) return { start, end };
  }
  return codePointAt(text, offset);
}

/** The code point that holds the code unit at an offset inside the text. */
function codePointAt(text: string, offset: number): Range {
  const start = insidePair(text, offset) ? offset - 1 : offset;
  return { start, end: nextCodePoint(text, start) };
}

/**
 * The last offset, at or before the given one, that is a boundary whatever precedes it; null where there is none near.
 * Before a plain character only a prepending one can forbid a break, and that is seen by segmenting the two alone.
 */
function certainBoundary(text: string, offset: number): number | null {
  const farthest = offset - FARTHEST;
  for (let at = offset; at > 0; at--) {
    if (at <= farthest) return null;
    if (!isPlain(text.charCodeAt(at))) continue;
    if (isPlain(text.charCodeAt(at - 1))) return at;
    const before = previousCodePoint(text, at);
    if (segmenter.segment(text.slice(before, at + 1)).containing(0)?.segment.length === at - before) return at;
  }
  return 0;
}

/**
 * Characters that neither extend nor join nor are pictographs: line feed, printable ASCII, Latin, Greek, Cyrillic,
 * Hebrew and Arabic letters, quotation marks and dashes, kana, ideographs, whole Hangul syllables. Two of them are
 * always two graphemes.
 */
function isPlain(unit: number): boolean {
  if (unit <= 0x7e) return unit >= 0x20 || unit === 0x0a;
  return PLAIN.some(([first, last]) => unit >= first && unit <= last);
}

const PLAIN: readonly (readonly [number, number])[] = [
  [0xa0, 0xa8],
  [0xaf, 0x2ff],
  [0x370, 0x482],
  [0x48a, 0x52f],
  [0x5d0, 0x5ea],
  [0x620, 0x64a],
  [0x2010, 0x2027],
  [0x3041, 0x3096],
  [0x30a1, 0x30fa],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
];
