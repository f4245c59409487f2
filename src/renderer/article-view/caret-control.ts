/** Caret and selection of one text, from keyboard and pointer, and what is drawn of them. */
import type { Range } from '../../shared/model.ts';
import { isMac } from '../ui/platform.ts';
import { createCaretMoves } from './caret.ts';
import { type Motion, motionOf } from './caret-keys.ts';
import { createCaretMark, measureToolbar } from './caret-mark.ts';
import type { Frame } from './frame.ts';
import type { CaretPlace, Geometry } from './geometry.ts';
import type { OffsetMap } from './offset-map.ts';
import type { Points } from './points.ts';
import { scrollToShow } from './scrolling.ts';
import { createSelectionState, type SelectedBy } from './selection.ts';

export type CaretControl = {
  /** The selected text, or null where only the caret stands. UTF-16. */
  readonly range: Range | null;
  /** Where the caret is; 0 before it was put anywhere. */
  readonly offset: number;
  select(range: Range | null): void;
  /** Measures where caret and toolbar are now, and gives what draws them there. */
  measure(): () => void;
  destroy(): void;
};

type Options = {
  frame: Frame;
  text: string;
  map: OffsetMap;
  points: Points;
  geometry: Geometry;
  /** Puts the whole text into the document. */
  fillAll(): void;
  /** What lies over the text is out of date. */
  changed(): void;
  settled(by: SelectedBy): void;
  moved(offset: number): void;
};

/** Caret and selection in the frame's host. */
export function createCaretControl(options: Options): CaretControl {
  const { frame, text, map, points, geometry } = options;
  const stop = new AbortController();
  const mark = createCaretMark(frame);
  const mac = isMac();
  /** The column that a run of moves up and down keeps to, as an offset from the left of the page. */
  let goal: number | null = null;
  let settled = false;
  let caretAt = -1;

  const selection = createSelectionState({
    frame,
    points,
    moved() {
      settled = false;
      options.changed();
      const offset = selection.current?.focus ?? 0;
      if (offset !== caretAt) options.moved(offset);
      caretAt = offset;
    },
    settled(by) {
      settled = true;
      if (by.source === 'pointer') goal = null;
      options.changed();
      options.settled(by);
    },
  });

  const current = (): CaretPlace => ({
    offset: selection.current?.focus ?? 0,
    upstream: selection.current?.upstream ?? false,
  });

  const moves = createCaretMoves({
    text,
    map,
    geometry,
    scroller: frame.root,
    show: (place) => scrollToShow(frame.root, geometry.caret(place)),
    uncovered(look) {
      frame.page.classList.add('av-uncovered');
      const found = look();
      frame.page.classList.remove('av-uncovered');
      return found;
    },
  });

  function move(motion: Motion, extend: boolean): void {
    const from = current();
    const vertical = motion.unit === 'line' || motion.unit === 'page';
    const left = (): number => frame.page.getBoundingClientRect().left;
    goal = vertical ? (goal ?? geometry.caret(from).left - left()) : null;
    const range = selection.range;
    // Without Shift, a step to the side leaves a selection at the edge it goes to.
    const leaves = range && !extend && motion.unit === 'character';
    const to = leaves
      ? { offset: motion.forward !== geometry.isRightToLeft(range.start) ? range.end : range.start, upstream: false }
      : moves.move(from, motion, (goal ?? 0) + left());
    const anchor = extend ? (selection.current?.anchor ?? from.offset) : to.offset;
    selection.set({ anchor, focus: to.offset, upstream: to.upstream }, { source: 'keyboard', alt: false });
    scrollToShow(frame.root, geometry.caret(to));
  }

  function selectAll(): void {
    options.fillAll();
    selection.set({ anchor: 0, focus: text.length, upstream: false }, { source: 'keyboard', alt: false });
  }

  function press(event: KeyboardEvent): void {
    const motion = motionOf(event, mac);
    const all = event.key.toLowerCase() === 'a' && (mac ? event.metaKey : event.ctrlKey) && !event.altKey;
    if (!motion && !(all && !event.shiftKey)) return;
    event.preventDefault();
    if (motion) move(motion, event.shiftKey);
    else selectAll();
  }

  const { signal } = stop;
  frame.host.addEventListener('keydown', press, { signal });
  frame.host.addEventListener('focus', options.changed, { signal });
  frame.host.addEventListener('blur', options.changed, { signal });
  // A press on the toolbar must take neither the focus nor the selection; its text fields may.
  frame.toolbar.addEventListener(
    'mousedown',
    (event) => {
      if (!(event.target instanceof Element && event.target.closest('input, textarea, [contenteditable]'))) {
        event.preventDefault();
      }
    },
    { signal },
  );

  function measuredToolbar(): () => void {
    const { range } = selection;
    if (!range || !settled) {
      return () => {
        if (!frame.toolbar.hidden) frame.toolbar.hidden = true;
      };
    }
    // Now, and not with the rest: what is hidden has no size.
    if (frame.toolbar.hidden) frame.toolbar.hidden = false;
    const ends = endBoxes(geometry, points, range);
    return ends ? measureToolbar(frame, ends.first, ends.last) : () => {};
  }

  return {
    get range() {
      return selection.range;
    },
    get offset() {
      return current().offset;
    },
    select(range) {
      if (!range) return selection.clear();
      goal = null;
      selection.set({ anchor: range.start, focus: range.end, upstream: false }, { source: 'program', alt: false });
    },
    measure() {
      const drawToolbar = measuredToolbar();
      const focused = document.activeElement === frame.host;
      const drawCaret = mark.measure(focused ? geometry.caret(caretPlace(selection.current, map)) : null);
      return () => {
        drawToolbar();
        drawCaret();
      };
    },
    destroy() {
      stop.abort();
      mark.remove();
      selection.destroy();
      frame.toolbar.hidden = true;
    },
  };
}

/** A selection that ends where a line was cut shows its caret at the end of that part. */
function caretPlace(selected: { anchor: number; focus: number; upstream: boolean } | null, map: OffsetMap): CaretPlace {
  if (!selected) return { offset: 0, upstream: false };
  const { anchor, focus, upstream } = selected;
  const cut =
    focus > anchor && map.blocks[map.blockAt(focus)]?.continues && map.blockEndingAt(focus) !== map.blockAt(focus);
  return { offset: focus, upstream: upstream || Boolean(cut) };
}

/** The first and last line of a range, measured at its ends only: a range of 2 MB has thousands of lines. */
export function endBoxes(geometry: Geometry, points: Points, range: Range): { first: DOMRect; last: DOMRect } | null {
  const first = geometry.lines({ start: range.start, end: Math.min(range.end, range.start + 1) })[0];
  const last = geometry.lines({ start: Math.max(range.start, range.end - 1), end: range.end }).at(-1);
  const whole = range.end - range.start < 2000 ? geometry.lines(range) : [];
  const lines = [whole[0] ?? first, whole.at(-1) ?? last];
  if (!lines[0] || !lines[1]) {
    const box = points.range(range).getBoundingClientRect();
    return box.height ? { first: box, last: box } : null;
  }
  return { first: lines[0], last: lines[1] };
}
