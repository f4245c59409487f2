/** The edges of the active span, moved by the pointer and by keys. Offsets are UTF-16. */
import type { ProjectSettings, Range } from '../../shared/model.ts';
import type { Edge } from './active-span.ts';
import { moveEdge, watchEdgeDrags } from './edge-drag.ts';
import type { Frame } from './frame.ts';
import type { Geometry } from './geometry.ts';
import { type Nudge, nudged, nudgedFragment } from './nudge.ts';
import type { ShownSpans } from './shown-spans.ts';

/** A moved edge: `range` is what the fragment becomes, snapped as the project has it. */
export type MovedEdge = { spanId: string; fragment: number; range: Range };

/** How edges may be moved, as the project and the layer that is shown have it. */
export type Editing = { readOnly: boolean; snapping: ProjectSettings['snapping'] };

export type EdgeMoves = {
  setEditing(editing: Editing): void;
  nudge(nudge: Nudge, caret: number): void;
  stop(): void;
};

const REFUSED_MS = 600;

type Options = {
  frame: Frame;
  text: string;
  geometry: Geometry;
  shown: ShownSpans;
  moved(moved: MovedEdge): void;
};

/** Until `setEditing`, edges may be moved and snap to words. */
export function createEdgeMoves({ frame, text, geometry, shown, moved }: Options): EdgeMoves {
  let snapsToWords = true;
  let dragged: MovedEdge | null = null;
  let refused = 0;

  function drag(edge: Edge, offset: number, otherWay: boolean): void {
    const span = shown.active;
    const range = span && moveEdge(text, span.fragments, edge, offset, snapsToWords === otherWay);
    if (!span || !range) return;
    clearTimeout(refused);
    dragged = { spanId: span.id, fragment: edge.fragment, range };
    shown.preview(span.fragments.map((fragment, index) => (index === edge.fragment ? range : fragment)));
  }

  function endDrag(keep: boolean): void {
    const last = dragged;
    dragged = null;
    if (keep && last) moved(last);
    // The span comes back with its new edge; where the caller refuses it, the old one is shown again.
    refused = window.setTimeout(() => shown.preview(null), keep ? REFUSED_MS : 0);
    frame.page.classList.remove('av-uncovered');
  }

  const stopDrags = watchEdgeDrags({
    overlay: frame.overlay,
    edgeOf: shown.edgeOf,
    offsetAt(x, y) {
      frame.page.classList.add('av-uncovered');
      return geometry.placeAt(x, y)?.offset ?? null;
    },
    dragged: drag,
    dropped: () => endDrag(true),
    cancelled: () => endDrag(false),
  });

  return {
    setEditing({ readOnly, snapping }) {
      snapsToWords = snapping === 'words';
      shown.setHandles(!readOnly);
    },
    nudge(nudge, caret) {
      const span = shown.active;
      if (!span) return;
      const fragment = nudgedFragment(span.fragments, caret, nudge.side);
      const from = span.fragments[fragment];
      if (!from) return;
      const edge = { fragment, side: nudge.side };
      const range = moveEdge(text, span.fragments, edge, nudged(text, from, nudge), nudge.by === 'character');
      if (range && range[nudge.side] !== from[nudge.side]) moved({ spanId: span.id, fragment, range });
    },
    stop() {
      clearTimeout(refused);
      stopDrags();
    },
  };
}
