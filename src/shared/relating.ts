/** Which two spans can be related, which are likely to belong together, and what pressing R again does. */
import { documentOrder, endOf, startOf } from './attributions.ts';
import type { Id, Label, Range, Relation, RelationType, Span } from './model.ts';
import { sentenceAt } from './sentences.ts';
import { paragraphAt } from './text.ts';

/** A relation that could be made: its type, and the spans that it would run from and to. */
type Candidate = { type: Id; source: Id; target: Id };

/** The relation that joins two spans, whichever was picked first, or why there is none, in words. */
export function relationFor(
  one: Span,
  other: Span,
  relationTypes: readonly RelationType[],
  labels: readonly Label[],
): Candidate | { refused: string } {
  if (one.id === other.id) return { refused: 'A span cannot be related to itself.' };
  if (one.articleId !== other.articleId) return { refused: 'The two spans are in different articles.' };
  if (one.annotatorId !== other.annotatorId) return { refused: 'The two spans belong to different annotators.' };
  for (const [source, target] of orders(one, other)) {
    const type = relationTypes.find((t) => t.sourceLabel === source.label && t.targetLabel === target.label);
    if (type) return { type: type.id, source: source.id, target: target.id };
  }
  return { refused: refusal(one.label, other.label, relationTypes, labels) };
}

const orders = (one: Span, other: Span) =>
  [
    [one, other],
    [other, one],
  ] as const;

function refusal(one: Id, other: Id, relationTypes: readonly RelationType[], labels: readonly Label[]): string {
  const named = new Map(labels.map((label) => [label.id, label]));
  const pair = (a: Id, b: Id) => `${named.get(a)?.name ?? a} with ${named.get(b)?.name ?? b}`;
  const usable = relationTypes.filter((t) => named.get(t.sourceLabel)?.active && named.get(t.targetLabel)?.active);
  const others = usable.map((t) => pair(t.sourceLabel, t.targetLabel));
  const reason = `${pair(one, other)} cannot be related.`;
  return others.length === 0 ? reason : `${reason} What can be: ${others.join(', ')}.`;
}

/** A claim without this is incomplete, so any span of the article is offered for it; all else must be close by. */
const REQUIRED = 'said-by';
/** Inside a claim, these belong to a claim that is nested in it; a condition may well be the claim's own. */
const NOT_INSIDE = new Set(['said-by', 'cued-by']);
/** A span that another claim has already counts as this much further away: a word or two. */
const TAKEN = 12;

/**
 * The relations that the active span could get, likeliest first; existing ones are left out. A claim is offered
 * speakers, if it has none, then what is unbound in its paragraph; any other span is offered claims, near ones that
 * lack one first. With the article's text, the same sentence comes before the same paragraph, and that before the rest.
 */
export function relateCandidates(
  active: Span,
  spans: Iterable<Span>,
  relations: Iterable<Relation>,
  relationTypes: readonly RelationType[],
  text?: string,
): Candidate[] {
  const existing = [...relations];
  const made = new Set(existing.map(key));
  const sources = new Set(existing.map(({ type, source }) => `${type}:${source}`));
  const targets = new Set(existing.map(({ type, target }) => `${type}:${target}`));
  const zoneOf = zonesAround(active, text);

  const ranked: { candidate: Candidate; rank: readonly number[] }[] = [];
  for (const span of [...spans].sort(documentOrder)) {
    if (span.id === active.id || span.articleId !== active.articleId || span.annotatorId !== active.annotatorId)
      continue;
    for (const { type, source, target } of pairings(active, span, relationTypes)) {
      const candidate = { type: type.id, source: source.id, target: target.id };
      if (made.has(key(candidate))) continue;
      const rank = rankOf({
        type,
        source,
        target,
        lacking: !sources.has(`${type.id}:${source.id}`),
        taken: targets.has(`${type.id}:${target.id}`),
        zone: zoneOf(span),
        fromSource: source === active,
      });
      if (rank) ranked.push({ candidate, rank });
    }
  }
  return ranked.sort((a, b) => compareRanks(a.rank, b.rank)).map(({ candidate }) => candidate);
}

function* pairings(one: Span, other: Span, relationTypes: readonly RelationType[]) {
  for (const type of relationTypes) {
    for (const [source, target] of orders(one, other)) {
      if (type.sourceLabel === source.label && type.targetLabel === target.label) yield { type, source, target };
    }
  }
}

type Pairing = {
  type: RelationType;
  source: Span;
  target: Span;
  /** The source has no relation of this type yet. */
  lacking: boolean;
  /** The target is in a relation of this type already. */
  taken: boolean;
  zone: number;
  /** The active span is the source, so the other end is sought for it. */
  fromSource: boolean;
};

/** What a pairing is ordered by, least first; null where it is not worth offering. */
function rankOf({ type, source, target, lacking, taken, zone, fromSource }: Pairing): readonly number[] | null {
  const nested = NOT_INSIDE.has(type.id) && isInside(target, source) ? 1 : 0;
  const away = distance(source, target);
  if (!fromSource) return [nested, zone, lacking ? 0 : 1, type.position, away];
  if (type.id === REQUIRED && lacking) return [0, 0, nested, zone, away + (taken ? TAKEN : 0)];
  if (taken || zone === FAR) return null;
  return [type.id === REQUIRED ? 2 : 1, type.position, nested, zone, away];
}

const key = ({ type, source, target }: Candidate): string => `${type}:${source}:${target}`;

function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (const [i, value] of a.entries()) {
    const difference = value - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const SENTENCE = 0;
const PARAGRAPH = 1;
const FAR = 2;

/** Tells how close a span is to the active one: in its sentence, in its paragraph, or further off. */
function zonesAround(active: Span, text: string | undefined): (span: Span) => number {
  const [start, end] = [startOf(active), endOf(active)];
  if (text === undefined) return () => PARAGRAPH;
  const around = (unitAt: (text: string, offset: number) => Range): Range => ({
    start: unitAt(text, start).start,
    end: unitAt(text, end - 1).end,
  });
  const sentence = around(sentenceAt);
  const paragraph = around(paragraphAt);
  const touches = (span: Span, range: Range) => startOf(span) < range.end && endOf(span) > range.start;
  return (span) => (touches(span, sentence) ? SENTENCE : touches(span, paragraph) ? PARAGRAPH : FAR);
}

/** The gap between two spans in UTF-16 units, fragments and what lies between them taken as one; 0 where they overlap. */
function distance(a: Span, b: Span): number {
  return Math.max(0, startOf(a) - endOf(b), startOf(b) - endOf(a));
}

/** Whether all of one span lies within a single fragment of another. */
function isInside(inner: Span, outer: Span): boolean {
  return outer.fragments.some(({ start, end }) => start <= startOf(inner) && endOf(inner) <= end);
}

/** Presses of R on one active span: the relation they made, and the candidates it goes through. */
export type RelateRun = { active: Id; relation: Id; candidates: readonly Candidate[]; at: number };

type RelateStep =
  | { do: 'add'; id: Id; candidate: Candidate; run: RelateRun }
  /** The relation keeps its id and source and gets another target. */
  | { do: 'retarget'; id: Id; candidate: Candidate; run: RelateRun }
  /** The source changes, so the relation is deleted and another is added. */
  | { do: 'replace'; remove: Id; id: Id; candidate: Candidate; run: RelateRun }
  | { do: 'nothing'; reason: string };

/**
 * What a press of R does. The first adds the best candidate; each further one, while the span stays active and the
 * relation it made still stands, puts the next candidate of the same type in its place, and after the last the first
 * again. `newId` is the id for a relation that is added.
 */
export function relateStep(
  run: RelateRun | null,
  active: Span,
  candidates: readonly Candidate[],
  relations: readonly Relation[],
  newId: Id,
): RelateStep {
  const current = run?.active === active.id ? relations.find(({ id }) => id === run.relation) : undefined;
  if (run && current) return nextInRun(run, current, relations, newId);

  const first = candidates[0];
  if (!first) return { do: 'nothing', reason: 'Nothing near by is left to relate this to. Pick a span with Shift+R.' };
  const cycle = candidates.filter(({ type }) => type === first.type);
  return {
    do: 'add',
    id: newId,
    candidate: first,
    run: { active: active.id, relation: newId, candidates: cycle, at: 0 },
  };
}

function nextInRun(run: RelateRun, current: Relation, relations: readonly Relation[], newId: Id): RelateStep {
  const made = new Set(relations.map(key));
  const length = run.candidates.length;
  for (let step = 1; step < length; step++) {
    const at = (run.at + step) % length;
    const candidate = run.candidates[at];
    if (!candidate || made.has(key(candidate))) continue;
    if (candidate.source === current.source) {
      return { do: 'retarget', id: current.id, candidate, run: { ...run, at } };
    }
    return { do: 'replace', remove: current.id, id: newId, candidate, run: { ...run, relation: newId, at } };
  }
  return { do: 'nothing', reason: 'There is no other candidate. Pick a span with Shift+R.' };
}
