/** An article as its annotators see it: most formats of other tools hold one layer of annotations a text. */
import { documentOrder } from '../../shared/attributions.ts';
import type { LossKind } from '../../shared/dataset-formats.ts';
import type { Annotator, Range, Relation, Span, Status } from '../../shared/model.ts';
import type { DatasetArticle } from './format.ts';

/** One annotator's part of an article; nobody's where nobody has annotated it or given it a status. */
export type Layer = {
  item: DatasetArticle;
  annotator: Annotator | null;
  status: Status | null;
  /** In text order. */
  spans: Span[];
  relations: Relation[];
};

/** The layers of an article, at least one, in the order of the annotators. */
export function layersOf(item: DatasetArticle, annotators: readonly Annotator[]): Layer[] {
  const layers = annotators.flatMap((annotator): Layer[] => {
    const own = (row: { annotatorId: string }) => row.annotatorId === annotator.id;
    const status = item.statuses.find(own)?.status ?? null;
    const spans = item.spans.filter(own).sort(documentOrder);
    const relations = item.relations.filter(own);
    return status !== null || spans.length || relations.length ? [{ item, annotator, status, spans, relations }] : [];
  });
  return layers.length ? layers : [{ item, annotator: null, status: null, spans: [], relations: [] }];
}

/** Something that an export does not hold as the project does. */
export type Loss = { kind: LossKind; spanId: string | null };

/** An annotation as it is written: a span, or one piece of it. */
export type Written = { span: Span; fragments: Range[]; attributes: Readonly<Record<string, string>> };

/** What of a layer goes into a format, and what does not. */
export type Plan = { spans: Written[]; relations: Relation[]; losses: Loss[] };

/** What a format may have no place for, whatever the span. */
type Aspect = 'relation' | 'note' | 'attribute' | 'entity' | 'identity' | 'time' | 'origin' | 'status' | 'detail';

/** How a span goes into a format: as which annotations, with which losses. None where it is left out. */
export type Placing = (span: Span) => { parts: Range[][]; losses: LossKind[] };

export const asItIs: Placing = ({ fragments }) => ({ parts: [fragments], losses: [] });

/** For formats that know no pieces: each becomes an annotation of its own. */
export const inPieces: Placing = ({ fragments }) => ({
  parts: fragments.map((fragment) => [fragment]),
  losses: fragments.length > 1 ? ['fragments'] : [],
});

/** What is lost of a span whose pieces stand alone, and may have been moved to the edges of words. */
export const pieceLosses = (fragments: readonly Range[], isMoved: boolean): LossKind[] => [
  ...(fragments.length > 1 ? (['fragments'] as const) : []),
  ...(isMoved ? (['edge'] as const) : []),
];

type Rules = {
  place: Placing;
  lacks: readonly Aspect[];
  /** Whether a value of an attribute has a place; all have where it is not given and the format lacks no attributes. */
  takesAttribute?: (span: Span, id: string, value: string) => boolean;
  /** Whether a relation has a place, where both its spans have. */
  takesRelation?: (relation: Relation) => boolean;
};

/** Lays out one layer for a format, and counts all that this leaves behind. */
export function planLayer({ item, status, spans, relations }: Layer, rules: Rules): Plan {
  const { place, takesAttribute = () => true, takesRelation = () => true } = rules;
  const lacks = new Set(rules.lacks);
  const plan: Plan = { spans: [], relations: [], losses: [] };
  const lose = (kind: LossKind, spanId: string | null) => plan.losses.push({ kind, spanId });
  const placed = new Set<string>();

  for (const span of spans) {
    const { parts, losses } = place(span);
    const { id } = span;
    for (const kind of losses) lose(kind, id);
    const isIn = parts.length > 0;
    const attributes = Object.entries(span.attributes).filter(
      ([key, value]) => isIn && !lacks.has('attribute') && takesAttribute(span, key, value),
    );
    for (let lost = Object.keys(span.attributes).length - attributes.length; lost > 0; lost--) lose('attribute', id);
    if (span.note !== '' && (!isIn || lacks.has('note'))) lose('note', id);
    if (span.entityId !== null && (!isIn || lacks.has('entity'))) lose('entity', id);
    if (!isIn) continue;
    placed.add(id);
    loseHistory(span, id);
    for (const fragments of parts) plan.spans.push({ span, fragments, attributes: Object.fromEntries(attributes) });
  }
  for (const relation of relations) {
    const { source, target } = relation;
    if (!lacks.has('relation') && placed.has(source) && placed.has(target) && takesRelation(relation)) {
      plan.relations.push(relation);
      loseHistory(relation, source);
    } else lose('relation', source);
  }
  if (status !== null && lacks.has('status')) lose('status', null);
  if (hasDetails(item) && lacks.has('detail')) lose('detail', null);
  return plan;

  function loseHistory({ origin }: { origin: string }, spanId: string): void {
    if (lacks.has('identity')) lose('identity', spanId);
    if (lacks.has('time')) lose('time', spanId);
    if (lacks.has('origin') && origin !== 'manual') lose('origin', spanId);
  }
}

function hasDetails({ article }: DatasetArticle): boolean {
  const { title, author, date, outlet, url, externalId, tags, archived } = article;
  return [title, author, date, outlet, url, externalId].some((value) => value !== '') || tags.length > 0 || archived;
}
