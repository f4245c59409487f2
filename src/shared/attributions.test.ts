import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attributionsOf, documentOrder, incompleteOf } from './attributions.ts';
import { markedText, relationsOf, spanOf } from './marked-text.fixture.ts';
import type { Span } from './model.ts';

const ids = (spans: readonly Span[]) => spans.map(({ id }) => id);
const byId = (spans: readonly Span[]) => new Map(spans.map((span) => [span.id, span]));

const article = markedText(
  `[s1|Water commissioner Ines Marrow] [q1|said] on Tuesday [c1|that the towns would release water] [d1|if limits hold].
[c2|“Nobody opens a gate on trust,”] [s2|she] told the council, [c2|“but we may try.”]
According to [s3|the auditor], [c3|reserves will fall] [d2|unless rain returns].`,
);

test('a claim comes with its speakers, conditions and cues, in text order', () => {
  const relations = relationsOf('c2 s2', 'c1 d1', 'c1 q1', 'c1 s2', 'c1 s1');
  const { attributions, unbound } = attributionsOf([...article.spans].reverse(), relations);
  expect(
    attributions.map(({ claim, ...parts }) => [claim.id, ids(parts.speakers), ids(parts.conditions), ids(parts.cues)]),
  ).toEqual([
    ['c1', ['s1', 's2'], ['d1'], ['q1']],
    ['c2', ['s2'], [], []],
    ['c3', [], [], []],
  ]);
  expect(ids(unbound)).toEqual(['s3', 'd2']);
});

test('one condition may belong to several claims', () => {
  const { attributions } = attributionsOf(article.spans, relationsOf('c1 d2', 'c3 d2'));
  expect(attributions.map(({ conditions }) => ids(conditions))).toEqual([['d2'], [], ['d2']]);
});

test('claims without a speaker and conditions without a claim are incomplete; a lone speaker or cue is not', () => {
  expect(ids(incompleteOf(byId(article.spans), []))).toEqual(['c1', 'd1', 'c2', 'c3', 'd2']);
  const whole = relationsOf('c1 s1', 'c1 d1', 'c2 s2', 'c3 d2', 'c3 s3');
  expect(incompleteOf(byId(article.spans), whole)).toEqual([]);
});

test('a relation to a span that is gone, or that has another label now, does not count', () => {
  const relabelled = article.spans.map((span) => (span.id === 's1' ? { ...span, label: 'cue' } : span));
  const { attributions, unbound } = attributionsOf(relabelled, relationsOf('c1 s1', 'c2 s9', 'c9 s2'));
  expect(attributions.every(({ speakers }) => speakers.length === 0)).toBe(true);
  expect(ids(unbound)).toContain('s1');
});

test('the same relation twice gives one part', () => {
  const { attributions } = attributionsOf(article.spans, [...relationsOf('c1 s1'), ...relationsOf('c1 s1')]);
  expect(ids(attributions[0]?.speakers ?? [])).toEqual(['s1']);
});

test('document order: start, then the longer, then id', () => {
  const text = 'x'.repeat(40);
  const at = (id: string, start: number, end: number) => spanOf(id, [{ start, end }], text);
  const sorted = [at('b', 5, 9), at('a', 5, 9), at('c', 5, 20), at('d', 0, 2)].sort(documentOrder);
  expect(ids(sorted)).toEqual(['d', 'c', 'a', 'b']);
});

const layers = fc
  .array(fc.tuple(fc.constantFrom('s', 'c', 'd', 'q'), fc.nat(50), fc.integer({ min: 1, max: 20 })), { maxLength: 25 })
  .map((rows) =>
    rows.map(([kind, start, size], i) => spanOf(`${kind}${i}`, [{ start, end: start + size }], 'x'.repeat(80))),
  )
  .chain((spans) => {
    const id = fc.constantFrom('none', ...spans.map((span) => span.id));
    const pairs = fc.array(fc.tuple(id, id), { maxLength: 40 });
    return fc.record({ spans: fc.constant(spans), pairs });
  });

test('every claim is in one attribution, every other span in a claim or among the unbound, whatever the relations', () => {
  fc.assert(
    fc.property(layers, ({ spans, pairs }) => {
      const relations = relationsOf(...pairs.map((pair) => pair.join(' ')));
      const { attributions, unbound } = attributionsOf(spans, relations);
      const claims = spans.filter(({ label }) => label === 'claim').sort(documentOrder);
      expect(attributions.map(({ claim }) => claim)).toEqual(claims);
      const bound = new Set(
        attributions.flatMap(({ speakers, conditions, cues }) => [...speakers, ...conditions, ...cues]),
      );
      const rest = spans.filter((span) => span.label !== 'claim' && !bound.has(span)).sort(documentOrder);
      expect(unbound).toEqual(rest);
      const lacking = attributions.filter(({ speakers }) => speakers.length === 0).length;
      const loose = unbound.filter(({ label }) => label === 'condition').length;
      expect(incompleteOf(byId(spans), relations)).toHaveLength(lacking + loose);
    }),
  );
});
