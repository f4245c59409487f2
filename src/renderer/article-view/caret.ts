/** Moves the caret: from a place and a motion to a new place. Offsets are UTF-16. */
import { nextGrapheme, previousGrapheme } from '../../shared/graphemes.ts';
import { nextSentence, previousSentence } from '../../shared/sentences.ts';
import { nextWord, previousWord } from '../../shared/text.ts';
import type { Motion } from './caret-keys.ts';
import type { CaretPlace, Geometry } from './geometry.ts';
import type { Block, OffsetMap } from './offset-map.ts';

export type CaretMoves = {
  /** `goalX`: the column, in client coordinates, that a run of moves by line or page keeps to. */
  move(place: CaretPlace, motion: Motion, goalX: number): CaretPlace;
};

/** From an offset of a text to another. */
type Step = (text: string, offset: number) => number;

type Options = {
  text: string;
  map: OffsetMap;
  geometry: Geometry;
  scroller: HTMLElement;
  /** Scrolls until the caret can be seen. */
  show(place: CaretPlace): void;
  /** Runs a look-up by point with nothing lying over the text. */
  uncovered<T>(look: () => T): T;
};

/** No character is wider, in pixels. */
const WIDEST = 120;

/** Moves over one text. */
export function createCaretMoves({ text, map, geometry, scroller, show, uncovered }: Options): CaretMoves {
  const at = (index: number): Block => map.blocks[index] as Block;
  const place = (offset: number): CaretPlace => ({ offset, upstream: false });

  /** Left and right are those of the page: where the paragraph runs from right to left, left goes on in the text. */
  function sideways(offset: number, forward: boolean, next: Step, previous: Step): CaretPlace {
    const onward = forward !== geometry.isRightToLeft(offset);
    return place((onward ? next : previous)(text, offset));
  }

  /** By character. Beside text that runs against its paragraph, to what is next on the screen, not in the text. */
  function byCharacter(from: CaretPlace, forward: boolean): CaretPlace {
    const { offset } = from;
    const isRightToLeft = geometry.isRightToLeft(offset);
    const isAgainst = [previousGrapheme(text, offset), offset, nextGrapheme(text, offset)].some(
      (at) => geometry.runsRightToLeft(at) !== isRightToLeft,
    );
    return (isAgainst ? beside(from, forward) : null) ?? sideways(offset, forward, nextGrapheme, previousGrapheme);
  }

  /** The next place to the right or left on the line; null at its end. */
  function beside(from: CaretPlace, toRight: boolean): CaretPlace | null {
    show(from);
    const caret = geometry.caret(from);
    const y = (caret.top + caret.bottom) / 2;
    const step = toRight ? 1 : -1;
    return uncovered(() => {
      for (let distance = 1; distance <= WIDEST; distance += 2) {
        const x = caret.left + step * distance;
        const next = geometry.placeAt(x, y);
        if (!next || next.offset === from.offset) continue;
        const there = geometry.caret(next);
        // An offset at the edge of a run may have its caret at the other end of it.
        const isThere = sameLine(there, caret) && Math.abs(there.left - x) < caret.height;
        if (isThere && (there.left - caret.left) * step > 0.5) return next;
      }
      return null;
    });
  }

  function byParagraph({ offset }: CaretPlace, forward: boolean): CaretPlace {
    if (forward) {
      const feed = text.indexOf('\n', offset);
      return place(feed < 0 ? text.length : skip(feed, 1));
    }
    const start = text.lastIndexOf('\n', offset - 1) + 1;
    if (start < offset || start === 0) return place(offset === 0 ? 0 : start);
    return place(text.lastIndexOf('\n', skip(start - 1, -1) - 1) + 1);
  }

  /** From a line feed over those beside it: to the first offset after them, or to the first of them. */
  function skip(feed: number, step: 1 | -1): number {
    let index = feed;
    while (text[index + (step === 1 ? 0 : -1)] === '\n') index += step;
    return index;
  }

  /** The next place on another line, at about the goal column. */
  function byLine(from: CaretPlace, forward: boolean, goalX: number): CaretPlace {
    show(from);
    const caret = geometry.caret(from);
    const direction = forward ? 1 : -1;
    const view = scroller.getBoundingClientRect();
    for (let step = 1; step <= 16; step++) {
      let y = (caret.top + caret.bottom) / 2 + direction * step * caret.height * 0.7;
      if (y < view.top + 2 || y > view.bottom - 2) y = Math.min(Math.max(y, view.top + 2), view.bottom - 2);
      const next = uncovered(() => geometry.placeAt(goalX, y));
      if (next && isBeyond(geometry.caret(next), caret, forward)) return next;
    }
    return place(nextBlockEdge(from.offset, forward));
  }

  /** Where there is no line to be seen: the start of the block below, or the end of the one above. */
  function nextBlockEdge(offset: number, forward: boolean): number {
    const index = map.blockAt(offset) + (forward ? 1 : -1);
    if (index < 0) return 0;
    return index >= map.blocks.length ? text.length : forward ? at(index).start : at(index).end;
  }

  function byPage(from: CaretPlace, forward: boolean, goalX: number): CaretPlace {
    show(from);
    const caret = geometry.caret(from);
    const before = scroller.scrollTop;
    const view = scroller.getBoundingClientRect();
    scroller.scrollTop += (forward ? 1 : -1) * (scroller.clientHeight - 2 * caret.height);
    const next = uncovered(() =>
      geometry.placeAt(goalX, Math.min(Math.max(caret.top, view.top + 4), view.bottom - 4) + caret.height / 2),
    );
    if (scroller.scrollTop === before || !next) return place(forward ? text.length : 0);
    return next;
  }

  /** The first or last offset of the line that shows the place. */
  function lineEdge({ offset, upstream }: CaretPlace, forward: boolean): CaretPlace {
    const block = at(upstream ? map.blockEndingAt(offset) : map.blockAt(offset));
    const line = geometry.caret({ offset, upstream });
    const isOnLine = (index: number): boolean => sameLine(geometry.caret(place(index)), line);
    if (!forward) {
      let [low, high] = [block.start, upstream ? previousGrapheme(text, offset) : offset];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (isOnLine(middle)) high = middle;
        else low = middle + 1;
      }
      return place(low);
    }
    let [low, high] = [upstream ? previousGrapheme(text, offset) : offset, block.end];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (isOnLine(middle)) low = middle;
      else high = middle - 1;
    }
    if (low === block.end) return place(low);
    // The last offset shown on this line stands before its last character: the space at which it wraps, or not.
    return /\s/.test(text.charAt(low)) ? place(low) : { offset: nextGrapheme(text, low), upstream: true };
  }

  return {
    move(from, { unit, forward }, goalX) {
      switch (unit) {
        case 'character':
          return byCharacter(from, forward);
        case 'word':
          return sideways(from.offset, forward, nextWord, previousWord);
        case 'sentence':
          return sideways(from.offset, forward, nextSentence, previousSentence);
        case 'paragraph':
          return byParagraph(from, forward);
        case 'line':
          return byLine(from, forward, goalX);
        case 'page':
          return byPage(from, forward, goalX);
        case 'line-edge':
          return lineEdge(from, forward);
        case 'article':
          return place(forward ? text.length : 0);
      }
    },
  };
}

const sameLine = (a: DOMRect, b: DOMRect): boolean => Math.abs(a.top - b.top) < Math.max(a.height, b.height) / 2;

const isBeyond = (caret: DOMRect, from: DOMRect, forward: boolean): boolean =>
  forward ? caret.top > from.top + from.height / 2 : caret.top < from.top - from.height / 2;
