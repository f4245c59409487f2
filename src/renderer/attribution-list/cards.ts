/** The attributions of an article as cards. */
import { type Attributions, documentOrder } from '../../shared/attributions.ts';
import type { Id, Relation, Span } from '../../shared/model.ts';

type PartRole = 'speaker' | 'claim' | 'condition' | 'cue';

/** One span of a card, and the relation that binds it to the card's claim; the claim itself has none. */
export type Part = { span: Span; role: PartRole; relation: Id | null };

/** An attribution, or a condition that is in none. */
export type Card = {
  /** The id of the claim, or of the lone condition. */
  id: Id;
  main: Span;
  /** In the order in which they are read: speakers, claim, conditions, cues. */
  parts: readonly Part[];
  lacks: 'speaker' | 'claim' | null;
};

/** A card for each claim and for each condition in no claim, in text order. */
export function cardsOf({ attributions, unbound }: Attributions, relations: Iterable<Relation>): Card[] {
  const ids = new Map<string, Id>();
  for (const { id, source, target } of relations) ids.set(`${source}:${target}`, id);
  const cards = attributions.map(({ claim, speakers, conditions, cues }): Card => {
    const bound = (role: PartRole) => (span: Span) => ({
      span,
      role,
      relation: ids.get(`${claim.id}:${span.id}`) ?? null,
    });
    return {
      id: claim.id,
      main: claim,
      parts: [
        ...speakers.map(bound('speaker')),
        { span: claim, role: 'claim', relation: null },
        ...conditions.map(bound('condition')),
        ...cues.map(bound('cue')),
      ],
      lacks: speakers.length === 0 ? 'speaker' : null,
    };
  });
  const lone = unbound
    .filter(({ label }) => label === 'condition')
    .map(
      (span): Card => ({
        id: span.id,
        main: span,
        parts: [{ span, role: 'condition', relation: null }],
        lacks: 'claim',
      }),
    );
  return [...cards, ...lone].sort((a, b) => documentOrder(a.main, b.main));
}

/** A span's text; where it has several fragments, what lies between them is left out. */
export const wordsOf = ({ quotes }: Span): string => quotes.join(' … ');

/** What of a card can have the focus, in order: its parts by span id, then the notes on them as `note:` and span id. */
export function stopsOf({ parts }: Card): string[] {
  return [...parts.map(({ span }) => span.id), ...notedIn(parts).map(({ span }) => `note:${span.id}`)];
}

export const notedIn = (parts: readonly Part[]): Part[] => parts.filter(({ span }) => span.note !== '');

/** The card in which to show a span: its own, else the first that it is part of. */
export function cardWith(cards: readonly Card[], spanId: Id): Card | undefined {
  return (
    cards.find(({ id }) => id === spanId) ?? cards.find(({ parts }) => parts.some(({ span }) => span.id === spanId))
  );
}
