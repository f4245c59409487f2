import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byId, markedText, relationsOf } from '../../shared/marked-text.fixture.ts';
import type { Relation, Span } from '../../shared/model.ts';
import { cardWith, createCards, isOther, stopsOf, wordsOf } from './cards.ts';

const { spans, span } = markedText(
  '[d1|If so], [s1|Hale] left. [c1|“Not yet,”] [s2|she] [q1|warned], [c1|“but soon,”] [d2|if ever]. [c2|It rains].',
);
const relations = relationsOf('c1 s2', 'c1 s1', 'c1 d2', 'c1 q1');
const cardsOf = (of: ReadonlyMap<string, Span>, related: readonly Relation[]) => createCards()(of, byId(related));
const cards = cardsOf(byId(spans), relations);

test('a card for each claim and each condition in no claim, in text order', () => {
  expect(cards.map(({ id, lacks }) => [id, lacks])).toEqual([
    ['d1', 'claim'],
    ['c1', null],
    ['c2', 'speaker'],
  ]);
});

test('a span that no attribution has a place for is listed after them', () => {
  const marked = markedText(
    '[o1|The mill] closed. [c1|It may open], [s1|she] said. [q1|According to] [s2|him], [o2|no].',
  );
  const listed = cardsOf(byId(marked.spans), relationsOf('c1 s1'));
  expect(listed.map((card) => [card.id, isOther(card), card.lacks])).toEqual([
    ['c1', false, null],
    ['o1', true, null],
    ['q1', true, null],
    ['s2', true, null],
    ['o2', true, null],
  ]);
});

test('a relation that is no part of attributions is on the card of the span that it leads from', () => {
  const marked = markedText('[c1|It may open], [s1|she] said. [c2|It will not], [s2|he] said of [o1|the mill].');
  const listed = cardsOf(byId(marked.spans), relationsOf('c1 s1', 'c2 s2', 'c2 c1', 's2 o1'));
  expect(listed.map(({ id, parts }) => [id, parts.map(({ span, role, type }) => [span.id, role, type])])).toEqual([
    [
      'c1',
      [
        ['s1', 'speaker', null],
        ['c1', 'claim', null],
      ],
    ],
    [
      'c2',
      [
        ['s2', 'speaker', null],
        ['c2', 'claim', null],
        ['c1', 'linked', 'other'],
      ],
    ],
    [
      's2',
      [
        ['s2', 'other', null],
        ['o1', 'linked', 'other'],
      ],
    ],
    ['o1', [['o1', 'other', null]]],
  ]);
});

test('the parts of a card in the order of reading, with the relations that bind them', () => {
  expect(cards[1]?.parts.map((part) => [part.span.id, part.role, part.relation])).toEqual([
    ['s1', 'speaker', 'c1-s1'],
    ['s2', 'speaker', 'c1-s2'],
    ['c1', 'claim', null],
    ['d2', 'condition', 'c1-d2'],
    ['q1', 'cue', 'c1-q1'],
  ]);
});

test('notes can have the focus after the parts', () => {
  const noted = spans.map((s) => (s.id === 'c2' ? { ...s, note: 'Is it a claim?' } : s));
  const [, , card] = cardsOf(byId(noted), relations);
  expect(card && stopsOf(card)).toEqual(['c2', 'note:c2']);
});

test('fragments are joined by an ellipsis; a span is shown in its own card, else where it is a part', () => {
  expect(wordsOf(span('c1'))).toBe('“Not yet,” … “but soon,”');
  expect(cardWith(cards, 'c2')?.id).toBe('c2');
  expect(cardWith(cards, 'd2')?.id).toBe('c1');
  expect(cardWith(cards, 'gone')).toBeUndefined();
});

test('a card stays the same until one of its parts or relations is another', () => {
  const [lone, whole, bare] = cards;
  const relabelled = new Map(byId(spans)).set('s2', { ...span('s2'), note: 'Who?' });
  const after = cardsOf(relabelled, relations);
  expect([after[0] === lone, after[1] === whole, after[2] === bare]).toEqual([true, false, true]);
  expect(after[1]?.parts[1]?.span.note).toBe('Who?');
  const unbound = cardsOf(byId(spans), relationsOf('c1 s2', 'c1 s1', 'c1 q1'));
  expect(unbound.map(({ id }) => id)).toEqual(['d1', 'c1', 'd2', 'c2']);
  expect(unbound[1]?.parts.map((part) => part.span.id)).toEqual(['s1', 's2', 'c1', 'q1']);
});

test('from edit to edit the cards are those of all spans', () => {
  const asked = ['c1 s1', 'c1 s2', 'c1 d1', 'c1 d2', 'c2 d1', 'c2 s1', 'c1 q1', 'c2 q1', 'c1 c2', 's2 c1', 'd1 c1'];
  const state = fc.record({
    held: fc.subarray([...spans, { ...span('c2'), note: 'Who?' }, { ...span('s2'), label: 'claim' }]),
    related: fc.subarray(asked),
  });
  // A relation is the same row as long as it is there.
  const known = byId(relationsOf(...asked));
  fc.assert(
    fc.property(fc.array(state, { minLength: 2, maxLength: 5 }), (states) => {
      const kept = createCards();
      for (const { held, related } of states) {
        const rows = related.flatMap((pair) => known.get(pair.replace(' ', '-')) ?? []);
        expect(kept(byId(held), byId(rows))).toEqual(cardsOf(byId(held), rows));
      }
    }),
  );
});
