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

export type Edge = { fragment: number; side: 'start' | 'end' };

/** What to draw; `fragments` differ from the span's own while an edge is being dragged. */
type Drawn = {
  span: ShownSpan;
  fragments: readonly Range[];
  label: Pick<Label, 'name' | 'colour'>;
  related: readonly { span: ShownSpan; colour: string }[];
};

export type ActiveSpan = {
  draw(drawn: Drawn | null): void;
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

  function handle({ left, top, height }: DOMRect, edge: Edge, page: DOMRect): void {
    const grip = element('div', `av-handle av-handle-${edge.side}`, marks);
    edges.set(grip, edge);
    place(grip, new DOMRect(left - 7, top - 6, 14, height + 14), page);
  }

  function outline(boxes: readonly DOMRect[], rightToLeft: boolean, page: DOMRect): void {
    const [left, right] = rightToLeft ? [boxes.length - 1, 0] : [0, boxes.length - 1];
    boxes.forEach((box, index) => {
      const ends = `${index === left ? ' av-first' : ''}${index === right ? ' av-last' : ''}`;
      const mark = element('div', `av-outline${ends}`, marks);
      place(mark, new DOMRect(box.left - 3, box.top - 3, box.width + 6, box.height + 9), page);
    });
  }

  function drawFragment(range: Range, fragment: number, page: DOMRect): DOMRect | undefined {
    const boxes = geometry.lines(range);
    const [first, last] = [boxes[0], boxes.at(-1)];
    if (!first || !last) return undefined;
    outline(boxes.length <= MOST_LINES ? boxes : [first, last], geometry.isRightToLeft(range.start), page);
    for (const side of ['start', 'end'] as const) {
      const edge = geometry.edge(range, side);
      if (edge) handle(edge, { fragment, side }, page);
    }
    return first;
  }

  /** The first and last line of each fragment: enough to join two spans at. */
  function endLines(fragments: readonly Range[]): DOMRect[] {
    return fragments.slice(0, MOST_JOINED).flatMap((range) => {
      const boxes = geometry.lines(range);
      return [boxes[0], boxes.at(-1)].filter((box) => box !== undefined);
    });
  }

  return {
    draw(drawn) {
      if (!drawn && !marks.firstChild) return;
      marks.replaceChildren();
      lines.replaceChildren();
      if (!drawn) return;
      const page = frame.page.getBoundingClientRect();
      marks.style.setProperty('--label', lineColour(drawn.label.colour));
      const starts = drawn.fragments.map((range, fragment) => drawFragment(range, fragment, page));
      const first = starts.find((start) => start !== undefined);
      if (!first) return;
      const tag = element('div', 'av-tag', marks);
      tag.textContent = drawn.label.name;
      const rightToLeft = geometry.isRightToLeft(drawn.fragments[0]?.start ?? 0);
      tag.style.left = `${rightToLeft ? first.right - page.left + 3 : first.left - page.left - 3}px`;
      tag.style.translate = rightToLeft ? '-100%' : '';
      tag.style.top = `${first.bottom - page.top + 6}px`;
      drawRelationLines(
        lines,
        drawn.related.flatMap(({ span, colour }) => {
          const nearest = nearestPair(endLines(drawn.fragments), endLines(span.fragments));
          return nearest ? [{ ...nearest, colour: lineColour(colour) }] : [];
        }),
        page,
      );
    },
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
