/** What becomes of spans, relations, relation types and attributes when a label is merged into another or deleted. */
import type { Removal } from '../../shared/contract/labels.ts';
import { keyProblems, valueUse } from '../../shared/key-conflicts.ts';
import { sameName } from '../../shared/label-set.ts';
import type { Attribute, Id, Label, Relation, RelationType, Rows, Span, Table } from '../../shared/model.ts';
import type { Writer } from '../store/history.ts';
import { counted, type Scheme, typeBetween } from './scheme.ts';

type Put = { [T in Table]: { table: T; row: Rows[T] } }[Table];

/** The rows as they are to be, and those that are to go. Worked out before anything is changed, so that it can be shown. */
export type Plan = { puts: Put[]; removes: { table: Table; id: Id }[]; outcome: Removal };

export function carryOut(writer: Writer, { puts, removes }: Plan): void {
  for (const { table, row } of puts) writer.put(table, row);
  for (const { table, id } of removes) writer.remove(table, id);
}

const newPlan = (): Plan => ({
  puts: [],
  removes: [],
  outcome: { spans: 0, relationsChanged: 0, relationsDeleted: 0, consequences: [] },
});

/** Everything that hangs on a label: its spans, the relations at them, and the relations of types that join them. */
export type Touched = { spans: readonly Span[]; relations: readonly Relation[] };

const joins = ({ sourceLabel, targetLabel }: RelationType, label: Id): boolean =>
  sourceLabel === label || targetLabel === label;

/** Deletes a label with its spans and all that needs them. */
export function planDeletion(scheme: Scheme, label: Label, { spans, relations }: Touched): Plan {
  const plan = newPlan();
  const types = scheme.relationTypes.filter((type) => joins(type, label.id));
  const attributes = scheme.attributes.filter((attribute) => attribute.label === label.id);
  const remove = (table: Table, rows: readonly { id: Id }[]) => {
    for (const { id } of rows) plan.removes.push({ table, id });
  };
  remove('relation', relations);
  remove('span', spans);
  remove('relation_type', types);
  remove('attribute', attributes);
  remove('label', [label]);
  plan.outcome.spans = spans.length;
  plan.outcome.relationsDeleted = relations.length;
  for (const { name } of types) plan.outcome.consequences.push(`The relation “${name}” goes with it.`);
  for (const { name } of attributes) plan.outcome.consequences.push(`The attribute “${name}” goes with it.`);
  return plan;
}

/**
 * Gives all spans of a label another one. Relation types and attributes of the label become those of the other where it
 * has none like them; else relations and values become those that it has. `now` is the time of the change.
 */
export function planMerge(scheme: Scheme, from: Label, into: Label, touched: Touched, now: string): Plan {
  const plan = newPlan();
  moveRelationTypes(plan, scheme, from, into, touched.relations);
  const attributeIds = moveAttributes(plan, scheme, from, into);
  for (const span of touched.spans) {
    const attributes = Object.fromEntries(
      Object.entries(span.attributes)
        // What the span has as the label that it loses comes last, so that it is what stays.
        .sort(([a], [b]) => Number(attributeIds.has(a)) - Number(attributeIds.has(b)))
        .map(([id, value]) => [attributeIds.get(id) ?? id, value]),
    );
    plan.puts.push({ table: 'span', row: { ...span, label: into.id, attributes, updatedAt: now } });
  }
  plan.outcome.spans = touched.spans.length;
  plan.removes.push({ table: 'label', id: from.id });
  return plan;
}

function moveRelationTypes(plan: Plan, scheme: Scheme, from: Label, into: Label, relations: readonly Relation[]): void {
  const { outcome } = plan;
  const nameOf = (id: Id) => scheme.labels.find((label) => label.id === id)?.name ?? id;
  const types = scheme.relationTypes.filter((type) => !joins(type, from.id));
  for (const type of scheme.relationTypes.filter((candidate) => joins(candidate, from.id))) {
    const moved: RelationType = {
      ...type,
      sourceLabel: type.sourceLabel === from.id ? into.id : type.sourceLabel,
      targetLabel: type.targetLabel === from.id ? into.id : type.targetLabel,
    };
    const own = relations.filter((relation) => relation.type === type.id);
    const twin = typeBetween(types, moved);
    if (!twin) {
      types.push(moved);
      plan.puts.push({ table: 'relation_type', row: moved });
      outcome.consequences.push(
        `The relation “${type.name}” joins ${nameOf(moved.sourceLabel)} to ${nameOf(moved.targetLabel)} from now on.`,
      );
      continue;
    }
    if (twin.sourceLabel === moved.sourceLabel && twin.targetLabel === moved.targetLabel) {
      for (const relation of own) plan.puts.push({ table: 'relation', row: { ...relation, type: twin.id } });
      outcome.relationsChanged += own.length;
      outcome.consequences.push(`“${type.name}” becomes “${twin.name}” (${counted(own.length, 'relation')}).`);
    } else {
      for (const { id } of own) plan.removes.push({ table: 'relation', id });
      outcome.relationsDeleted += own.length;
      outcome.consequences.push(
        `“${type.name}” has no place beside “${twin.name}”, which runs the other way (${counted(own.length, 'relation')} deleted).`,
      );
    }
    plan.removes.push({ table: 'relation_type', id: type.id });
  }
}

/** The ids that attributes of the label get: those that the other label has under the same name. */
function moveAttributes(plan: Plan, scheme: Scheme, from: Label, into: Label): Map<Id, Id> {
  const ids = new Map<Id, Id>();
  const labels = scheme.labels.filter(({ id }) => id !== from.id);
  let attributes = scheme.attributes.filter(({ label }) => label !== from.id);
  const { consequences } = plan.outcome;
  for (const attribute of scheme.attributes.filter(({ label }) => label === from.id)) {
    const twin = attributes.find(({ label, name }) => label === into.id && sameName(name, attribute.name));
    const next = twin ? withValuesOf(twin, attribute) : { ...attribute, label: into.id };
    const others = attributes.filter(({ id }) => id !== next.id);
    const problems = keyProblems({ labels, attributes: [...others, next] });
    const row = {
      ...next,
      values: next.values.map((value, index) =>
        problems.has(valueUse(next.id, index)) ? { ...value, key: '' } : value,
      ),
    };
    attributes = [...others, row];
    plan.puts.push({ table: 'attribute', row });
    if (twin) {
      ids.set(attribute.id, twin.id);
      plan.removes.push({ table: 'attribute', id: attribute.id });
    }
    const lost = row.values.filter(({ key }, index) => key !== next.values[index]?.key).map(({ name }) => `“${name}”`);
    consequences.push(
      twin
        ? `The attribute “${attribute.name}” becomes that of ${into.name}.`
        : `The attribute “${attribute.name}” goes over to ${into.name}.`,
    );
    if (lost.length > 0) consequences.push(`The key of ${lost.join(', ')} is taken there, so that it has none.`);
  }
  return ids;
}

const withValuesOf = (twin: Attribute, { values }: Attribute): Attribute => ({
  ...twin,
  values: [
    ...twin.values,
    ...values
      .filter(({ name }) => !twin.values.some((known) => known.name === name))
      .map(({ name }) => ({ name, key: '' })),
  ],
});
