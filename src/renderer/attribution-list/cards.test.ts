import { expect, test } from 'vitest';
import { attributionsOf } from '../../shared/attributions.ts';
import { markedText, relationsOf } from '../../shared/marked-text.fixture.ts';
import { cardsOf, cardWith, stopsOf, wordsOf } from './cards.ts';

const { spans, span } = markedText(
  '[d1|If so], [s1|Hale] left. [c1|“Not yet,”] [s2|she] [q1|warned], [c1|“but soon,”] [d2|if ever]. [c2|It rains].',
);
const relations = relationsOf('c1 s2', 'c1 s1', 'c1 d2', 'c1 q1');
const cards = cardsOf(attributionsOf(spans, relations), relations);

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
  const [, , card] = cardsOf(attributionsOf(noted, relations), relations);
  expect(card && stopsOf(card)).toEqual(['c2', 'note:c2']);
});

test('fragments are joined by an ellipsis; a span is shown in its own card, else where it is a part', () => {
  expect(wordsOf(span('c1'))).toBe('“Not yet,” … “but soon,”');
  expect(cardWith(cards, 'c2')?.id).toBe('c2');
  expect(cardWith(cards, 'd2')?.id).toBe('c1');
  expect(cardWith(cards, 'gone')).toBeUndefined();
});
