/** Characters that cannot be seen, or look like others. Offsets are UTF-16 units of the text, ends exclusive. */
import type { Range } from '../../shared/model.ts';

/** Kinds that take room are coloured where they are; the others get a mark with their name. */
export type InvisibleKind = 'space' | 'no-break' | 'tab' | 'other-space' | 'control';

export type Invisible = Range & { kind: InvisibleKind; name: string };

const NAMES: ReadonlyMap<string, string> = new Map([
  ['\u00ad', 'soft hyphen'],
  ['\u061c', 'ALM'],
  ['\u200b', 'ZWSP'],
  ['\u200c', 'ZWNJ'],
  ['\u200d', 'ZWJ'],
  ['\u200e', 'LRM'],
  ['\u200f', 'RLM'],
  ['\u202a', 'LRE'],
  ['\u202b', 'RLE'],
  ['\u202c', 'PDF'],
  ['\u202d', 'LRO'],
  ['\u202e', 'RLO'],
  ['\u2028', 'LS'],
  ['\u2029', 'PS'],
  ['\u2060', 'WJ'],
  ['\u2066', 'LRI'],
  ['\u2067', 'RLI'],
  ['\u2068', 'FSI'],
  ['\u2069', 'PDI'],
  ['\ufeff', 'BOM'],
]);
const NO_BREAK = /[\u00a0\u2007\u202f]/;
/**
 * Runs of one kind of space; anything else that cannot be seen, letters that fill a place included, one by one. The line
 * feed ends a line and is shown there.
 */
const INVISIBLES =
  / +|[\u00a0\u2007\u202f]+|\t+|[\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]+|[^\P{C}\n\t\ud800-\udfff\ue000-\uf8ff]|[\u2028\u2029\u180e]|[\u034f\u115f\u1160\u2800\u3164\uffa0]/gu;

/** What cannot be seen between two offsets of a text, in order. */
export function invisiblesOf(text: string, { start, end }: Range): Invisible[] {
  return [...text.slice(start, end).matchAll(INVISIBLES)].map((match) => {
    const [found] = match;
    const at = start + match.index;
    return { start: at, end: at + found.length, ...described(found) };
  });
}

function described(found: string): { kind: InvisibleKind; name: string } {
  const first = String.fromCodePoint(found.codePointAt(0) ?? 0);
  if (first === ' ') return { kind: 'space', name: 'space' };
  if (first === '\t') return { kind: 'tab', name: 'tab' };
  if (NO_BREAK.test(first)) return { kind: 'no-break', name: 'no-break space' };
  if (/\p{Zs}/u.test(first)) return { kind: 'other-space', name: 'space of another width' };
  const code = `U+${(first.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return { kind: 'control', name: NAMES.get(first) ?? code };
}
