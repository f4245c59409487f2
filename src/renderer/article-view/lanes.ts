/** Lanes for intervals that overlap, so that each can be underlined on a line of its own. */

/** Lines of text leave room for this many underlines; what lies deeper shares the last lane. */
export const LANES = 3;

type Interval = { start: number; end: number };

/**
 * The lane of each interval, in the order given, counted from 0 without limit: no two intervals of one lane overlap,
 * and no more lanes are used than intervals meet at one place. Greedy colouring by start, longer first, which is
 * optimal for intervals.
 */
export function assignLanes(intervals: readonly Interval[]): number[] {
  const order = intervals.map((_, index) => index);
  const at = (index: number): Interval => intervals[index] as Interval;
  order.sort((a, b) => at(a).start - at(b).start || at(b).end - at(a).end || a - b);
  const lanes = new Array<number>(intervals.length).fill(0);
  const busyUntil: number[] = [];
  for (const index of order) {
    const { start, end } = at(index);
    const free = busyUntil.findIndex((until) => until <= start);
    const lane = free < 0 ? busyUntil.length : free;
    busyUntil[lane] = end;
    lanes[index] = lane;
  }
  return lanes;
}
