/**
 * Characters that cannot be seen, shown on demand near the viewport. Spaces are coloured by highlights; line ends and
 * characters without a shape get a mark that lies over the text. The text in the document stays as it is.
 */
import type { Range } from '../../shared/model.ts';
import { element, type Frame } from './frame.ts';
import type { Geometry } from './geometry.ts';
import { type InvisibleKind, invisiblesOf } from './invisible-kinds.ts';
import type { OffsetMap } from './offset-map.ts';
import type { Points } from './points.ts';

export type Invisibles = {
  setShown(isShown: boolean): void;
  /** A section has come near the viewport, or has gone. */
  appeared(section: number): void;
  disappeared(section: number): void;
  /** The text was laid out anew: characters are elsewhere. */
  laidOut(): void;
  /** Measures where marked characters are, and gives what puts the marks there. */
  measure(): () => void;
  destroy(): void;
};

type Options = { frame: Frame; text: string; map: OffsetMap; points: Points; geometry: Geometry; changed(): void };

type Mark = { offset: number; upstream: boolean; name: string; className: string };
type Section = { ranges: [InvisibleKind, StaticRange][]; marks: Mark[] };

/** A line through a space is all there is to be seen of it: dots, two lines or a wave. Browsers draw none through a tab. */
const LOOKS: Readonly<Partial<Record<InvisibleKind, string>>> = {
  space: 'text-decoration: line-through dotted 2px',
  'no-break': 'text-decoration: line-through double 1px',
  'other-space': 'text-decoration: line-through wavy 1px',
};

let instances = 0;

const markAt = (offset: number, name: string, className: string): Mark => ({
  offset,
  upstream: false,
  name,
  className,
});

/** Shows nothing before `setShown`. */
export function createInvisibles({ frame, text, map, points, geometry, changed }: Options): Invisibles {
  const prefix = `article-invisible-${++instances}`;
  const sheet = new CSSStyleSheet();
  const highlights = new Map<InvisibleKind, Highlight>();
  const near = new Set<number>();
  const sections = new Map<number, Section>();
  const layer = element('div', 'av-marks', frame.overlay);
  layer.setAttribute('aria-hidden', 'true');
  let isShown = false;
  let areOutOfDate = false;

  const rules = Object.entries(LOOKS).map(([kind, look]) => {
    const name = `${prefix}-${kind}`;
    const highlight = new Highlight();
    // Above the spans, whose underline it leaves alone.
    highlight.priority = 5;
    highlights.set(kind as InvisibleKind, highlight);
    CSS.highlights.set(name, highlight);
    return `.av-text::highlight(${name}) { ${look} var(--invisible); }`;
  });
  sheet.replaceSync(rules.join('\n'));
  document.adoptedStyleSheets.push(sheet);

  function rangeOf({ start, end }: Range): StaticRange {
    const from = points.point(start, 'start');
    const to = points.point(end, 'end');
    return new StaticRange({
      startContainer: from.node,
      startOffset: from.offset,
      endContainer: to.node,
      endOffset: to.offset,
    });
  }

  function show(section: number): void {
    if (sections.has(section)) return;
    const shown: Section = { ranges: [], marks: [] };
    const { start, end } = map.sectionBlocks(section);
    for (let index = start; index < end; index++) {
      const block = map.blocks[index];
      if (!block) continue;
      for (const { kind, name, ...range } of invisiblesOf(text, block)) {
        if (kind === 'control') shown.marks.push(markAt(range.start, name, 'av-control'));
        else if (kind === 'tab')
          for (let at = range.start; at < range.end; at++) shown.marks.push(markAt(at, '→', 'av-tab'));
        else shown.ranges.push([kind, rangeOf(range)]);
      }
      const isCut = map.blocks[index + 1]?.continues;
      const isRightToLeft = geometry.isRightToLeft(block.start);
      const end = isRightToLeft ? 'av-line-end av-to-left' : 'av-line-end';
      if (!isCut && block.end < text.length) shown.marks.push({ ...markAt(block.end, '¶', end), upstream: true });
    }
    for (const [kind, range] of shown.ranges) highlights.get(kind)?.add(range);
    sections.set(section, shown);
    areOutOfDate = true;
    changed();
  }

  function hide(section: number): void {
    for (const [kind, range] of sections.get(section)?.ranges ?? []) highlights.get(kind)?.delete(range);
    sections.delete(section);
    areOutOfDate = true;
    changed();
  }

  function draw(marks: readonly Mark[], places: readonly DOMRect[], page: DOMRect): void {
    while (layer.children.length > marks.length) layer.lastChild?.remove();
    marks.forEach(({ name, className }, index) => {
      const mark = (layer.children[index] as HTMLElement | undefined) ?? element('span', '', layer);
      const place = places[index];
      mark.className = className;
      mark.textContent = name;
      if (!place) return;
      mark.style.left = `${place.left - page.left}px`;
      mark.style.top = `${place.top - page.top}px`;
      mark.style.height = `${place.height}px`;
    });
  }

  return {
    setShown(next) {
      if (next === isShown) return;
      isShown = next;
      for (const section of near) {
        if (isShown) show(section);
        else hide(section);
      }
    },
    appeared(section) {
      near.add(section);
      if (isShown) show(section);
    },
    disappeared(section) {
      near.delete(section);
      if (isShown) hide(section);
    },
    laidOut() {
      areOutOfDate = true;
    },
    measure() {
      if (!areOutOfDate || !(isShown || layer.firstChild)) return () => {};
      areOutOfDate = false;
      const marks = [...sections.values()].flatMap((section) => section.marks);
      const places = marks.map(({ offset, upstream }) => geometry.caret({ offset, upstream }));
      const page = frame.page.getBoundingClientRect();
      return () => draw(marks, places, page);
    },
    destroy() {
      for (const kind of highlights.keys()) CSS.highlights.delete(`${prefix}-${kind}`);
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
      layer.remove();
    },
  };
}
