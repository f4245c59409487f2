import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
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
  const [heights, setHeights] = useState<ReadonlyMap<string, number>>(new Map());
  const [view, setView] = useState({ top: 0, height: 0, width: 0 });
  const revealing = useRef<string | null>(null);
  /** The topmost row in view, and how far it is scrolled past: it stays there when rows above it change. */
  const anchor = useRef<{ key: string; past: number } | null>(null);
  const offsets = useMemo(() => offsetsOf(keys, heights, estimate), [keys, heights, estimate]);
  const latest = useRef({ offsets, keys });
  useLayoutEffect(() => {
    latest.current = { offsets, keys };
  });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => {
      const { scrollTop, clientHeight, clientWidth } = element;
      const top = stepOf(scrollTop);
      setView((old) =>
        old.top === top && old.height === clientHeight && old.width === clientWidth
          ? old
          : { top, height: clientHeight, width: clientWidth },
      );
    };
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    look();
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller]);

  const settle = useCallback(() => {
    const element = scroller.current;
    if (!element || revealing.current === null) return;
    const index = latest.current.keys.indexOf(revealing.current);
    if (index < 0) return;
    element.scrollTop = scrollFor(latest.current.offsets, index, element.scrollTop, element.clientHeight, MARGIN);
  }, [scroller]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !measured) return;
    const kept = anchor.current;
    const index = kept ? keys.indexOf(kept.key) : -1;
    if (kept && index >= 0) element.scrollTop = (offsets[index] ?? 0) + kept.past;
    settle();
    const remember = () => {
      const top = rowAt(offsets, element.scrollTop);
      const key = keys[top];
      const atTop = element.scrollTop <= 0 || key === undefined;
      anchor.current = atTop ? null : { key, past: element.scrollTop - (offsets[top] ?? 0) };
    };
    remember();
    element.addEventListener('scroll', remember, { passive: true });
    return () => element.removeEventListener('scroll', remember);
  }, [scroller, measured, keys, offsets, settle]);

  useLayoutEffect(() => {
    if (!measured) return;
    const changed = new Map<string, number>();
    for (const row of scroller.current?.querySelectorAll<HTMLElement>('[data-row]') ?? []) {
      const key = row.dataset.row ?? '';
      const height = row.offsetHeight;
      if (height > 0 && heights.get(key) !== height) changed.set(key, height);
    }
    if (changed.size > 0) setHeights(new Map([...heights, ...changed]));
    else if (view.top === stepOf(scroller.current?.scrollTop ?? 0)) revealing.current = null;
  });

  const reveal = useCallback(
    (key: string) => {
      revealing.current = key;
      settle();
      if (!measured) revealing.current = null;
    },
    [measured, settle],
  );

  const indices = rowsBetween(offsets, view.top - OVERSCAN, view.top + STEP + view.height + OVERSCAN, keep);
  return {
    height: offsets.at(-1) ?? 0,
    rows: indices.map((index) => ({ index, top: offsets[index] ?? 0 })),
    reveal,
  };
}

const stepOf = (scrollTop: number) => Math.floor(scrollTop / STEP) * STEP;
