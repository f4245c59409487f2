/** One's own layer of an article as it was: rebuilt from what is now by the log's diffs in reverse, and gone back to. */
import type {
  ArticleStatus,
  Attribute,
  Entity,
  Label,
  Relation,
  RelationType,
  RowChange,
  Span,
} from '../../shared/model.ts';
import { canonical } from '../store/log.ts';

export type LayerRows = {
  spans: ReadonlyMap<string, Span>;
  relations: ReadonlyMap<string, Relation>;
  status: ArticleStatus | null;
};

/** What annotations refer to, as it is now. */
export type SchemeRows = {
  labels: readonly Label[];
  relationTypes: readonly RelationType[];
  attributes: readonly Attribute[];
  entities: readonly Entity[];
};

export type WayBack = {
  /** What the layer will be. */
  layer: LayerRows;
  /** From now to there, in an order in which each can be written. */
  changes: RowChange[];
  /** What cannot come back, and why; a span stays as it is now. */
  left: { words: string; reason: string }[];
};

/**
 * The layer before edits were made, of which `undone` gives the diffs, the newest first. Only rows of that annotator's
 * layer of that article are looked at.
 */
export function layerBefore(
  now: LayerRows,
  undone: Iterable<readonly RowChange[]>,
  { articleId, annotatorId }: { articleId: string; annotatorId: string },
): LayerRows {
  const spans = new Map(now.spans);
  const relations = new Map(now.relations);
  let { status } = now;
  const isOfLayer = (row: { articleId: string; annotatorId: string } | null) =>
    row?.articleId === articleId && row.annotatorId === annotatorId;
  for (const changes of undone)
    for (const change of changes.toReversed()) {
      if (change.table !== 'span' && change.table !== 'relation' && change.table !== 'status') continue;
      if (!isOfLayer(change.before) && !isOfLayer(change.after)) continue;
      if (change.table === 'span') putBack(spans, change.id, change.before);
      else if (change.table === 'relation') putBack(relations, change.id, change.before);
      else status = change.before;
    }
  return { spans, relations, status };
}

function putBack<R>(rows: Map<string, R>, id: string, row: R | null): void {
  if (row) rows.set(id, row);
  else rows.delete(id);
}

/** What going back from `now` to `then` changes, and what it cannot, since the scheme has changed in between. */
export function wayBack(now: LayerRows, then: LayerRows, scheme: SchemeRows): WayBack {
  const left: WayBack['left'] = [];
  const spans = spansOf(now, then, scheme, left);
  const relations = relationsOf(then, spans, scheme, left);
  return {
    layer: { spans, relations, status: then.status },
    changes: changesTo(now, { spans, relations, status: then.status }),
    left,
  };
}

function spansOf(now: LayerRows, then: LayerRows, scheme: SchemeRows, left: WayBack['left']): Map<string, Span> {
  const labels = new Set(scheme.labels.map(({ id }) => id));
  const spans = new Map<string, Span>();
  for (const [id, span] of then.spans) {
    if (labels.has(span.label)) spans.set(id, withKnown(span, scheme));
    else {
      left.push({ words: span.quotes.join(' … '), reason: `the label ${span.label} is no longer in the project` });
      const kept = now.spans.get(id);
      if (kept) spans.set(id, kept);
    }
  }
  return spans;
}

/** The span without attributes and the entity that are no longer in the project. */
function withKnown(span: Span, { attributes, entities }: SchemeRows): Span {
  const known = new Set(attributes.filter(({ label }) => label === span.label).map(({ id }) => id));
  const values = Object.entries(span.attributes);
  const isWhole = values.every(([id]) => known.has(id)) && (span.entityId === null || hasId(entities, span.entityId));
  if (isWhole) return span;
  return {
    ...span,
    attributes: Object.fromEntries(values.filter(([id]) => known.has(id))),
    entityId: span.entityId !== null && hasId(entities, span.entityId) ? span.entityId : null,
  };
}

const hasId = (rows: readonly { id: string }[], id: string) => rows.some((row) => row.id === id);

function relationsOf(
  then: LayerRows,
  spans: ReadonlyMap<string, Span>,
  { relationTypes }: SchemeRows,
  left: WayBack['left'],
): Map<string, Relation> {
  const relations = new Map<string, Relation>();
  const pairs = new Set<string>();
  for (const [id, relation] of then.relations) {
    const type = relationTypes.find((each) => each.id === relation.type);
    const pair = `${relation.source} ${relation.target} ${relation.type}`;
    const isBack = (id: string) => spans.has(id) && spans.get(id)?.label === then.spans.get(id)?.label;
    if (type && isBack(relation.source) && isBack(relation.target) && !pairs.has(pair)) {
      relations.set(id, relation);
      pairs.add(pair);
    } else
      left.push({
        words: then.spans.get(relation.source)?.quotes.join(' … ') ?? '',
        reason: type
          ? `a span that its relation “${type.name}” needs cannot come back`
          : `the relation ${relation.type} is no longer in the project`,
      });
  }
  return relations;
}

/** Relations go before their spans and come after them. */
function changesTo(now: LayerRows, next: LayerRows): RowChange[] {
  const spans = differences('span', now.spans, next.spans);
  const relations = differences('relation', now.relations, next.relations);
  const gone = ({ after }: { after: unknown }) => after === null;
  const stays = ({ after }: { after: unknown }) => after !== null;
  return [
    ...relations.filter(gone),
    ...spans.filter(gone),
    ...spans.filter(stays),
    ...relations.filter(stays),
    ...statusChange(now.status, next.status),
  ];
}

function differences<T extends 'span' | 'relation'>(
  table: T,
  now: LayerRows[`${T}s`],
  next: LayerRows[`${T}s`],
): RowChange<T>[] {
  const changes: RowChange<T>[] = [];
  for (const id of new Set([...now.keys(), ...next.keys()])) {
    const before = now.get(id) ?? null;
    const after = next.get(id) ?? null;
    if (canonical(before) !== canonical(after)) changes.push({ table, id, before, after } as RowChange<T>);
  }
  return changes;
}

function statusChange(before: ArticleStatus | null, after: ArticleStatus | null): RowChange[] {
  const row = after ?? before;
  if (!row || before?.status === after?.status) return [];
  return [{ table: 'status', id: row.id, before, after }];
}
