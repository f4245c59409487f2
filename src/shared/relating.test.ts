import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markedText, RELATION_TYPES, relationsOf, spanOf } from './marked-text.fixture.ts';
import type { Label, Relation } from './model.ts';
import { relateCandidates, relateStep, relationFor } from './relating.ts';

const label = (id: string, name: string, active = true): Label => ({
  id,
  name,
  colour: '#1f5fbf',
  key: '',
  description: '',
  active,
  position: 0,
});
const LABELS = [
  label('speaker', 'Speaker'),
  label('claim', 'Claim'),
  label('condition', 'Condition'),
  label('cue', 'Cue', false),
];

type Article = ReturnType<typeof markedText>;
const offered = ({ text, spans, span }: Article, active: string, relations: Relation[] = []) =>
  relateCandidates(span(active), spans, relations, RELATION_TYPES, text).map(
    ({ source, target }) => `${source} ${target}`,
  );

const pact = markedText(
  `[s1|Water commissioner Ines Marrow] said on Tuesday [c1|that the upper towns would release stored water] [d1|if the lower towns accept metered limits], ending a stalemate.
[c2|“Nobody is going to open a gate on trust,”] [s2|she] told the council. Growers' representative [s3|Tomas Hale] replied [c3|that the meters were affordable] only [d2|provided the province covers installation].
According to [s4|the provincial auditor], [c4|reserves will fall below the legal floor by August] [d3|unless rain returns].`,
);

describe('relationFor', () => {
  test('the claim is the source, whichever was picked first', () => {
    const relation = { type: 'said-by', source: 'c1', target: 's1' };
    expect(relationFor(pact.span('c1'), pact.span('s1'), RELATION_TYPES, LABELS)).toEqual(relation);
    expect(relationFor(pact.span('s1'), pact.span('c1'), RELATION_TYPES, LABELS)).toEqual(relation);
    expect(relationFor(pact.span('d1'), pact.span('c1'), RELATION_TYPES, LABELS)).toMatchObject({ type: 'holds-if' });
  });

  test('a wrong pair is refused by name, with what can be related instead; labels that are off are not named', () => {
    expect(relationFor(pact.span('s1'), pact.span('d1'), RELATION_TYPES, LABELS)).toEqual({
      refused: 'Speaker with Condition cannot be related. What can be: Claim with Speaker, Claim with Condition.',
    });
    expect(relationFor(pact.span('c1'), pact.span('c2'), RELATION_TYPES, LABELS)).toHaveProperty('refused');
  });

  test('a span with itself, and spans of different annotators, are refused', () => {
    const claim = pact.span('c1');
    const foreign = { ...pact.span('s1'), annotatorId: 'somebody' };
    expect(relationFor(claim, claim, RELATION_TYPES, LABELS)).toEqual({
      refused: 'A span cannot be related to itself.',
    });
    expect(relationFor(claim, foreign, RELATION_TYPES, LABELS)).toEqual({
      refused: 'The two spans belong to different annotators.',
    });
  });
});

describe('relateCandidates', () => {
  test.each([
    ['c1', 's1'],
    ['c2', 's2'],
    ['c3', 's3'],
    ['c4', 's4'],
  ])('the likeliest speaker of %s is %s', (claim, speaker) => {
    expect(offered(pact, claim)[0]).toBe(`${claim} ${speaker}`);
  });

  test('every speaker is offered to a claim that has none, then the conditions of its paragraph', () => {
    expect(offered(pact, 'c3')).toEqual(['c3 s3', 'c3 s2', 'c3 s4', 'c3 s1', 'c3 d2']);
  });

  test('a claim with a speaker is offered what is unbound near it, another speaker last', () => {
    expect(offered(pact, 'c3', relationsOf('c3 s3'))).toEqual(['c3 d2', 'c3 s2']);
    expect(offered(pact, 'c1', relationsOf('c1 s1', 'c1 d1'))).toEqual([]);
  });

  test('a condition or speaker is offered the nearest claims, those that lack one first', () => {
    expect(offered(pact, 'd2')[0]).toBe('c3 d2');
    expect(offered(pact, 's2').slice(0, 2)).toEqual(['c2 s2', 'c3 s2']);
    const two = markedText('[c1|“A,”] [s1|she] and [s2|he] said, [c2|“and B.”]');
    expect(offered(two, 's1', relationsOf('c1 s1'))).toEqual(['c2 s1']);
    expect(offered(two, 's2', relationsOf('c1 s1'))).toEqual(['c2 s2', 'c1 s2']);
  });

  test('the same sentence comes before a nearer span in the next', () => {
    const article = markedText(
      '[s1|The ministry of the interior of the province] announced on Monday in a long statement [c1|that roads reopen]. [s2|Hale] left.',
    );
    expect(offered(article, 'c1')).toEqual(['c1 s1', 'c1 s2']);
  });

  test('of two speakers about as near, the one that no claim has comes first', () => {
    const article = markedText('[c1|“We wait,”] said [s1|Marrow], but [c2|“we act,”] said [s2|Hale].');
    expect(offered(article, 'c2')[0]).toBe('c2 s1');
    expect(offered(article, 'c2', relationsOf('c1 s1'))[0]).toBe('c2 s2');
  });

  test('a speaker inside a claim belongs to a claim nested in it', () => {
    const article = markedText('[s1|Marrow] said [c1|that [s2|Hale] had denied [c2|that the meters leak]].');
    expect(offered(article, 'c1')[0]).toBe('c1 s1');
    expect(offered(article, 'c2')[0]).toBe('c2 s2');
    expect(offered(article, 's2')[0]).toBe('c2 s2');
  });

  test('a speaker between the fragments of a claim is the nearest', () => {
    const article = markedText(
      '[s1|Marrow] sat down. [c1|“Not yet,”] [s2|she] warned, [c1|“but soon.”] [s3|Hale] left.',
    );
    expect(offered(article, 'c1')[0]).toBe('c1 s2');
  });

  test('without the text, the nearest span wins', () => {
    const found = relateCandidates(pact.span('c1'), pact.spans, [], RELATION_TYPES);
    expect(found[0]).toEqual({ type: 'said-by', source: 'c1', target: 's1' });
  });

  const layers = fc
    .array(fc.tuple(fc.constantFrom('s', 'c', 'd', 'q'), fc.nat(60), fc.integer({ min: 1, max: 12 })), {
      minLength: 1,
      maxLength: 15,
    })
    .map((rows) =>
      rows.map(([kind, start, size], i) => spanOf(`${kind}${i}`, [{ start, end: start + size }], 'x'.repeat(80))),
    )
    .chain((spans) => {
      const id = fc.constantFrom(...spans.map((span) => span.id));
      return fc.record({
        spans: fc.constant(spans),
        active: fc.constantFrom(...spans),
        pairs: fc.array(fc.tuple(id, id), { maxLength: 20 }),
        text: fc.stringMatching(/^[a-z. \n]{80}$/),
      });
    });

  test('candidates hold the active span, are allowed, new, and each offered once', () => {
    fc.assert(
      fc.property(layers, ({ spans, active, pairs, text }) => {
        const relations = relationsOf(...pairs.map((pair) => pair.join(' ')));
        const found = relateCandidates(active, spans, relations, RELATION_TYPES, text);
        const byId = new Map(spans.map((span) => [span.id, span]));
        for (const candidate of found) {
          const [source, target] = [byId.get(candidate.source), byId.get(candidate.target)];
          if (!source || !target) throw new Error('a candidate names a span that is not there');
          expect([candidate.source, candidate.target]).toContain(active.id);
          expect(relationFor(target, source, RELATION_TYPES, LABELS)).toEqual(candidate);
          expect(
            relations.some((r) => r.type === candidate.type && r.source === source.id && r.target === target.id),
          ).toBe(false);
        }
        expect(new Set(found.map((c) => JSON.stringify(c))).size).toBe(found.length);
      }),
    );
  });
});

describe('relateStep', () => {
  const claim = pact.span('c3');
  const candidates = relateCandidates(claim, pact.spans, [], RELATION_TYPES, pact.text);

  test('adds the best candidate, then goes through those of its type and round again, keeping the relation', () => {
    const first = relateStep(null, claim, candidates, [], 'r1');
    if (first.do !== 'add') throw new Error('the first press adds');
    expect(first).toMatchObject({ id: 'r1', candidate: { target: 's3' } });
    let run = first.run;
    let relation: Relation = { ...relationsOf('c3 s3')[0], id: 'r1' } as Relation;
    const targets: string[] = [];
    for (let press = 0; press < 4; press++) {
      const step = relateStep(run, claim, [], [relation], `unused${press}`);
      if (step.do !== 'retarget') throw new Error('further presses point the relation elsewhere');
      expect(step.id).toBe('r1');
      targets.push(step.candidate.target);
      relation = { ...relation, target: step.candidate.target };
      run = step.run;
    }
    expect(targets).toEqual(['s2', 's4', 's1', 's3']);
  });

  test('from a speaker the claim changes, so the relation is replaced under a new id', () => {
    const speaker = pact.span('s2');
    const found = relateCandidates(speaker, pact.spans, [], RELATION_TYPES, pact.text);
    const first = relateStep(null, speaker, found, [], 'r1');
    if (first.do !== 'add') throw new Error('the first press adds');
    const made = relationsOf('c2 s2').map((relation) => ({ ...relation, id: 'r1' }));
    const second = relateStep(first.run, speaker, found, made, 'r2');
    expect(second).toMatchObject({ do: 'replace', remove: 'r1', id: 'r2', candidate: { source: 'c3', target: 's2' } });
  });

  test('starts afresh after an undo, and for another span', () => {
    const first = relateStep(null, claim, candidates, [], 'r1');
    if (first.do !== 'add') throw new Error('the first press adds');
    expect(relateStep(first.run, claim, candidates, [], 'r2')).toMatchObject({ do: 'add', id: 'r2' });
    const other = pact.span('c4');
    const found = relateCandidates(other, pact.spans, [], RELATION_TYPES, pact.text);
    const made = relationsOf('c3 s3').map((relation) => ({ ...relation, id: 'r1' }));
    expect(relateStep(first.run, other, found, made, 'r2')).toMatchObject({ do: 'add', candidate: { source: 'c4' } });
  });

  test('passes over what was related by other means meanwhile, and says when nothing is left', () => {
    const first = relateStep(null, claim, candidates, [], 'r1');
    if (first.do !== 'add') throw new Error('the first press adds');
    const made = relationsOf('c3 s3', 'c3 s2').map((r, i) => ({ ...r, id: `r${i + 1}` }));
    expect(relateStep(first.run, claim, [], made, 'r9')).toMatchObject({ do: 'retarget', candidate: { target: 's4' } });
    expect(relateStep(null, claim, [], [], 'r1')).toMatchObject({ do: 'nothing' });
    const only = relateStep(null, claim, candidates.slice(0, 1), [], 'r1');
    if (only.do !== 'add') throw new Error('the first press adds');
    expect(relateStep(only.run, claim, [], made, 'r9')).toMatchObject({ do: 'nothing' });
  });
});
