import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { offsetsOf, rowAt, rowsBetween, scrollFor } from './row-offsets.ts';

/** How much is drawn above and below the view, in px. */
const OVERSCAN = 300;
/** The view is looked at again each time that it has moved by so many px. */
const STEP = 100;
const MARGIN = 8;

type RowWindowOptions = {
  /** The element that scrolls; it is positioned, and holds a box of the rows' height. */
  scroller: RefObject<HTMLElement | null>;
  keys: readonly string[];
  /** Height of a row in px; of all of them, unless they are measured. */
  estimate: number;
  /** Rows differ in height: each drawn one has its key in `data-row`, and is measured. */
  measured: boolean;
  /** The index of a row that is drawn wherever the view is, since it has the focus; -1 for none. */
  keep: number;
};

type RowWindow = {
  height: number;
  /** The rows to draw, each placed absolutely at its top. */
  rows: readonly { index: number; top: number }[];
  /** Scrolls as little as brings a row into view. */
  reveal: (key: string) => void;
};

/**
 * Draws only the rows near the view, so that ten thousand cost no more than twenty. (The collections of
 * react-aria-components build all of their items before the first is drawn: over a second for that many.)
 */
export function useRowWindow({ scroller, keys, estimate, measured, keep }: RowWindowOptions): RowWindow {
  const [heights, takeIn] = useMeasuredHeights(scroller);
  const [view, setView] = useState({ top: 0, height: 0 });
  /** Where the view is. To ask the element for it after each change would lay the page out each time. */
  const place = useRef({ top: 0, height: 0 });
  const revealing = useRef<string | null>(null);
  /** The topmost row in view, and how far it is scrolled past: it stays there when rows above it change. */
  const anchor = useRef<{ key: string; past: number } | null>(null);
  const offsets = useMemo(() => offsetsOf(keys, heights, estimate), [keys, heights, estimate]);
  const latest = useRef({ offsets, keys });
  useLayoutEffect(() => {
    latest.current = { offsets, keys };
  });

  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const { scrollTop, clientHeight } = element;
    place.current = { top: scrollTop, height: clientHeight };
    anchor.current = anchorAt(latest.current, scrollTop);
    const top = stepOf(scrollTop);
    setView((old) => (old.top === top && old.height === clientHeight ? old : { top, height: clientHeight }));
  }, [scroller]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    look();
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller, look]);

  const scrollTo = useCallback(
    (top: number) => {
      if (!scroller.current || top === place.current.top) return;
      scroller.current.scrollTop = top;
      look();
    },
    [scroller, look],
  );

  const settle = useCallback(() => {
    const { offsets: tops, keys: rows } = latest.current;
    const index = revealing.current === null ? -1 : rows.indexOf(revealing.current);
    if (index >= 0) scrollTo(scrollFor(tops, index, place.current.top, place.current.height, MARGIN));
  }, [scrollTo]);

  useLayoutEffect(() => {
    if (!measured) return;
    const kept = anchor.current;
    const index = kept ? keys.indexOf(kept.key) : -1;
    if (kept && index >= 0) scrollTo((offsets[index] ?? 0) + kept.past);
    settle();
    anchor.current = anchorAt({ keys, offsets }, place.current.top);
  }, [measured, keys, offsets, scrollTo, settle]);

  const indices = rowsBetween(offsets, view.top - OVERSCAN, view.top + STEP + view.height + OVERSCAN, keep);
  useLayoutEffect(() => {
    if (!measured) return;
    takeIn();
    const isSettled =
      view.top === stepOf(place.current.top) && indices.every((index) => heights.has(keys[index] ?? ''));
    if (isSettled) revealing.current = null;
  });

  const reveal = useCallback(
    (key: string) => {
      revealing.current = key;
      settle();
      if (!measured) revealing.current = null;
    },
    [measured, settle],
  );

  return {
    height: offsets.at(-1) ?? 0,
    rows: indices.map((index) => ({ index, top: offsets[index] ?? 0 })),
    reveal,
  };
}

type Heights = ReadonlyMap<string, number>;

/** The heights of rows by key, as they are laid out; the function takes in the rows that have been drawn since. */
function useMeasuredHeights(scroller: RowWindowOptions['scroller']): [Heights, () => void] {
  const [heights, setHeights] = useState<Heights>(new Map());
  const observer = useRef<ResizeObserver | null>(null);
  const known = useRef(new WeakSet<Element>());

  const measure = useCallback((rows: readonly HTMLElement[]) => {
    const measured = rows.map((row): [string, number] => [row.dataset.row ?? '', row.offsetHeight]);
    setHeights((old) => {
      const changed = measured.filter(([key, height]) => height > 0 && old.get(key) !== height);
      return changed.length > 0 ? new Map([...old, ...changed]) : old;
    });
  }, []);

  useLayoutEffect(() => {
    const watching = new ResizeObserver((entries) => {
      const rows = entries.map(({ target }) => target).filter((target) => target instanceof HTMLElement);
      for (const row of rows) if (!row.isConnected) watching.unobserve(row);
      // Before this frame is painted, so that no row is seen in the wrong place.
      flushSync(() => measure(rows));
    });
    observer.current = watching;
    return () => watching.disconnect();
  }, [measure]);

  const takeIn = useCallback(() => {
    const rows = scroller.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [];
    const drawn = [...rows].filter((row) => !known.current.has(row));
    if (drawn.length === 0) return;
    for (const row of drawn) known.current.add(row);
    measure(drawn);
    // Not while the observer is at work, who would have to leave them to the next frame, and says so as an error.
    requestAnimationFrame(() => {
      for (const row of drawn) if (row.isConnected) observer.current?.observe(row);
    });
  }, [scroller, measure]);

  return [heights, takeIn];
}

function anchorAt({ keys, offsets }: { keys: readonly string[]; offsets: readonly number[] }, top: number) {
  const index = rowAt(offsets, top);
  const key = keys[index];
  return top <= 0 || key === undefined ? null : { key, past: top - (offsets[index] ?? 0) };
}

const stepOf = (scrollTop: number) => Math.floor(scrollTop / STEP) * STEP;
