import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOffsetMap } from './offset-map.ts';
import { createSpanIndex, quote, type ShownSpan } from './span-index.ts';

/** Several sections, with long lines, empty lines and line feeds inside spans. */
const TEXT = Array.from({ length: 60 }, (_, i) => (i % 7 === 0 ? '' : 'word '.repeat(i % 5 === 0 ? 1200 : 12))).join(
  '\n',
);
const MAP = createOffsetMap(TEXT);

const fragments = fc
  .uniqueArray(fc.nat(TEXT.length - 1), { minLength: 2, maxLength: 6 })
  .map((points) => points.toSorted((a, b) => a - b))
  .map((points) => {
    const list = [];
    for (let i = 0; i + 1 < points.length; i += 2)
      list.push({ start: points[i] as number, end: points[i + 1] as number });
    return list;
  });
const spanOf = (id: string) => fragments.map((list): ShownSpan => ({ id, label: 'claim', fragments: list }));
const spans = fc
  .integer({ min: 0, max: 25 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => spanOf(`s${i}`))));

const covers = (span: ShownSpan, offset: number) => span.fragments.some((f) => f.start <= offset && offset < f.end);
const size = (span: ShownSpan) => span.fragments.reduce((sum, f) => sum + f.end - f.start, 0);

test('finds the spans at an offset as a search through all of them does, smallest first', () => {
  fc.assert(
    fc.property(spans, fc.nat(TEXT.length - 1), (list, offset) => {
      const found = createSpanIndex(MAP, list).at(offset);
      expect(found.map((span) => span.id).toSorted()).toEqual(
        list
          .filter((s) => covers(s, offset))
          .map((s) => s.id)
          .toSorted(),
      );
      expect(found.map(size)).toEqual(found.map(size).toSorted((a, b) => a - b));
    }),
  );
});

test('pieces of the sections put together are the fragments', () => {
  fc.assert(
    fc.property(spans, (list) => {
      const index = createSpanIndex(MAP, list);
      const pieces = Array.from({ length: MAP.sectionCount }, (_, section) => index.pieces(section)).flat();
      for (const span of list) {
        span.fragments.forEach((range, fragment) => {
          const own = pieces.filter((piece) => piece.span.id === span.id && piece.fragment === fragment);
          expect(own[0]?.start).toBe(range.start);
          expect(own.at(-1)?.end).toBe(range.end);
          own.slice(1).forEach((piece, i) => {
            expect(piece.start).toBe(own[i]?.end);
          });
        });
      }
    }),
  );
});

test('adding, replacing and removing one at a time ends where starting anew does', () => {
  fc.assert(
    fc.property(spans, spans, fc.nat(TEXT.length - 1), (before, after, offset) => {
      const index = createSpanIndex(MAP, before);
      for (const span of after) index.put(span);
      for (const span of before) if (!after.some((other) => other.id === span.id)) index.remove(span.id);
      const fresh = createSpanIndex(MAP, after);
      expect(index.ordered).toEqual(fresh.ordered);
      expect(index.at(offset)).toEqual(fresh.at(offset));
      for (const span of after) expect(index.ordered[index.place(span.id)]).toBe(span);
    }),
  );
});

test('tells which sections a change touches', () => {
  const index = createSpanIndex(MAP, []);
  const first = MAP.sectionText(0);
  const last = MAP.sectionText(MAP.sectionCount - 1);
  const touched = index.put({ id: 'a', label: 'claim', fragments: [{ start: first.start, end: first.start + 1 }] });
  expect([...touched]).toEqual([0]);
  const moved = index.put({ id: 'a', label: 'claim', fragments: [{ start: last.start, end: last.start + 1 }] });
  expect([...moved].toSorted((a, b) => a - b)).toEqual([0, MAP.sectionCount - 1]);
  expect([...index.remove('a')]).toEqual([MAP.sectionCount - 1]);
  expect([...index.remove('a')]).toEqual([]);
});

test('the first span from an offset on', () => {
  const index = createSpanIndex(MAP, [
    { id: 'a', label: 'claim', fragments: [{ start: 5, end: 9 }] },
    { id: 'b', label: 'claim', fragments: [{ start: 20, end: 30 }] },
  ]);
  expect([0, 5, 6, 20, 21].map((offset) => index.placeFrom(offset))).toEqual([0, 0, 1, 1, 2]);
  expect(createSpanIndex(MAP, []).placeFrom(3)).toBe(0);
});

test('a quote is one line', () => {
  const span = {
    id: 'a',
    label: 'claim',
    fragments: [
      { start: 0, end: 7 },
      { start: 8, end: 11 },
    ],
  };
  expect(quote('one\ntwo three', span)).toBe('one two … thr');
});
