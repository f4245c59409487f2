/** Moves an edge of a span from the keyboard. Offsets are UTF-16. */
import { nextGrapheme, previousGrapheme } from '../../shared/graphemes.ts';
import type { Range } from '../../shared/model.ts';
import { nextWord, previousWord, words } from '../../shared/text.ts';
import type { Edge } from './active-span.ts';

export type Nudge = { side: Edge['side']; forward: boolean; by: 'word' | 'character' };

/** Where the edge goes. By word, a start goes to the start of a word and an end to the end of one. */
export function nudged(text: string, fragment: Range, { side, forward, by }: Nudge): number {
  const from = fragment[side];
  if (by === 'character') return forward ? nextGrapheme(text, from) : previousGrapheme(text, from);
  if (side === 'end') return forward ? nextWord(text, from) : previousWord(text, from);
  if (!forward) return previousWord(text, from);
  for (const word of words(text, from)) if (word.start > from) return word.start;
  return from;
}

/** The fragment whose edge is meant: the one at the caret, else the span's outermost on that side. */
export function nudgedFragment(fragments: readonly Range[], caret: number, side: Edge['side']): number {
  const atCaret = fragments.findIndex(({ start, end }) => start <= caret && caret <= end);
  if (atCaret >= 0) return atCaret;
  return side === 'start' ? 0 : fragments.length - 1;
}
