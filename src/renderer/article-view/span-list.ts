/** The spans as a real list for assistive technology: highlights are invisible to it. */
import type { ShownSpan } from './span-index.ts';

/** A list of ten thousand is of no use to anyone: it is a window round the place that is being read. */
const SHOWN = 100;
const PAUSE_MS = 400;

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
  let waiting = 0;

  function draw(): void {
    const spans = ordered();
    const from = Math.max(0, Math.min(place() - SHOWN / 2, spans.length - SHOWN));
    list.replaceChildren(
      ...spans.slice(from, from + SHOWN).map((span, index) => {
        const item = document.createElement('li');
        item.setAttribute('aria-setsize', String(spans.length));
        item.setAttribute('aria-posinset', String(from + index + 1));
        const button = document.createElement('button');
        button.type = 'button';
        // The span cursor is the way there for the keyboard; as stops of the Tab key they would be in its way.
        button.tabIndex = -1;
        button.textContent = wording(span);
        shown.set(button, span);
        item.append(button);
        return item;
      }),
    );
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
    },
  };
}
