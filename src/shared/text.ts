/** Words, tokens and paragraphs of a text, and what a selection becomes. Offsets are UTF-16, end exclusive. */
import {
  BLANK,
  JOINER,
  kindsAt,
  LETTER,
  MARK,
  NUMBER,
  nextCodePoint,
  previousCodePoint,
  SPACE,
  TOKEN,
  UNSPACED,
  WORD,
} from './characters.ts';
import { graphemeBoundary, nextGrapheme, previousGrapheme } from './graphemes.ts';
import type { Range } from './model.ts';

const dictionary = new Intl.Segmenter('en', { granularity: 'word' });
/** How much of a run without spaces is looked up in the dictionary at once. */
const DICTIONARY_WINDOW = 4000;

/**
 * The words of a text from an offset on that does not lie inside a word. "president-elect", "Marrow's", "U.S.",
 * "10,000" and "AT&T" are one word each; scripts without spaces are divided by dictionary.
 */
export function* words(text: string, from = 0): Generator<Range, void> {
  let at = from;
  while (at < text.length) {
    if (!(kindsAt(text, at) & WORD)) {
      at = nextCodePoint(text, at);
      continue;
    }
    const run = wordRun(text, at);
    if (run.unspaced) yield* dictionaryWords(text, at, run.end);
    else yield { start: at, end: run.end };
    at = run.end;
  }
}

function wordRun(text: string, start: number): { end: number; unspaced: boolean } {
  let end = start;
  let seen = 0;
  for (;;) {
    const kinds = kindsAt(text, end);
    if (!(kinds & WORD) && !joinsWord(text, end, kinds) && !endsAcronym(text, end))
      return { end, unspaced: (seen & UNSPACED) !== 0 };
    seen |= kinds;
    end = nextCodePoint(text, end);
  }
}

/** Whether the character at an offset, right after a word character, makes one word of what stands on its sides. */
function joinsWord(text: string, at: number, kinds: number): boolean {
  const next = kindsAt(text, at + 1);
  if (!(next & WORD)) return false;
  if (kinds & JOINER) return true;
  const mark = text[at];
  if (mark !== '.' && mark !== ',' && mark !== ':') return false;
  const before = previousCodePoint(text, at);
  const previous = kindsAt(text, before);
  if (previous & next & NUMBER) return true;
  return mark === '.' && (previous & LETTER & next) !== 0 && (before === 0 || !(kindsBefore(text, before) & WORD));
}

/** Whether the character at an offset, inside or at the end of a word, is the last period of the likes of U.S. */
function endsAcronym(text: string, at: number): boolean {
  return text[at] === '.' && text[at - 2] === '.' && (kindsAt(text, at - 1) & kindsAt(text, at - 3) & LETTER) !== 0;
}

function* dictionaryWords(text: string, start: number, end: number): Generator<Range, void> {
  for (let at = start; at < end; ) {
    const limit = end - at <= DICTIONARY_WINDOW ? end : graphemeBoundary(text, at + DICTIONARY_WINDOW, 'after');
    const stop = Math.min(end, limit);
    for (const { index, segment, isWordLike } of dictionary.segment(text.slice(at, stop))) {
      if (isWordLike) yield { start: at + index, end: at + index + segment.length };
    }
    at = stop;
  }
}

const kindsBefore = (text: string, offset: number) => kindsAt(text, previousCodePoint(text, offset));

/** An offset at or before the given one that no word crosses, from which the words around it can be told. */
function wordOrigin(text: string, offset: number): number {
  let at = Math.min(offset, text.length);
  while (at > 0) {
    const before = previousCodePoint(text, at);
    const kinds = kindsAt(text, before);
    const mark = text[before];
    if (!(kinds & (WORD | JOINER)) && mark !== '.' && mark !== ',' && mark !== ':') break;
    at = before;
  }
  return at;
}

/** The word at an offset, else the word that ends there, else null. */
export function wordAt(text: string, offset: number): Range | null {
  let touching: Range | null = null;
  for (const word of words(text, wordOrigin(text, offset))) {
    if (word.start > offset) break;
    if (word.end >= offset) touching = word;
  }
  return touching;
}

/** The end of the word at or after an offset, as Ctrl+Right goes; the text's length where no word follows. */
export function nextWord(text: string, offset: number): number {
  for (const word of words(text, wordOrigin(text, offset))) if (word.end > offset) return word.end;
  return text.length;
}

/** The start of the word at or before an offset, as Ctrl+Left goes; 0 where no word precedes. */
export function previousWord(text: string, offset: number): number {
  let limit = Math.min(offset, text.length);
  for (;;) {
    while (limit > 0 && !(kindsBefore(text, limit) & WORD)) limit = previousCodePoint(text, limit);
    const origin = wordOrigin(text, limit);
    let start = -1;
    for (const word of words(text, origin)) {
      if (word.start >= limit) break;
      start = word.start;
    }
    if (start >= 0) return start;
    if (origin === 0) return 0;
    limit = origin;
  }
}

/** Number of words, counted as `words` divides them. */
export function countWords(text: string): number {
  let count = 0;
  for (const _ of words(text)) count++;
  return count;
}

/** The tokens of a text: maximal runs of letters, marks and digits, and every other character but white space. */
export function* tokens(text: string): Generator<Range, void> {
  let at = 0;
  while (at < text.length) {
    const start = at;
    while (kindsAt(text, at) & TOKEN) at = nextCodePoint(text, at);
    if (at > start) yield { start, end: at };
    else {
      at = nextCodePoint(text, start);
      if (!(kindsAt(text, start) & SPACE)) yield { start, end: at };
    }
  }
}

/** The line, without its line feed, that holds an offset; empty on an empty line. */
export function paragraphAt(text: string, offset: number): Range {
  const start = offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return { start, end: end < 0 ? text.length : end };
}

/**
 * What a selection means: whole graphemes, no blank at its edges and, with `words`, no word cut (so a possessive
 * keeps its 's). Punctuation at the edges stays as it was selected. Null where nothing but blanks is selected.
 */
export function snapRange(text: string, range: Range, options: { words: boolean }): Range | null {
  const trimmed = trimRange(text, wholeGraphemes(text, range));
  if (!trimmed || !options.words) return trimmed;
  const first = wordCut(text, trimmed.start);
  const last = wordCut(text, trimmed.end);
  return wholeGraphemes(text, { start: first?.start ?? trimmed.start, end: last?.end ?? trimmed.end });
}

function wholeGraphemes(text: string, { start, end }: Range): Range {
  return { start: graphemeBoundary(text, start, 'before'), end: graphemeBoundary(text, end, 'after') };
}

/** The word that an offset divides. */
function wordCut(text: string, offset: number): Range | null {
  const word = wordAt(text, offset);
  return word && word.start < offset && offset < word.end ? word : null;
}

/** A range on grapheme boundaries without the blanks at its edges; null where it holds nothing else. */
export function trimRange(text: string, range: Range): Range | null {
  let { start, end } = range;
  while (start < end) {
    const next = blankPair(text, start) ? start + 1 : nextGrapheme(text, start);
    if (!isBlank(text, start, next)) break;
    start = next;
  }
  while (start < end) {
    const previous = blankPair(text, end - 2) ? end - 1 : previousGrapheme(text, end);
    if (!isBlank(text, previous, end)) break;
    end = previous;
  }
  return start < end ? { start, end } : null;
}

/** Two blanks beside one another are always two graphemes (there is no CR LF): no need to segment long gaps. */
function blankPair(text: string, at: number): boolean {
  return at >= 0 && (kindsAt(text, at) & kindsAt(text, at + 1) & BLANK) !== 0;
}

/** Whether a grapheme shows nothing: a blank or a joiner of no width, and nothing on it. */
function isBlank(text: string, start: number, end: number): boolean {
  const joiner = text[start] === '\u200c' || text[start] === '\u200d';
  if (!joiner && !(kindsAt(text, start) & BLANK)) return false;
  for (let at = start + 1; at < end; at++) if (kindsAt(text, at) & (MARK | WORD)) return false;
  return true;
}
