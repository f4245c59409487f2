/**
 * Rows by id. An article may have ten thousand spans of which an edit changes one: a map that is made from another
 * shares with it all but the difference, so that to make it, and to compare the two, takes as long as the difference.
 */
import type { Id } from '../shared/model.ts';

type Rows<R> = ReadonlyMap<Id, R>;

/** A map as another one with some rows replaced or, where there is null, gone. */
type Layer<R> = { base: Rows<R>; over: ReadonlyMap<Id, R | null> };
type LayeredRows<R> = Rows<R> & { readonly layer?: Layer<R> };

/** To copy fewer rows than this is no work. */
const FEW = 500;
/** Greater differences are copied into a map of their own: who reads all rows goes through them. */
const GREATEST = 100;

/** The rows after the changes; the same map where there are none. The order of rows says nothing. */
export function withRows<R extends object>(rows: Rows<R>, changes: readonly { id: Id; after: R | null }[]): Rows<R> {
  if (changes.length === 0) return rows;
  const { base, over: before } = layerOf(rows);
  const over = new Map(before);
  for (const { id, after } of changes) over.set(id, after);
  const next = layered(base, over);
  return base.size < FEW || over.size > GREATEST ? new Map(next) : next;
}

/** The ids of the rows that one map has and the other has not, or has otherwise. Rows are compared by identity. */
export function changedIds(before: Rows<object>, after: Rows<object>): Id[] {
  if (before === after) return [];
  const [a, b] = [layerOf(before), layerOf(after)];
  const candidates = a.base === b.base ? [a.over, b.over] : [before, after];
  const ids = new Set(candidates.flatMap((rows) => [...rows.keys()]));
  return [...ids].filter((id) => before.get(id) !== after.get(id));
}

const NOTHING: ReadonlyMap<Id, null> = new Map<Id, null>();

const layerOf = <R>(rows: LayeredRows<R>): Layer<R> => rows.layer ?? { base: rows, over: NOTHING };

function layered<R extends object>(base: Rows<R>, over: Layer<R>['over']): LayeredRows<R> {
  let size = base.size;
  for (const [id, row] of over) size += (row ? 1 : 0) - (base.has(id) ? 1 : 0);

  function get(id: Id): R | undefined {
    const row = over.get(id);
    return row === undefined ? base.get(id) : (row ?? undefined);
  }

  function* entries(): Generator<[Id, R], undefined> {
    for (const [id, row] of base) {
      const now = over.get(id);
      if (now === undefined) yield [id, row];
      else if (now) yield [id, now];
    }
    for (const [id, row] of over) if (row && !base.has(id)) yield [id, row];
  }

  const rows: LayeredRows<R> = {
    layer: { base, over },
    size,
    get,
    has: (id) => get(id) !== undefined,
    entries,
    keys: () => entries().map(([id]) => id),
    values: () => entries().map(([, row]) => row),
    forEach(use) {
      for (const [id, row] of entries()) use(row, id, rows);
    },
    [Symbol.iterator]: entries,
  };
  return rows;
}
