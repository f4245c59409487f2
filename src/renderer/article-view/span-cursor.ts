/** Steps from span to span: through the document, and through a stack of overlapping spans. Pure. */
import type { ShownSpan, SpanIndex } from './span-index.ts';

/** `stack`: the next of those that lie at the same place. */
export type CursorStep = 'next' | 'previous' | 'stack';

/** The span after the active one in a stack, round and round; the first where none of them is active. */
export function walkStack(stack: readonly ShownSpan[], activeId: string | null): ShownSpan | undefined {
  return stack[(stack.findIndex((span) => span.id === activeId) + 1) % stack.length];
}

/** Where a step leads from the active span or, without one, from the caret (UTF-16 offset). Undefined at the ends. */
export function stepSpan(
  index: SpanIndex,
  activeId: string | null,
  caret: number,
  step: CursorStep,
): ShownSpan | undefined {
  const active = activeId === null ? undefined : index.get(activeId);
  if (step === 'stack') return walkStack(index.at(active?.fragments[0]?.start ?? caret), activeId);
  if (active) return index.ordered[index.place(active.id) + (step === 'next' ? 1 : -1)];
  const from = index.placeFrom(caret);
  return index.ordered[step === 'next' ? from : from - 1];
}
