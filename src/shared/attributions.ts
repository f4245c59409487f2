/** Attributions are derived: a claim with its speakers, conditions and cues. Built-in labels and relation types only. */
import type { Relation, Span } from './model.ts';

export type Attribution = { claim: Span; speakers: Span[]; conditions: Span[]; cues: Span[] };

type Attributions = {
  /** One a claim, in text order. */
  attributions: Attribution[];
  /** Speakers, conditions and cues that no claim has, in text order. */
  unbound: Span[];
};

type PartLabel = 'speaker' | 'condition' | 'cue';

/** The label that the target of a claim's relation of this type must have. */
const TARGETS: Readonly<Record<string, PartLabel>> = {
  'said-by': 'speaker',
  'holds-if': 'condition',
  'cued-by': 'cue',
};
const BINDABLE = new Set<string>(Object.values(TARGETS));

/** A relation that counts: from a claim to a span of the label that its type asks for. */
type Binding = { relation: string; claim: Span; span: Span; label: PartLabel };

/** The relations that count, in the order given. */
export function bindingsOf(spans: ReadonlyMap<string, Span>, relations: Iterable<Relation>): Binding[] {
  const bindings: Binding[] = [];
  for (const { id, type, source, target } of relations) {
    const label = TARGETS[type];
    const claim = spans.get(source);
    const span = spans.get(target);
    if (label && claim?.label === 'claim' && span?.label === label) bindings.push({ relation: id, claim, span, label });
  }
  return bindings;
}

/** Where a span begins: the start of its first fragment, in UTF-16 units. */
export const startOf = (span: Span): number => span.fragments[0]?.start ?? 0;

/** Where a span ends: the end of its last fragment, in UTF-16 units, exclusive. */
export const endOf = (span: Span): number => span.fragments.at(-1)?.end ?? 0;

/** Compares two spans of one article: earlier start first, then the longer, then by id. */
export function documentOrder(a: Span, b: Span): number {
  return startOf(a) - startOf(b) || endOf(b) - endOf(a) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/**
 * The attributions of one annotator's layer of an article. A span may be part of several claims, and a claim may have
 * several of each part. Relations that do not run from a claim to a span of the expected label count for nothing.
 */
export function attributionsOf(spans: Iterable<Span>, relations: Iterable<Relation>): Attributions {
  const ordered = [...spans].sort(documentOrder);
  const byId = new Map(ordered.map((span) => [span.id, span]));
  const byClaim = new Map<string, Attribution>();
  for (const span of ordered) {
    if (span.label === 'claim') byClaim.set(span.id, { claim: span, speakers: [], conditions: [], cues: [] });
  }

  const bound = new Set<string>();
  for (const { claim, span, label } of bindingsOf(byId, relations)) {
    const parts = byClaim.get(claim.id)?.[`${label}s`];
    if (!parts?.includes(span)) parts?.push(span);
    bound.add(span.id);
  }

  const attributions = [...byClaim.values()];
  for (const { speakers, conditions, cues } of attributions) {
    for (const part of [speakers, conditions, cues]) part.sort(documentOrder);
  }
  return { attributions, unbound: ordered.filter((span) => BINDABLE.has(span.label) && !bound.has(span.id)) };
}

/** The spans that still need a relation, in text order: claims without a speaker, conditions that no claim has. */
export function incompleteOf(spans: ReadonlyMap<string, Span>, relations: Iterable<Relation>): Span[] {
  const complete = new Set<string>();
  for (const { claim, span, label } of bindingsOf(spans, relations)) {
    if (label === 'speaker') complete.add(claim.id);
    if (label === 'condition') complete.add(span.id);
  }
  const incomplete: Span[] = [];
  for (const span of spans.values()) {
    if ((span.label === 'claim' || span.label === 'condition') && !complete.has(span.id)) incomplete.push(span);
  }
  return incomplete.sort(documentOrder);
}
