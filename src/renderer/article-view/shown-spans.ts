/** The spans of one text as they are shown: painted near the viewport, the active one with what lies over it. */
import type { Label, Range, Relation } from '../../shared/model.ts';
import { createActiveSpan, type Edge } from './active-span.ts';
import type { Frame } from './frame.ts';
import type { Geometry } from './geometry.ts';
import type { OffsetMap } from './offset-map.ts';
import { createPainter, type Painter } from './painter.ts';
import type { Points } from './points.ts';
import { createSpanIndex, hull, type ShownSpan, type SpanIndex } from './span-index.ts';

export type ShownSpans = {
  readonly index: SpanIndex;
  readonly painter: Painter;
  readonly active: ShownSpan | undefined;
  /** Shows the active span with these fragments until it is put anew, or null: as it is. */
  preview(fragments: readonly Range[] | null): void;
  put(span: ShownSpan): void;
  remove(id: string): void;
  setLabels(labels: readonly Label[]): void;
  setRelations(relations: Iterable<Relation>): void;
  setActive(id: string | null): void;
  /** Whether the active span shows handles at its edges. */
  setHandles(areShown: boolean): void;
  label(span: ShownSpan): Pick<Label, 'name' | 'colour'>;
  /** A section has come near the viewport, or has gone. */
  appeared(section: number): void;
  disappeared(section: number): void;
  /** Measures where what lies over the text is now, and gives what draws it there. */
  measure(): () => void;
  edgeOf(target: EventTarget | null): Edge | null;
  destroy(): void;
};

type Options = {
  frame: Frame;
  map: OffsetMap;
  points: Points;
  geometry: Geometry;
  spans: Iterable<ShownSpan>;
  /** What lies over the text is out of date. */
  changed(): void;
};

/** Shows spans over one text; nothing is painted before `setLabels`. */
export function createShownSpans({ frame, map, points, geometry, spans, changed }: Options): ShownSpans {
  const index = createSpanIndex(map, spans);
  const painter = createPainter(points);
  const activeSpan = createActiveSpan(frame, geometry);
  const near = new Set<number>();
  let labels = new Map<string, Label>();
  let relations: Relation[] = [];
  let activeId: string | null = null;
  let previewed: readonly Range[] | null = null;
  let handles = true;

  const active = (): ShownSpan | undefined => (activeId === null ? undefined : index.get(activeId));
  const label = (span: ShownSpan): Pick<Label, 'name' | 'colour'> =>
    labels.get(span.label) ?? { name: span.label, colour: '' };

  function repaint(sections: Iterable<number>): void {
    for (const section of sections) if (near.has(section)) painter.show(section, index.pieces(section));
    changed();
  }

  function isNear(span: ShownSpan): boolean {
    const { start, end } = hull(span);
    const [first, last] = [map.sectionAt(start), map.sectionAt(end)];
    return near.values().some((section) => first <= section && section <= last);
  }

  function related(span: ShownSpan): { span: ShownSpan; colour: string }[] {
    return relations.flatMap(({ source, target }) => {
      const otherId = source === span.id ? target : target === span.id ? source : null;
      const other = otherId === null ? undefined : index.get(otherId);
      return other ? [{ span: other, colour: label(other).colour }] : [];
    });
  }

  return {
    index,
    painter,
    get active() {
      return active();
    },
    label,
    preview(fragments) {
      previewed = fragments;
      changed();
    },
    put(span) {
      if (span.id === activeId) previewed = null;
      repaint(index.put(span));
    },
    remove: (id) => repaint(index.remove(id)),
    setLabels(list) {
      labels = new Map(list.map((each) => [each.id, each]));
      painter.setLabels(list);
      repaint(near);
    },
    setRelations(next) {
      relations = [...next];
      changed();
    },
    setActive(id) {
      if (id === activeId) return;
      activeId = id;
      previewed = null;
      changed();
    },
    setHandles(areShown) {
      handles = areShown;
      changed();
    },
    appeared(section) {
      near.add(section);
      painter.show(section, index.pieces(section));
      changed();
    },
    disappeared(section) {
      near.delete(section);
      painter.hide(section);
    },
    measure() {
      const span = active();
      // To measure what is far from the view would mean to lay it out.
      if (!span || !isNear(span)) return activeSpan.clear;
      return activeSpan.measure({
        span,
        fragments: previewed ?? span.fragments,
        label: label(span),
        related: related(span),
        handles,
      });
    },
    edgeOf: activeSpan.edgeOf,
    destroy() {
      activeSpan.clear();
      painter.destroy();
    },
  };
}
