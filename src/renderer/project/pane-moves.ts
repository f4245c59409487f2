/** Moves of the pointer over the panes, as far as their library has to hear of them. */
import { type PointerEvent, useCallback, useRef } from 'react';

/** From here on, in px, a pointer is at no edge. */
const FAR = 24;

/**
 * What `onPointerMove` of the element round the panes does. The library measures all panes at each move anywhere, to see
 * whether the pointer is at an edge: a third of what a move takes. Of moves that are far from the edges it hears the
 * first, which tells it that the pointer has left one.
 */
export function usePaneMoves(): (event: PointerEvent) => void {
  const wasFar = useRef(false);
  return useCallback((event) => {
    const isFar = event.buttons === 0 && isFarFromEdges(event);
    if (isFar && wasFar.current) event.stopPropagation();
    wasFar.current = isFar;
  }, []);
}

function isFarFromEdges({ target, clientX }: PointerEvent): boolean {
  const pane = target instanceof Element ? target.closest('.pane') : null;
  if (!pane) return false;
  const { left, right } = pane.getBoundingClientRect();
  return clientX - left > FAR && right - clientX > FAR;
}
