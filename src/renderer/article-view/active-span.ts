/** What is drawn over the active span: outline, label tag, handles at its edges, and lines to related spans. */
import type { Label, Range } from '../../shared/model.ts';
import { element, type Frame, place } from './frame.ts';
import type { Geometry } from './geometry.ts';
import { lineColour } from './label-rules.ts';
import { drawRelationLines } from './relation-lines.ts';
import type { ShownSpan } from './span-index.ts';

/** More lines of text than this are outlined only at their ends: a span of a whole article has thousands. */
const MOST_LINES = 200;

const MOST_JOINED = 20;
/** Width and height of what can be taken hold of, in pixels. */
const HANDLE = 14;

export type Edge = { fragment: number; side: 'start' | 'end' };

const SIDES = ['start', 'end'] as const;

/** What to draw; `fragments` differ from the span's own while an edge is being dragged. */
type Drawn = {
  span: ShownSpan;
  fragments: readonly Range[];
  label: Pick<Label, 'name' | 'colour'>;
  related: readonly { span: ShownSpan; colour: string }[];
  /** Whether its edges can be moved. */
  handles: boolean;
};

/** The boxes of a fragment's lines, and of the edges that can be moved. Client coordinates. */
type MeasuredFragment = {
  boxes: readonly DOMRect[];
  first: DOMRect;
  rightToLeft: boolean;
  grips: readonly { box: DOMRect; edge: Edge }[];
};

export type ActiveSpan = {
  /** Measures where it is, and gives what draws it there. */
  measure(drawn: Drawn): () => void;
  clear(): void;
  /** The edge whose handle this is, or null. */
  edgeOf(target: EventTarget | null): Edge | null;
};

/** Draws into the frame's overlay. */
export function createActiveSpan(frame: Frame, geometry: Geometry): ActiveSpan {
  const lines = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  lines.setAttribute('class', 'av-relations');
  lines.setAttribute('aria-hidden', 'true');
  const marks = element('div', 'av-active', frame.overlay);
  marks.setAttribute('aria-hidden', 'true');
  frame.overlay.append(lines);
  const edges = new WeakMap<EventTarget, Edge>();

  /** Beside the line, so that a press on the text at the edge selects text. */
  function handle({ left, top, bottom }: DOMRect, edge: Edge, page: DOMRect): void {
    const grip = element('div', `av-handle av-handle-${edge.side}`, marks);
    edges.set(grip, edge);
    const y = edge.side === 'start' ? top - 1 - HANDLE : bottom + 1;
    place(grip, new DOMRect(left - HANDLE / 2, y, HANDLE, HANDLE), page);
  }

  function outline(boxes: readonly DOMRect[], rightToLeft: boolean, page: DOMRect): void {
    const [left, right] = rightToLeft ? [boxes.length - 1, 0] : [0, boxes.length - 1];
    boxes.forEach((box, index) => {
      const ends = `${index === left ? ' av-first' : ''}${index === right ? ' av-last' : ''}`;
      const mark = element('div', `av-outline${ends}`, marks);
      place(mark, new DOMRect(box.left - 3, box.top - 3, box.width + 6, box.height + 9), page);
    });
  }

  /** Null where nothing of it can be seen. */
  function measureFragment(range: Range, fragment: number, handles: boolean): MeasuredFragment | null {
    const boxes = geometry.lines(range);
    const [first, last] = [boxes[0], boxes.at(-1)];
    if (!first || !last) return null;
    const grips = (handles ? SIDES : []).flatMap((side) => {
      const box = geometry.edge(range, side);
      return box ? [{ box, edge: { fragment, side } }] : [];
    });
    const rightToLeft = geometry.isRightToLeft(range.start);
    return { boxes: boxes.length <= MOST_LINES ? boxes : [first, last], first, rightToLeft, grips };
  }

  /** The first and last line of each fragment: enough to join two spans at. */
  function endLines(fragments: readonly Range[]): DOMRect[] {
    return fragments.slice(0, MOST_JOINED).flatMap((range) => {
      const boxes = geometry.lines(range);
      return [boxes[0], boxes.at(-1)].filter((box) => box !== undefined);
    });
  }

  function clear(): void {
    if (!marks.firstChild) return;
    marks.replaceChildren();
    lines.replaceChildren();
  }

  function tag(name: string, { first, rightToLeft }: MeasuredFragment, page: DOMRect): void {
    const made = element('div', 'av-tag', marks);
    made.textContent = name;
    made.style.left = `${rightToLeft ? first.right - page.left + 3 : first.left - page.left - 3}px`;
    made.style.translate = rightToLeft ? '-100%' : '';
    made.style.top = `${first.bottom - page.top + 6}px`;
  }

  return {
    measure({ fragments, label, related, handles }) {
      const page = frame.page.getBoundingClientRect();
      const measured = fragments
        .map((range, fragment) => measureFragment(range, fragment, handles))
        .filter((fragment) => fragment !== null);
      const [top] = measured;
      const own = related.length > 0 ? endLines(fragments) : [];
      const joins = related.flatMap(({ span, colour }) => {
        const nearest = nearestPair(own, endLines(span.fragments));
        return nearest ? [{ ...nearest, colour: lineColour(colour) }] : [];
      });
      return () => {
        clear();
        if (!top) return;
        marks.style.setProperty('--label', lineColour(label.colour));
        for (const { boxes, rightToLeft, grips } of measured) {
          outline(boxes, rightToLeft, page);
          for (const { box, edge } of grips) handle(box, edge, page);
        }
        tag(label.name, top, page);
        drawRelationLines(lines, joins, page);
      };
    },
    clear,
    edgeOf: (target) => (target ? (edges.get(target) ?? null) : null),
  };
}

/** The two boxes that lie closest, lines counting more than columns. */
function nearestPair(from: readonly DOMRect[], to: readonly DOMRect[]): { from: DOMRect; to: DOMRect } | null {
  let nearest: { from: DOMRect; to: DOMRect } | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const a of from) {
    for (const b of to) {
      const distance = Math.abs(a.top - b.top) * 12 + Math.abs(a.left + a.right - b.left - b.right) / 2;
      if (distance < least) [nearest, least] = [{ from: a, to: b }, distance];
    }
  }
  return nearest;
}
