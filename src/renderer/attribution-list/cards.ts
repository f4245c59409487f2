/** The attributions of an article as cards. */
import { bindingsOf, documentOrder } from '../../shared/attributions.ts';
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

/**
 * A card for each claim and for each condition in no claim, in text order. What is the same as before is the same card,
 * so that of ten thousand only those that an edit touches are made and drawn anew.
 */
export function cardsOf(spans: ReadonlyMap<Id, Span>, relations: Iterable<Relation>): Card[] {
  const partsOf = new Map<Id, Part[]>();
  const bound = new Set<Id>();
  for (const { claim, span, label, relation } of bindingsOf(spans, relations)) {
    const parts = partsOf.get(claim.id) ?? [];
    if (!parts.some((part) => part.span === span)) parts.push({ span, role: label, relation });
    partsOf.set(claim.id, parts);
    bound.add(span.id);
  }
  const cards: Card[] = [];
  for (const span of spans.values()) {
    if (span.label === 'claim') cards.push(cardOf(span, 'claim', partsOf.get(span.id) ?? NO_PARTS));
    else if (span.label === 'condition' && !bound.has(span.id)) cards.push(cardOf(span, 'condition', NO_PARTS));
  }
  return cards.sort((a, b) => documentOrder(a.main, b.main));
}

const NO_PARTS: readonly Part[] = [];
const ROLES: readonly PartRole[] = ['speaker', 'claim', 'condition', 'cue'];
const made = new WeakMap<Span, { card: Card; others: readonly Part[] }>();

function cardOf(main: Span, role: PartRole, others: readonly Part[]): Card {
  const known = made.get(main);
  if (known && areSame(known.others, others)) return known.card;
  const parts = [{ span: main, role, relation: null }, ...others].sort(
    (a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || documentOrder(a.span, b.span),
  );
  const hasSpeaker = others.some((part) => part.role === 'speaker');
  const card: Card = {
    id: main.id,
    main,
    parts,
    lacks: role === 'condition' ? 'claim' : hasSpeaker ? null : 'speaker',
  };
  made.set(main, { card, others });
  return card;
}

const areSame = (before: readonly Part[], after: readonly Part[]): boolean =>
  before.length === after.length &&
  before.every(({ span, relation }, index) => span === after[index]?.span && relation === after[index]?.relation);

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
