import { expect, test } from 'vitest';
import { keyProblems } from '../../shared/key-conflicts.ts';
import { isBuiltIn } from '../../shared/label-set.ts';
import { Attribute, Label, RelationType } from '../../shared/model.ts';
import { DEFAULT_ATTRIBUTES, DEFAULT_LABELS, DEFAULT_RELATION_TYPES } from './default-labels.ts';

test('no key of a new project clashes with a command or another key', () => {
  expect([...keyProblems({ labels: DEFAULT_LABELS, attributes: DEFAULT_ATTRIBUTES })]).toEqual([]);
});

test('the label set of a new project is as the model wants it', () => {
  for (const label of DEFAULT_LABELS) expect(Label.parse(label)).toEqual(label);
  for (const type of DEFAULT_RELATION_TYPES) expect(RelationType.parse(type)).toEqual(type);
  for (const attribute of DEFAULT_ATTRIBUTES) expect(Attribute.parse(attribute)).toEqual(attribute);
});

test('labels and relation types of a new project are built in', () => {
  expect([...DEFAULT_LABELS, ...DEFAULT_RELATION_TYPES].filter(({ id }) => !isBuiltIn(id))).toEqual([]);
});
