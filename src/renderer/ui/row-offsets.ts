/** Where the rows of a long list are, in px from its top. */

/** The top of each row, and last the height of all of them; a row that was not measured has the estimated height. */
export function offsetsOf(keys: readonly string[], heights: ReadonlyMap<string, number>, estimate: number): number[] {
  const offsets = [0];
  let top = 0;
  for (const key of keys) {
    top += heights.get(key) ?? estimate;
    offsets.push(top);
  }
  return offsets;
}

/** The index of the row that holds a height; the last row's beyond the end, -1 where there are no rows. */
export function rowAt(offsets: readonly number[], height: number): number {
  const rows = offsets.length - 1;
  let [low, high] = [0, rows - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= height) low = middle;
    else high = middle - 1;
  }
  return rows === 0 ? -1 : low;
}

/** The indices of the rows between two heights, and `keep` wherever it is, ascending. */
export function rowsBetween(offsets: readonly number[], top: number, bottom: number, keep: number): number[] {
  const last = rowAt(offsets, bottom);
  const indices: number[] = [];
  for (let index = Math.max(0, rowAt(offsets, top)); index <= last; index++) indices.push(index);
  if (keep >= 0 && keep < offsets.length - 1 && !indices.includes(keep)) indices.push(keep);
  return indices.sort((a, b) => a - b);
}

/** Where to scroll to so that a row is in view, with a margin; the same place where it is already. */
export function scrollFor(
  offsets: readonly number[],
  index: number,
  top: number,
  height: number,
  margin: number,
): number {
  const from = Math.max(0, (offsets[index] ?? 0) - margin);
  const to = (offsets[index + 1] ?? 0) + margin;
  if (from < top || to - from > height) return from;
  return to > top + height ? to - height : top;
}
