import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spanChanges } from './span-changes.ts';
import type { ShownSpan } from './span-index.ts';

const pool: ShownSpan[] = Array.from({ length: 12 }, (_, i) => ({ id: `s${i % 6}`, label: `l${i}`, fragments: [] }));
const maps = fc.subarray(pool).map((list) => new Map(list.map((span) => [span.id, span])));

test('applied to the map before, changes give the map after, and nothing is put in vain', () => {
  fc.assert(
    fc.property(maps, maps, (before, after) => {
      const { put, removed } = spanChanges(before, after);
      const result = new Map(before);
      for (const id of removed) expect(result.delete(id)).toBe(true);
      for (const span of put) {
        expect(result.get(span.id)).not.toBe(span);
        result.set(span.id, span);
      }
      expect(new Set(result.values())).toEqual(new Set(after.values()));
    }),
  );
});
