import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedIds, withRows } from './rows.ts';

type Row = { n: number };
const rowsOf = (count: number) => new Map(Array.from({ length: count }, (_, n): [string, Row] => [String(n), { n }]));

const change = fc.record({
  id: fc.integer({ min: 0, max: 700 }).map(String),
  after: fc.option(fc.record({ n: fc.nat() }), { nil: null }),
});
const edits = fc.array(fc.array(change, { maxLength: 60 }), { maxLength: 8 });

/** The same done to a copy. */
function applied(rows: ReadonlyMap<string, Row>, changes: readonly { id: string; after: Row | null }[]) {
  const next = new Map(rows);
  for (const { id, after } of changes) {
    if (after) next.set(id, after);
    else next.delete(id);
  }
  return next;
}

const sorted = (rows: Iterable<[string, Row]>) => [...rows].sort(([a], [b]) => (a < b ? -1 : 1));

test.each([3, 600])('rows made from others are what a copy would be, from %i rows', (count) => {
  fc.assert(
    fc.property(edits, (list) => {
      let rows: ReadonlyMap<string, Row> = rowsOf(count);
      let copy = new Map(rows);
      for (const changes of list) {
        const before = rows;
        const copyBefore = copy;
        rows = withRows(rows, changes);
        copy = applied(copy, changes);
        expect(sorted(rows)).toEqual(sorted(copy));
        expect(rows.size).toBe(copy.size);
        expect([...rows.values()]).toHaveLength(copy.size);
        for (const { id } of changes) {
          expect(rows.get(id)).toBe(copy.get(id));
          expect(rows.has(id)).toBe(copy.has(id));
        }
        const differ = [...new Set([...copyBefore.keys(), ...copy.keys()])].filter(
          (id) => copyBefore.get(id) !== copy.get(id),
        );
        expect(changedIds(before, rows).sort()).toEqual(differ.sort());
        expect(sorted(before)).toEqual(sorted(copyBefore));
      }
    }),
    { numRuns: 40 },
  );
});

test('no change makes no new map', () => {
  const rows = rowsOf(2);
  expect(withRows(rows, [])).toBe(rows);
  expect(changedIds(rows, rows)).toEqual([]);
});

test('maps that have nothing in common are compared row by row', () => {
  const same = { n: 1 };
  const before = new Map([
    ['a', same],
    ['b', { n: 2 }],
  ]);
  const after = new Map([
    ['a', same],
    ['b', { n: 2 }],
    ['c', { n: 3 }],
  ]);
  expect(changedIds(before, after)).toEqual(['b', 'c']);
});
