/** Several articles at once: what Shift, Ctrl and Space make of the articles that are chosen. */
import type { Id } from '../../shared/model.ts';

/** The articles from one to another, both included, in the order of the list. */
export function rangeOf(order: readonly Id[], from: Id | null, to: Id): Id[] {
  const [a, b] = [order.indexOf(from ?? to), order.indexOf(to)];
  return a < 0 || b < 0 ? [to] : order.slice(Math.min(a, b), Math.max(a, b) + 1);
}

/** With an article added, or taken out where it was in. */
export function toggled(chosen: ReadonlySet<Id>, id: Id): ReadonlySet<Id> {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return next;
}
