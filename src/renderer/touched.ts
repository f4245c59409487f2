/** What an edit of an article's annotations touches, so that what is derived from them is not worked out anew for all. */
import type { Id, Relation, Span } from '../shared/model.ts';
import { changedIds } from './rows.ts';

export type Annotations = { spans: ReadonlyMap<Id, Span>; relations: ReadonlyMap<Id, Relation> };

type Touched = {
  /** The spans that differ, and those that a relation joins to one of them, or joined before. */
  ids: ReadonlySet<Id>;
  /** All relations at these spans, before and after. */
  before: readonly Relation[];
  after: readonly Relation[];
};

/** Compares two states of the annotations of one article, or of two. */
export function touchedBetween(before: Annotations, after: Annotations): Touched {
  const changed = new Set(changedIds(before.spans, after.spans));
  const changedRelations = changedIds(before.relations, after.relations);
  const gone = changedRelations.flatMap((id) => before.relations.get(id) ?? []);
  const come = changedRelations.flatMap((id) => after.relations.get(id) ?? []);
  const direct = relationsAt(after, changed);
  const ids = new Set([...changed, ...endsOf(direct), ...endsOf(gone), ...endsOf(come)]);
  const near = ids.size === changed.size ? direct : relationsAt(after, ids);
  return { ids, before: [...near.filter((row) => before.relations.get(row.id) === row), ...gone], after: near };
}

/** The spans at both ends of the relations. */
export const endsOf = (relations: readonly Relation[]): Id[] =>
  relations.flatMap(({ source, target }) => [source, target]);

const relationsAt = ({ relations }: Annotations, ids: ReadonlySet<Id>): Relation[] =>
  [...relations.values()].filter(({ source, target }) => ids.has(source) || ids.has(target));
