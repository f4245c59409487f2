/** What loading a label set does to a project's: what is in use stays, and is said to. */
import type { LabelSetChanges } from '../../shared/contract/labels.ts';
import { keyProblems, labelUse, valueUse } from '../../shared/key-conflicts.ts';
import { isBuiltIn, sameName } from '../../shared/label-set.ts';
import type { Attribute, Id, Label, RelationType } from '../../shared/model.ts';
import { counted, type Scheme, typeBetween } from './scheme.ts';

/** How many spans or relations have each part of the project's label set. */
export type InUse = {
  label(id: Id): number;
  relationType(id: Id): number;
  /** By value. */
  attribute(id: Id): Record<string, number>;
};

export type LoadPlan = { scheme: Scheme; changes: LabelSetChanges };

/** The label set that the project has after loading `file` over `project`, and in words what is different. */
export function planLoad(project: Scheme, file: Scheme, inUse: InUse): LoadPlan {
  const kept: string[] = [];
  const types = loadTypes(project, file, inUse, kept);
  const attributes = loadAttributes(project, file, inUse, kept);
  const needed = new Set([
    ...types.flatMap(({ sourceLabel, targetLabel }) => [sourceLabel, targetLabel]),
    ...attributes.map(({ label }) => label),
  ]);
  const labels = loadLabels(project, file, (id) => inUse.label(id) > 0 || needed.has(id), inUse, kept);
  const scheme = withoutClashes({ labels, relationTypes: types, attributes }, file, kept);
  return { scheme, changes: { ...differences(project, scheme), kept } };
}

const has = (rows: readonly { id: Id }[], id: Id): boolean => rows.some((row) => row.id === id);
const quoted = (name: string): string => `“${name}”`;

function loadTypes(project: Scheme, file: Scheme, inUse: InUse, kept: string[]): RelationType[] {
  const stays = (type: RelationType) => isBuiltIn(type.id) || inUse.relationType(type.id) > 0;
  const why = (type: RelationType) =>
    isBuiltIn(type.id) ? 'it is built in' : `used by ${counted(inUse.relationType(type.id), 'relation')}`;
  const own = project.relationTypes.filter((type) => {
    const other = file.relationTypes.find(({ id }) => id === type.id);
    const isSame = other?.sourceLabel === type.sourceLabel && other.targetLabel === type.targetLabel;
    if (isSame || !stays(type)) return false;
    kept.push(
      `Relation ${quoted(type.name)}, ${other ? 'which joins other labels in the file' : 'which is not in the file'}: ${why(type)}.`,
    );
    return true;
  });
  const loaded = file.relationTypes.filter((type) => {
    if (has(own, type.id)) return false;
    const twin = typeBetween(own, type);
    if (twin) kept.push(`Relation ${quoted(twin.name)} instead of ${quoted(type.name)}: ${why(twin)}.`);
    return !twin;
  });
  return numbered([...loaded, ...withFreeNames(own, loaded)]);
}

function loadAttributes(project: Scheme, file: Scheme, inUse: InUse, kept: string[]): Attribute[] {
  const own = project.attributes.filter((attribute) => {
    const spans = sum(inUse.attribute(attribute.id));
    const other = file.attributes.find(({ id }) => id === attribute.id);
    if (spans === 0 || other?.label === attribute.label) return false;
    kept.push(
      `Attribute ${quoted(attribute.name)}, ${other ? 'which is of another label in the file' : 'which is not in the file'}: used by ${counted(spans, 'span')}.`,
    );
    return true;
  });
  const loaded = file.attributes
    .filter(({ id }) => !has(own, id))
    .map((attribute) => withUsedValues(attribute, project, inUse, kept));
  const freed = own.map(
    (attribute) =>
      withFreeNames(
        [attribute],
        loaded.filter(({ label }) => label === attribute.label),
      )[0] ?? attribute,
  );
  return numbered([...loaded, ...freed]);
}

/** An attribute of the file with those values of the project's that spans have and the file has not. */
function withUsedValues(attribute: Attribute, project: Scheme, inUse: InUse, kept: string[]): Attribute {
  const before = project.attributes.find(({ id }) => id === attribute.id);
  if (!before) return attribute;
  const spans = inUse.attribute(attribute.id);
  const missing = before.values.filter(
    ({ name }) => (spans[name] ?? 0) > 0 && !attribute.values.some((value) => value.name === name),
  );
  for (const { name } of missing)
    kept.push(`Value ${quoted(name)} of ${quoted(attribute.name)}: used by ${counted(spans[name] ?? 0, 'span')}.`);
  return { ...attribute, values: [...attribute.values, ...missing] };
}

function loadLabels(
  project: Scheme,
  file: Scheme,
  isNeeded: (id: Id) => boolean,
  inUse: InUse,
  kept: string[],
): Label[] {
  const own = project.labels.filter((label) => {
    if (has(file.labels, label.id) || !(isBuiltIn(label.id) || isNeeded(label.id))) return false;
    const spans = inUse.label(label.id);
    const why = isBuiltIn(label.id)
      ? 'it is built in'
      : spans > 0
        ? `used by ${counted(spans, 'span')}`
        : 'what stays needs it';
    kept.push(`Label ${quoted(label.name)}, which is not in the file: ${why}.`);
    return true;
  });
  return numbered([...file.labels, ...withFreeNames(own, file.labels)]);
}

/** What stays gets another name where one that is loaded has its name. */
const withFreeNames = <R extends { name: string }>(rows: readonly R[], loaded: readonly { name: string }[]): R[] =>
  rows.map((row) =>
    loaded.some(({ name }) => sameName(name, row.name)) ? { ...row, name: `${row.name.slice(0, 90)} (before)` } : row,
  );

/** Where a key is there for two things, that of the file has it. */
function withoutClashes(scheme: Scheme, file: Scheme, kept: string[]): Scheme {
  const problems = keyProblems(scheme);
  const loses = (use: string, isLoaded: boolean, words: string): boolean => {
    if (isLoaded || !problems.has(use)) return false;
    kept.push(`${words} loses its key, which something in the file has.`);
    return true;
  };
  return {
    ...scheme,
    labels: scheme.labels.map((label) =>
      loses(labelUse(label.id), has(file.labels, label.id), `Label ${quoted(label.name)}`)
        ? { ...label, key: '' }
        : label,
    ),
    attributes: scheme.attributes.map((attribute) => {
      const loaded = file.attributes.find(({ id, label }) => id === attribute.id && label === attribute.label);
      return {
        ...attribute,
        values: attribute.values.map((value, index) => {
          const isLoaded = loaded?.values.some(({ name }) => name === value.name) ?? false;
          const words = `Value ${quoted(value.name)} of ${quoted(attribute.name)}`;
          return loses(valueUse(attribute.id, index), isLoaded, words) ? { ...value, key: '' } : value;
        }),
      };
    }),
  };
}

type Part = { id: Id; name: string; position: number };

const numbered = <R extends Part>(rows: readonly R[]): R[] =>
  rows.map((row, index) => ({ ...row, position: index + 1 }));

function differences(before: Scheme, after: Scheme): Pick<LabelSetChanges, 'added' | 'changed' | 'removed'> {
  const changes = { added: [] as string[], changed: [] as string[], removed: [] as string[] };
  const compare = (kind: string, old: readonly Part[], next: readonly Part[]) => {
    for (const row of next) {
      const known = old.find(({ id }) => id === row.id);
      if (!known) changes.added.push(`${kind} ${quoted(row.name)}`);
      else {
        const fields = changedFields(known, row);
        if (fields.length > 0) changes.changed.push(`${kind} ${quoted(known.name)}: ${fields.join(', ')}`);
      }
    }
    for (const row of old) if (!has(next, row.id)) changes.removed.push(`${kind} ${quoted(row.name)}`);
  };
  compare('Label', before.labels, after.labels);
  compare('Relation', before.relationTypes, after.relationTypes);
  compare('Attribute', before.attributes, after.attributes);
  return changes;
}

const FIELD_WORDS: Readonly<Record<string, string>> = {
  active: 'whether it is used',
  sourceLabel: 'what it joins',
  targetLabel: 'what it joins',
  position: 'place in the order',
};

function changedFields(before: object, after: object): string[] {
  const old = new Map(Object.entries(before));
  const fields = Object.entries(after)
    .filter(([field, value]) => JSON.stringify(old.get(field)) !== JSON.stringify(value))
    .map(([field, value]) => {
      const words = FIELD_WORDS[field] ?? field;
      return field === 'name' || field === 'key' ? `${words} ${value === '' ? 'none' : value}` : words;
    });
  return [...new Set(fields)];
}

const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((a, b) => a + b, 0);
