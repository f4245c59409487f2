/** Moves an edge of the active span with the pointer. Offsets are UTF-16. */

import { graphemeBoundary, nextGrapheme, previousGrapheme } from '../../shared/graphemes.ts';
import type { Range } from '../../shared/model.ts';
import { snapRange } from '../../shared/text.ts';
import type { Edge } from './active-span.ts';

/** The fragment with one edge moved: at least one grapheme long, apart from its neighbours, and snapped unless exact. */
export function moveEdge(
  text: string,
  fragments: readonly Range[],
  edge: Edge,
  offset: number,
  exact: boolean,
): Range | null {
  const fragment = fragments[edge.fragment];
  if (!fragment) return null;
  const least = (fragments[edge.fragment - 1]?.end ?? -1) + 1;
  const most = (fragments[edge.fragment + 1]?.start ?? text.length + 1) - 1;
  const at = graphemeBoundary(text, offset, edge.side === 'start' ? 'before' : 'after');
  const moved =
    edge.side === 'start'
      ? { start: Math.min(Math.max(at, least), previousGrapheme(text, fragment.end)), end: fragment.end }
      : { start: fragment.start, end: Math.max(Math.min(at, most), nextGrapheme(text, fragment.start)) };
  const snapped = snapRange(text, moved, { words: !exact });
  if (!snapped) return null;
  return edge.side === 'start'
    ? { start: snapped.start < least ? moved.start : snapped.start, end: fragment.end }
    : { start: fragment.start, end: snapped.end > most ? moved.end : snapped.end };
}

type Options = {
  overlay: HTMLElement;
  edgeOf(target: EventTarget | null): Edge | null;
  offsetAt(x: number, y: number): number | null;
  /** `otherWay`: Alt is held, so that the edge snaps as the project does not. */
  dragged(edge: Edge, offset: number, otherWay: boolean): void;
  dropped(): void;
  cancelled(): void;
};

/** Handles lie between two lines: as long as the pointer hardly leaves their height, the line meant is theirs. In pixels. */
const HELD_TO_LINE = 8;
const INTO_LINE = 5;

/** Listens for drags of the handles in `overlay`. Escape gives the edge its old place back. */
export function watchEdgeDrags(options: Options): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let edge: Edge | null = null;
  /** Where the handle was taken hold of, and the line of text beside it. */
  let pressed = 0;
  let line = 0;

  const end = (finish: () => void): void => {
    if (!edge) return;
    edge = null;
    finish();
  };

  options.overlay.addEventListener(
    'pointerdown',
    (event) => {
      edge = event.button === 0 ? options.edgeOf(event.target) : null;
      if (!edge || !(event.target instanceof Element)) return;
      event.preventDefault();
      const { top, bottom } = event.target.getBoundingClientRect();
      pressed = event.clientY;
      line = edge.side === 'start' ? bottom + INTO_LINE : top - INTO_LINE;
    },
    { signal },
  );
  // Drawing the span anew replaces the handle, so the window listens, not the handle.
  window.addEventListener(
    'pointermove',
    (event) => {
      if (!edge) return;
      const isBesideLine = Math.abs(event.clientY - pressed) < HELD_TO_LINE;
      const offset = options.offsetAt(event.clientX, isBesideLine ? line : event.clientY);
      if (offset !== null) options.dragged(edge, offset, event.altKey);
    },
    { signal },
  );
  window.addEventListener('pointerup', () => end(options.dropped), { signal });
  window.addEventListener('pointercancel', () => end(options.cancelled), { signal });
  window.addEventListener(
    'keydown',
    (event) => {
      if (!edge || event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      end(options.cancelled);
    },
    { signal, capture: true },
  );
  return () => stop.abort();
}
