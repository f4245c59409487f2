/** What differs between two maps of spans. Pure; values are compared by identity, since they are never changed in place. */
import type { ShownSpan } from './span-index.ts';

type Spans = ReadonlyMap<string, ShownSpan>;

/** The spans to put (new or replaced) and the ids to remove to get from one map to the other. */
export function spanChanges(before: Spans, after: Spans): { put: ShownSpan[]; removed: string[] } {
  const put: ShownSpan[] = [];
  const removed: string[] = [];
  if (before === after) return { put, removed };
  for (const [id, span] of after) if (before.get(id) !== span) put.push(span);
  if (before.size + put.length !== after.size || put.some((span) => before.has(span.id))) {
    for (const id of before.keys()) if (!after.has(id)) removed.push(id);
  }
  return { put, removed };
}
