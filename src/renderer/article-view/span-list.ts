/** The spans as a real list for assistive technology: highlights are invisible to it. */
import type { ShownSpan } from './span-index.ts';

/** A list of ten thousand is of no use to anyone: it is a window round the place that is being read. */
const SHOWN = 50;
const PAUSE_MS = 1000;

type Options = {
  list: HTMLElement;
  ordered(): readonly ShownSpan[];
  /** The place in document order that the window lies round. */
  place(): number;
  wording(span: ShownSpan): string;
  activate(span: ShownSpan): void;
};

/** Keeps the list up to date, in the pauses between edits. */
export function createSpanList({ list, ordered, place, wording, activate }: Options): {
  refresh(): void;
  stop(): void;
} {
  const shown = new WeakMap<EventTarget, ShownSpan>();
  const items = new Map<string, HTMLLIElement>();
  let waiting = 0;

  /** Items that stay are left as they are: to lay out all of them anew after each edit takes longer than a frame. */
  function draw(): void {
    const spans = ordered();
    const from = Math.max(0, Math.min(place() - SHOWN / 2, spans.length - SHOWN));
    const near = spans.slice(from, from + SHOWN);
    const kept = new Set(near.map(({ id }) => id));
    for (const [id, item] of items) {
      if (kept.has(id)) continue;
      item.remove();
      items.delete(id);
    }
    near.forEach((span, index) => {
      const item = items.get(span.id) ?? newItem(span.id);
      show(span, item, from + index, spans.length);
      if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
    });
  }

  function newItem(id: string): HTMLLIElement {
    const item = document.createElement('li');
    const button = document.createElement('button');
    button.type = 'button';
    // The span cursor is the way there for the keyboard; as stops of the Tab key they would be in its way.
    button.tabIndex = -1;
    item.append(button);
    items.set(id, item);
    return item;
  }

  function show(span: ShownSpan, item: HTMLLIElement, place: number, of: number): void {
    item.setAttribute('aria-setsize', String(of));
    item.setAttribute('aria-posinset', String(place + 1));
    const button = item.firstElementChild;
    if (!button) return;
    shown.set(button, span);
    const words = wording(span);
    if (button.textContent !== words) button.textContent = words;
  }

  function click(event: Event): void {
    const span = event.target && shown.get(event.target);
    if (span) activate(span);
  }

  list.addEventListener('click', click);
  return {
    refresh() {
      clearTimeout(waiting);
      waiting = window.setTimeout(draw, PAUSE_MS);
    },
    stop() {
      clearTimeout(waiting);
      list.removeEventListener('click', click);
      list.replaceChildren();
      items.clear();
    },
  };
}
