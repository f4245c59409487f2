/** Brings the text into the document: what is near the viewport at once, the rest when the browser is idle. */
import type { OffsetMap } from './offset-map.ts';
import type { TextEditor } from './text-editor.ts';

/** What is within this distance of the viewport counts as near. */
const NEAR = '60% 0px';
/** Idle time is up to 50 ms long; whoever presses a key in it is not to wait for its end. */
const SLICE_MS = 12;
const RESERVE_MS = 6;
const PATIENCE_MS = 500;
/** So many sections go in at once: each time, the editor looks for the selection, for which the page is laid out. */
const AT_ONCE = 4;
/** Of a text with more blocks, a million blank lines say, only what is looked at is in the document. */
const MOST_BLOCKS = 200_000;

export type Filling = {
  start(): void;
  /** Resolves when as much of the text is in the document as will be; at once where it is already. */
  complete(): Promise<void>;
  /** Fills everything now. */
  finish(): void;
  readonly near: ReadonlySet<number>;
  stop(): void;
};

type Options = {
  root: HTMLElement;
  editor: TextEditor;
  map: OffsetMap;
  /** A section has come near the viewport, and is filled. */
  appeared(section: number): void;
  disappeared(section: number): void;
};

/** Fills the sections of one text. */
export function createFilling({ root, editor, map, appeared, disappeared }: Options): Filling {
  const near = new Set<number>();
  const done = Promise.withResolvers<void>();
  let waiting = 0;
  let centre = 0;

  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const section = editor.indexOfSection(entry.target);
        if (section !== undefined) see(section, entry.isIntersecting);
      }
    },
    { root, rootMargin: NEAR },
  );

  function see(section: number, isNear: boolean): void {
    if (isNear === near.has(section)) return;
    if (isNear) {
      near.add(section);
      centre = section;
      editor.fill([section]);
      appeared(section);
    } else {
      near.delete(section);
      disappeared(section);
    }
  }

  /** The next sections to fill: the empty ones nearest to what is being read. */
  function nextEmpty(): number[] {
    const found = new Set<number>();
    if (map.blocks.length > MOST_BLOCKS) return [];
    for (let distance = 0; distance < map.sectionCount && found.size < AT_ONCE; distance++) {
      for (const section of [centre + distance, centre - distance]) {
        if (section >= 0 && section < map.sectionCount && !editor.isFilled(section)) found.add(section);
      }
    }
    return [...found];
  }

  function fillWhileIdle(deadline: IdleDeadline): void {
    let empty = nextEmpty();
    if (empty.length === 0) {
      done.resolve();
      return;
    }
    const started = performance.now();
    do {
      editor.fill(empty);
      empty = nextEmpty();
    } while (empty.length > 0 && deadline.timeRemaining() > RESERVE_MS && performance.now() - started < SLICE_MS);
    waiting = requestIdleCallback(fillWhileIdle, { timeout: PATIENCE_MS });
  }

  return {
    start() {
      for (let section = 0; editor.isFilled(section); section++) see(section, true);
      for (let section = 0; section < map.sectionCount; section++) observer.observe(editor.section(section));
      waiting = requestIdleCallback(fillWhileIdle, { timeout: PATIENCE_MS });
    },
    complete: () => done.promise,
    finish() {
      editor.fill(Array.from({ length: map.sectionCount }, (_, section) => section));
    },
    near,
    stop() {
      observer.disconnect();
      cancelIdleCallback(waiting);
      done.resolve();
    },
  };
}
