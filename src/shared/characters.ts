/** What kind of character stands at an offset. Table look-ups, since regular expressions recurse on very long runs. */

/** Part of a word: letters, marks, numbers, connectors such as the underscore. */
export const WORD = 1;
/** Part of a token of several characters: letters, marks, decimal digits. */
export const TOKEN = 2;
export const LETTER = 4;
export const NUMBER = 8;
export const MARK = 16;
/** White space as regular expressions know it. */
export const SPACE = 32;
/** White space, or of no width and no effect on its neighbours. */
export const BLANK = 64;
/** Joins two parts of one word: apostrophe, hyphen, ampersand, soft hyphen, joiners of no width. */
export const JOINER = 128;
/** Of a script that writes no spaces between words. */
export const UNSPACED = 256;
/** May end a sentence. */
export const TERMINATOR = 512;
const KNOWN = 1024;

const KINDS: readonly (readonly [number, RegExp])[] = [
  [WORD, /[\p{L}\p{M}\p{N}\p{Pc}]/u],
  [TOKEN, /[\p{L}\p{M}\p{Nd}]/u],
  [LETTER, /\p{L}/u],
  [NUMBER, /\p{N}/u],
  [MARK, /\p{M}/u],
  [SPACE, /\s/u],
  [BLANK, /[\s\u0085\u180e\u200b\u2060]/u],
  [JOINER, /['’＇\-‐‑&\u00ad\u200c\u200d]/u],
  [UNSPACED, /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u],
  [TERMINATOR, /[\p{Sentence_Terminal}…]/u],
];

const basicPlane = new Uint16Array(0x10000);
const otherPlanes = new Map<number, number>();

function classify(code: number): number {
  const character = String.fromCodePoint(code);
  return KINDS.reduce((kinds, [kind, pattern]) => (pattern.test(character) ? kinds | kind : kinds), KNOWN);
}

/** The kinds, as bits, of the character that starts at an offset; 0 at the end of the text and beyond. */
export function kindsAt(text: string, offset: number): number {
  const code = text.codePointAt(offset);
  if (code === undefined) return 0;
  const known = code < 0x10000 ? basicPlane[code] : otherPlanes.get(code);
  if (known) return known;
  const kinds = classify(code);
  if (code < 0x10000) basicPlane[code] = kinds;
  else otherPlanes.set(code, kinds);
  return kinds;
}

/** Where the code point before an offset starts; 0 at the start of the text. */
export function previousCodePoint(text: string, offset: number): number {
  const splitsPair = isLow(text.charCodeAt(offset - 1)) && isHigh(text.charCodeAt(offset - 2));
  return Math.max(0, offset - (splitsPair ? 2 : 1));
}

/** Where the code point that starts at an offset ends. */
export function nextCodePoint(text: string, offset: number): number {
  const splitsPair = isHigh(text.charCodeAt(offset)) && isLow(text.charCodeAt(offset + 1));
  return Math.min(text.length, offset + (splitsPair ? 2 : 1));
}

/** Whether an offset lies between the two halves of a surrogate pair. */
export function insidePair(text: string, offset: number): boolean {
  return isHigh(text.charCodeAt(offset - 1)) && isLow(text.charCodeAt(offset));
}

const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;
