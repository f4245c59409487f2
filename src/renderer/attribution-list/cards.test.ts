import { expect, test } from 'vitest';
import { byId, markedText, relationsOf } from '../../shared/marked-text.fixture.ts';
import { cardsOf, cardWith, stopsOf, wordsOf } from './cards.ts';

const { spans, span } = markedText(
  '[d1|If so], [s1|Hale] left. [c1|“Not yet,”] [s2|she] [q1|warned], [c1|“but soon,”] [d2|if ever]. [c2|It rains].',
);
const relations = relationsOf('c1 s2', 'c1 s1', 'c1 d2', 'c1 q1');
const cards = cardsOf(byId(spans), relations);

test('a card for each claim and each condition in no claim, in text order', () => {
  expect(cards.map(({ id, lacks }) => [id, lacks])).toEqual([
    ['d1', 'claim'],
    ['c1', null],
    ['c2', 'speaker'],
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
