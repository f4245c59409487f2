/** What the project's settings say about spans. Pure, so that core and window agree on what is refused. */
import type { ProjectSettings, Range, Span } from './model.ts';

type Extent = Pick<Span, 'label' | 'fragments'>;

/** Whether all text of the inner span is text of the outer one; equal spans lie inside one another. */
export const liesInside = (inner: readonly Range[], outer: readonly Range[]): boolean =>
  inner.every((part) => outer.some(({ start, end }) => start <= part.start && part.end <= end));

/** Whether two spans have one label and one of them lies inside the other. */
const isNested = (a: Extent, b: Extent): boolean =>
  a.label === b.label && (liesInside(a.fragments, b.fragments) || liesInside(b.fragments, a.fragments));

/**
 * Why the settings do not allow a span to become `after`, or null where they do. `before` is null where it is new:
 * what is there already stays, whatever the settings are now. `others` are the other spans of its layer.
 */
export function refusedBySettings(
  settings: ProjectSettings,
  before: Extent | null,
  after: Extent,
  others: Iterable<Extent>,
): string | null {
  if (settings.splitQuotes === 'several-claims' && isMorePieces(before, after))
    return 'A claim is in one piece here: the project setting “Split quotations” makes each piece a claim of its own.';
  if (settings.nesting === 'allowed') return null;
  for (const other of others) {
    if (!isNested(after, other) || (before && isNested(before, other))) continue;
    return liesInside(after.fragments, other.fragments)
      ? 'This lies inside another span of the same label: the project setting “Nesting” marks only the outermost.'
      : 'Another span of the same label lies inside this: the project setting “Nesting” marks only the outermost.';
  }
  return null;
}

function isMorePieces(before: Extent | null, after: Extent): boolean {
  const known = before?.label === 'claim' ? before.fragments.length : 1;
  return after.label === 'claim' && after.fragments.length > known;
}

/** How many spans of one label lie inside another of them. */
export function countNested(spans: readonly (readonly Range[])[]): number {
  const byStart = spans
    .map((fragments) => ({
      fragments,
      start: fragments[0]?.start ?? 0,
      end: fragments.at(-1)?.end ?? 0,
      length: fragments.reduce((sum, { start, end }) => sum + end - start, 0),
    }))
    // Whatever lies inside another comes after it.
    .sort((a, b) => a.start - b.start || b.end - a.end || b.length - a.length);
  let count = 0;
  // Those that may reach over what comes next.
  let open: typeof byStart = [];
  for (const span of byStart) {
    open = open.filter(({ end }) => end > span.start);
    if (open.some((outer) => liesInside(span.fragments, outer.fragments))) count += 1;
    open.push(span);
  }
  return count;
}
