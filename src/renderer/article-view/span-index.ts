/** Which spans lie where: by id, by section of the text, and in document order. Pure; offsets are UTF-16. */
import type { Range, Span } from '../../shared/model.ts';
import { lastAtOrBefore, type OffsetMap } from './offset-map.ts';

/** What the view needs of a span. */
export type ShownSpan = Pick<Span, 'id' | 'label' | 'fragments'>;

/** The part of one fragment that lies in one section. */
export type Piece = Range & { span: ShownSpan; fragment: number };

export type SpanIndex = {
  get(id: string): ShownSpan | undefined;
  /** Adds a span or replaces the one of the same id. Returns the sections it touches, now or before. */
  put(span: ShownSpan): Set<number>;
  /** Returns the sections the span touched. */
  remove(id: string): Set<number>;
  /** The spans that cover the character at the offset, smallest first. */
  at(offset: number): ShownSpan[];
  pieces(section: number): readonly Piece[];
  /** All spans in document order: by start, the longer first. */
  readonly ordered: readonly ShownSpan[];
  /** The place of a span in `ordered`, or -1. */
  place(id: string): number;
  /** The place in `ordered` of the first span that starts at or after the offset; their number where none does. */
  placeFrom(offset: number): number;
};

/** Indexes the spans of one text. Adding or removing one costs in proportion to the spans of its sections. */
export function createSpanIndex(map: OffsetMap, spans: Iterable<ShownSpan>): SpanIndex {
  const byId = new Map<string, ShownSpan>();
  const bySection: Piece[][] = Array.from({ length: map.sectionCount }, () => []);
  for (const span of spans) byId.set(span.id, span);
  const ordered = [...byId.values()].sort(inDocumentOrder);
  for (const span of ordered) file(span);

  function file(span: ShownSpan): Set<number> {
    const touched = new Set<number>();
    span.fragments.forEach((range, fragment) => {
      for (const section of sectionsOf(map, range)) {
        bySection[section]?.push({ span, fragment, ...intersection(range, map.sectionText(section)) });
        touched.add(section);
      }
    });
    return touched;
  }

  /** Where in document order the span is, or would go. */
  function placeOf(span: ShownSpan): number {
    let low = 0;
    let high = ordered.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (inDocumentOrder(ordered[middle] as ShownSpan, span) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function remove(id: string): Set<number> {
    const touched = new Set<number>();
    const span = byId.get(id);
    if (!span) return touched;
    for (const range of span.fragments) for (const section of sectionsOf(map, range)) touched.add(section);
    for (const section of touched)
      bySection[section] = (bySection[section] ?? []).filter((piece) => piece.span.id !== id);
    ordered.splice(placeOf(span), 1);
    byId.delete(id);
    return touched;
  }

  return {
    get: (id) => byId.get(id),
    put(span) {
      const before = remove(span.id);
      byId.set(span.id, span);
      ordered.splice(placeOf(span), 0, span);
      return before.union(file(span));
    },
    remove,
    at: (offset) =>
      (bySection[map.sectionAt(offset)] ?? [])
        .filter((piece) => piece.start <= offset && offset < piece.end)
        .map((piece) => piece.span)
        .sort((a, b) => size(a) - size(b) || inDocumentOrder(a, b)),
    pieces: (section) => bySection[section] ?? [],
    ordered,
    place(id) {
      const span = byId.get(id);
      return span ? placeOf(span) : -1;
    },
    placeFrom(offset) {
      const last = lastAtOrBefore(ordered.length, (index) => startOf(ordered[index] as ShownSpan), offset - 1);
      const span = ordered[last];
      return span && startOf(span) < offset ? last + 1 : last;
    },
  };
}

const startOf = (span: ShownSpan): number => span.fragments[0]?.start ?? 0;
const endOf = (span: ShownSpan): number => span.fragments.at(-1)?.end ?? 0;

/** From the start of a span's first fragment to the end of its last. */
export const hull = (span: ShownSpan): Range => ({ start: startOf(span), end: endOf(span) });

/** The text of a span as one line: its fragments joined by an ellipsis. */
export const quote = (text: string, span: ShownSpan): string =>
  span.fragments
    .map(({ start, end }) => text.slice(start, end))
    .join(' … ')
    .replace(/\s+/g, ' ');

const size = (span: ShownSpan): number => span.fragments.reduce((sum, { start, end }) => sum + end - start, 0);

function inDocumentOrder(a: ShownSpan, b: ShownSpan): number {
  return startOf(a) - startOf(b) || endOf(b) - endOf(a) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function intersection(a: Range, b: Range): Range {
  return { start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) };
}

function sectionsOf(map: OffsetMap, range: Range): number[] {
  const first = map.sectionAt(range.start);
  const last = map.sectionOfBlock(map.blockEndingAt(range.end));
  const sections: number[] = [];
  for (let section = first; section <= last; section++) {
    const { start, end } = intersection(range, map.sectionText(section));
    if (start < end) sections.push(section);
  }
  return sections;
}
