import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProjectSettings, Range } from './model.ts';
import { countNested, liesInside, refusedBySettings } from './span-rules.ts';

const FREE: ProjectSettings = { nesting: 'allowed', splitQuotes: 'one-claim', snapping: 'words' };
const OUTERMOST: ProjectSettings = { ...FREE, nesting: 'outermost' };
const SEVERAL: ProjectSettings = { ...FREE, splitQuotes: 'several-claims' };
const of = (label: string, ...fragments: [number, number][]) => ({
  label,
  fragments: fragments.map(([start, end]) => ({ start, end })),
});

describe('only the outermost', () => {
  const claim = of('claim', [10, 30]);
  test.each([
    ['inside', of('claim', [12, 20]), /^This lies inside.*Nesting/],
    ['the same', of('claim', [10, 30]), /^This lies inside/],
    ['around', of('claim', [5, 40]), /lies inside this.*Nesting/],
    ['in pieces, one of them around', of('claim', [0, 5], [9, 31]), /lies inside this/],
  ])('a span %s another of its label is refused', (_, span, reason) => {
    expect(refusedBySettings(OUTERMOST, null, span, [claim])).toMatch(reason);
    expect(refusedBySettings(FREE, null, span, [claim])).toBeNull();
  });

  test.each([
    ['of another label', of('speaker', [12, 20])],
    ['that crosses it', of('claim', [20, 40])],
    ['beside it', of('claim', [30, 40])],
    ['in pieces, one of them outside', of('claim', [0, 5], [12, 20])],
  ])('a span %s is allowed', (_, span) => {
    expect(refusedBySettings(OUTERMOST, null, span, [claim])).toBeNull();
  });

  test('a span in the gap of one in pieces does not lie inside it', () => {
    expect(refusedBySettings(OUTERMOST, null, of('claim', [12, 18]), [of('claim', [0, 10], [20, 30])])).toBeNull();
  });

  test('what was nested before may be changed, and stay nested', () => {
    expect(refusedBySettings(OUTERMOST, of('claim', [12, 20]), of('claim', [12, 19]), [claim])).toBeNull();
    expect(refusedBySettings(OUTERMOST, of('speaker', [12, 20]), of('claim', [12, 20]), [claim])).toMatch(/inside/);
  });
});

describe('several claims for a split quotation', () => {
  test.each([
    ['a new claim in pieces', null, of('claim', [0, 5], [8, 9])],
    ['another piece for a claim', of('claim', [0, 5]), of('claim', [0, 5], [8, 9])],
    ['a speaker in pieces that becomes a claim', of('speaker', [0, 5], [8, 9]), of('claim', [0, 5], [8, 9])],
  ])('%s is refused', (_, before, after) => {
    expect(refusedBySettings(SEVERAL, before, after, [])).toMatch(/Split quotations/);
    expect(refusedBySettings(FREE, before, after, [])).toBeNull();
  });
  test.each([
    ['a claim in one piece', null, of('claim', [0, 5])],
    ['a speaker in pieces', of('speaker', [0, 5]), of('speaker', [0, 5], [8, 9])],
    ['a claim in pieces from before, moved', of('claim', [0, 5], [8, 9]), of('claim', [0, 6], [8, 9])],
  ])('%s is allowed', (_, before, after) => {
    expect(refusedBySettings(SEVERAL, before, after, [])).toBeNull();
  });
});

const range = fc.record({ start: fc.nat(30), length: fc.integer({ min: 1, max: 8 }) });
const fragments = fc.array(range, { minLength: 1, maxLength: 3 }).map((list) => {
  const apart: Range[] = [];
  for (const { start, length } of list.sort((a, b) => a.start - b.start))
    if ((apart.at(-1)?.end ?? -1) < start) apart.push({ start, end: start + length });
  return apart;
});

test('property: as many are nested as lie inside one of the others, of equal ones all but one', () => {
  fc.assert(
    fc.property(fc.array(fragments, { maxLength: 12 }), (spans) => {
      const nested = spans.filter((span, i) =>
        spans.some((other, j) => i !== j && liesInside(span, other) && !(liesInside(other, span) && i < j)),
      );
      expect(countNested(spans)).toBe(nested.length);
    }),
    { numRuns: 1000 },
  );
});
