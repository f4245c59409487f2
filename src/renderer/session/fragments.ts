/** Fragments of a span as they are added and taken out. Offsets are UTF-16 units, end exclusive. */
import type { Range } from '../../shared/model.ts';

/** The fragments with a range among them; what touches or overlaps becomes one fragment. */
export function withRange(fragments: readonly Range[], range: Range): Range[] {
  const apart: Range[] = [];
  let { start, end } = range;
  for (const fragment of fragments) {
    if (fragment.end < start || fragment.start > end) apart.push(fragment);
    else [start, end] = [Math.min(start, fragment.start), Math.max(end, fragment.end)];
  }
  return [...apart, { start, end }].sort((a, b) => a.start - b.start);
}

/** The fragments without the one that holds or touches an offset; null where none does or no other would be left. */
export function withoutFragmentAt(fragments: readonly Range[], offset: number): Range[] | null {
  const hit = fragments.find(({ start, end }) => start <= offset && offset <= end);
  return hit && fragments.length > 1 ? fragments.filter((fragment) => fragment !== hit) : null;
}
