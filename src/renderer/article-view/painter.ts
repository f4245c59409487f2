/** Paints spans with the CSS Custom Highlight API: one Highlight for each label and lane, near the viewport only. */
import { looksOf } from '../../shared/label-looks.ts';
import type { Label } from '../../shared/model.ts';
import { highlightRules } from './label-rules.ts';
import { assignLanes, LANES } from './lanes.ts';
import type { Points } from './points.ts';
import type { Piece } from './span-index.ts';

export type Painter = {
  /** Paints a section or, where it is painted already, brings it up to date. */
  show(section: number, pieces: readonly Piece[]): void;
  hide(section: number): void;
  /** What is painted of a span, for tests and measurements. */
  isPainted(spanId: string): boolean;
  readonly painted: number;
  /** Gives the labels their colours. What is painted must be shown again. */
  setLabels(labels: readonly Label[]): void;
  destroy(): void;
};

type Painted = { spanId: string; label: string; start: number; end: number; lane: number; range: StaticRange };

let painters = 0;

/** A painter with highlights of its own; destroying it removes them and its style sheet, and nobody else's. */
export function createPainter(points: Points): Painter {
  const prefix = `article-${++painters}`;
  const sheet = new CSSStyleSheet();
  const lanesOf = new Map<string, Highlight[]>();
  const sections = new Map<number, Map<string, Painted>>();
  const names = new Set<string>();
  document.adoptedStyleSheets.push(sheet);

  function clearNames(): void {
    for (const name of names) CSS.highlights.delete(name);
    names.clear();
    lanesOf.clear();
  }

  function erase(painted: Painted): void {
    lanesOf.get(painted.label)?.[painted.lane]?.delete(painted.range);
  }

  function paint(piece: Piece, lane: number): Painted {
    const from = points.point(piece.start, 'start');
    const to = points.point(piece.end, 'end');
    const range = new StaticRange({
      startContainer: from.node,
      startOffset: from.offset,
      endContainer: to.node,
      endOffset: to.offset,
    });
    lanesOf.get(piece.span.label)?.[lane]?.add(range);
    return { spanId: piece.span.id, label: piece.span.label, start: piece.start, end: piece.end, lane, range };
  }

  function hide(section: number): void {
    for (const painted of sections.get(section)?.values() ?? []) erase(painted);
    sections.delete(section);
  }

  return {
    show(section, pieces) {
      const before = sections.get(section) ?? new Map<string, Painted>();
      const after = new Map<string, Painted>();
      const lanes = assignLanes(pieces);
      pieces.forEach((piece, index) => {
        const key = `${piece.span.id} ${piece.fragment}`;
        const lane = Math.min(lanes[index] ?? 0, LANES - 1);
        const old = before.get(key);
        before.delete(key);
        if (old && isSame(old, piece, lane)) {
          after.set(key, old);
        } else {
          if (old) erase(old);
          after.set(key, paint(piece, lane));
        }
      });
      for (const painted of before.values()) erase(painted);
      sections.set(section, after);
    },
    hide,
    isPainted: (spanId) =>
      sections.values().some((section) => section.values().some((painted) => painted.spanId === spanId)),
    get painted() {
      return lanesOf.values().reduce((sum, lanes) => sum + lanes.reduce((count, lane) => count + lane.size, 0), 0);
    },
    setLabels(labels) {
      for (const section of [...sections.keys()]) hide(section);
      clearNames();
      const looks = looksOf(labels);
      const rules = labels.map((label, index) => {
        const laneNames = Array.from({ length: LANES }, (_, lane) => `${prefix}-${index}-${lane}`);
        const highlights = laneNames.map((name, lane) => {
          const highlight = new Highlight();
          highlight.priority = lane;
          CSS.highlights.set(name, highlight);
          names.add(name);
          return highlight;
        });
        lanesOf.set(label.id, highlights);
        return highlightRules(label, looks.get(label.id) ?? 0, laneNames);
      });
      sheet.replaceSync(rules.join('\n'));
    },
    destroy() {
      clearNames();
      sections.clear();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    },
  };
}

function isSame(painted: Painted, piece: Piece, lane: number): boolean {
  return (
    painted.label === piece.span.label &&
    painted.start === piece.start &&
    painted.end === piece.end &&
    painted.lane === lane
  );
}
