/** The attributions of an article as cards. */
import { bindingsOf, documentOrder } from '../../shared/attributions.ts';
import type { Id, Relation, Span } from '../../shared/model.ts';
import { type Annotations, touchedBetween } from '../touched.ts';

type PartRole = 'speaker' | 'claim' | 'condition' | 'cue' | 'other' | 'linked';

/**
 * One span of a card, and the relation from the card's own span to it; that one has none. `type` is the relation's where
 * the role does not say it.
 */
export type Part = { span: Span; role: PartRole; relation: Id | null; type: Id | null };

/**
 * An attribution, a condition that is in none, or any other span that is in none or from which a relation leads that is
 * no part of attributions. Such a relation is on the card of the span that it leads from.
 */
export type Card = {
  /** The id of the claim, or of the lone span. */
  id: Id;
  main: Span;
  /** In the order in which they are read: speakers, claim, conditions, cues. */
  parts: readonly Part[];
  lacks: 'speaker' | 'claim' | null;
};

/** Whether a card is for a span that needs no claim: of a label that is not built in, or a speaker or cue without one. */
export const isOther = ({ parts }: Card): boolean => parts[0]?.role === 'other';

type CardsOf = (spans: Annotations['spans'], relations: Annotations['relations']) => readonly Card[];

/**
 * For one article: makes a card for each claim and for each condition in no claim, in text order; then one for each
 * other span that has one, in text order too. What is the same as when it was asked last is the same card, so that of ten
 * thousand only those that an edit touches are made and drawn anew.
 */
export function createCards(): CardsOf {
  let last: (Annotations & { cards: readonly Card[] }) | null = null;
  return (spans, relations) => {
    let cards: Card[];
    if (last) {
      const { ids, after } = touchedBetween(last, { spans, relations });
      const kept = last.cards.filter(({ id }) => !ids.has(id));
      cards = [...kept, ...cardsFor(ids, spans, after)];
    } else cards = cardsFor(spans.keys(), spans, [...relations.values()]);
    cards.sort(inOrder);
    last = { spans, relations, cards };
    return cards;
  };
}

const inOrder = (a: Card, b: Card): number => Number(isOther(a)) - Number(isOther(b)) || documentOrder(a.main, b.main);

/** The cards of some spans; `relations` are all that are at them. */
function cardsFor(ids: Iterable<Id>, spans: ReadonlyMap<Id, Span>, relations: readonly Relation[]): Card[] {
  const partsOf = new Map<Id, Part[]>();
  const bound = new Set<Id>();
  const counted = new Set<Id>();
  const add = (owner: Id, part: Part) => {
    const parts = partsOf.get(owner) ?? [];
    if (!parts.some(({ span }) => span === part.span)) parts.push(part);
    partsOf.set(owner, parts);
  };
  for (const { claim, span, label, relation } of bindingsOf(spans, relations)) {
    add(claim.id, { span, role: label, relation, type: null });
    bound.add(span.id);
    counted.add(relation);
  }
  for (const { id, type, source, target } of relations) {
    const span = spans.get(target);
    if (span && spans.has(source) && !counted.has(id)) add(source, { span, role: 'linked', relation: id, type });
  }
  const cards: Card[] = [];
  for (const id of ids) {
    const span = spans.get(id);
    const others = partsOf.get(id) ?? NO_PARTS;
    if (!span || (bound.has(id) && others === NO_PARTS)) continue;
    cards.push(cardOf(span, roleOf(span, bound), others));
  }
  return cards;
}

function roleOf({ id, label }: Span, bound: ReadonlySet<Id>): PartRole {
  if (label === 'claim') return 'claim';
  return label === 'condition' && !bound.has(id) ? 'condition' : 'other';
}

const NO_PARTS: readonly Part[] = [];
const ROLES: readonly PartRole[] = ['speaker', 'claim', 'condition', 'cue', 'other', 'linked'];
const made = new WeakMap<Span, { card: Card; others: readonly Part[] }>();

function cardOf(main: Span, role: PartRole, others: readonly Part[]): Card {
  const known = made.get(main);
  if (known && areSame(known.others, others)) return known.card;
  const parts = [{ span: main, role, relation: null, type: null }, ...others].sort(
    (a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || documentOrder(a.span, b.span),
  );
  const card: Card = {
    id: main.id,
    main,
    parts,
    lacks: lackOf(role, others),
  };
  made.set(main, { card, others });
  return card;
}

function lackOf(role: PartRole, others: readonly Part[]): Card['lacks'] {
  if (role === 'condition') return 'claim';
  return role === 'claim' && !others.some((part) => part.role === 'speaker') ? 'speaker' : null;
}

const areSame = (before: readonly Part[], after: readonly Part[]): boolean =>
  before.length === after.length &&
  before.every((part, index) => {
    const next = after[index];
    return part.span === next?.span && part.relation === next.relation && part.type === next.type;
  });

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
