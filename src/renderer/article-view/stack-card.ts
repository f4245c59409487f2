/** Shows, at rest over overlapping spans, which they are: smallest first, as clicks walk them. */
import type { Label } from '../../shared/model.ts';
import { element, type Frame } from './frame.ts';
import { lineColour } from './label-rules.ts';
import type { ShownSpan } from './span-index.ts';

const REST_MS = 450;

type Options = {
  frame: Frame;
  stackAt(x: number, y: number): ShownSpan[];
  label(span: ShownSpan): Pick<Label, 'name' | 'colour'>;
  quote(span: ShownSpan): string;
};

/** Listens for the pointer over the text. Returns what stops it. */
export function watchHover({ frame, stackAt, label, quote }: Options): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const card = element('div', 'av-stack', frame.overlay);
  card.hidden = true;
  card.setAttribute('aria-hidden', 'true');
  let rest = 0;

  function show(stack: readonly ShownSpan[], x: number, y: number): void {
    card.replaceChildren();
    for (const span of stack) {
      const line = element('div', 'av-stack-line', card);
      const name = element('b', '', line);
      name.textContent = label(span).name;
      name.style.color = lineColour(label(span).colour);
      element('span', '', line).textContent = quote(span);
    }
    card.hidden = false;
    const page = frame.page.getBoundingClientRect();
    card.style.left = `${Math.max(8, Math.min(x - page.left, page.width - card.offsetWidth - 8))}px`;
    // Above the pointer: the toolbar is below.
    card.style.top = `${y - page.top - card.offsetHeight - 18}px`;
  }

  function look({ clientX: x, clientY: y }: PointerEvent): void {
    const stack = stackAt(x, y);
    if (stack.length > 1) show(stack, x, y);
  }

  function leave(): void {
    clearTimeout(rest);
    if (!card.hidden) card.hidden = true;
  }

  frame.host.addEventListener(
    'pointermove',
    (event) => {
      leave();
      if (!event.buttons) rest = window.setTimeout(look, REST_MS, event);
    },
    { signal },
  );
  frame.host.addEventListener('pointerleave', leave, { signal });
  frame.host.addEventListener('pointerdown', leave, { signal });
  frame.root.addEventListener('scroll', leave, { signal, passive: true });
  return () => {
    stop.abort();
    leave();
    card.remove();
  };
}
