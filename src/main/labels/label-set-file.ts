/**
 * A label set as a file, so that projects can share one: JSON, version 1. Labels, relations and attributes stand in
 * their order, with keys in the order given here. Nothing of what was annotated is in it.
 */
import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { keyProblems } from '../../shared/key-conflicts.ts';
import { nameProblem } from '../../shared/label-set.ts';
import { Attribute, Label, RelationType } from '../../shared/model.ts';
import { firstTwice, wrongShape } from '../datasets/jsonl-article.ts';
import { parseUntrusted } from '../untrusted-json.ts';
import { DEFAULT_RELATION_TYPES } from './default-labels.ts';
import { type Scheme, typeBetween } from './scheme.ts';

const VERSION = 1;
/** In bytes. */
const LARGEST = 4_000_000;

const LabelSetFile = z.strictObject({
  'sayso-labels': z.literal(VERSION),
  labels: z.array(Label.omit({ position: true })).max(500),
  relations: z.array(RelationType.omit({ position: true })).max(500),
  attributes: z.array(Attribute.omit({ position: true })).max(500),
});

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The text of a file that holds this label set. */
export function labelSetText({ labels, relationTypes, attributes }: Scheme): string {
  const file: z.infer<typeof LabelSetFile> = {
    'sayso-labels': VERSION,
    labels: labels.map(({ position: _, ...label }) => label),
    relations: relationTypes.map(({ position: _, ...type }) => type),
    attributes: attributes.map(({ position: _, ...attribute }) => attribute),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Reads a file, strictly. Throws AppError ('bad-input', 'too-large') that names the file and what is wrong in it. */
export function readLabelSet({ path, name }: { path: string; name: string }): Scheme {
  const wrong = (what: string) => new AppError('bad-input', `${name} cannot be loaded: ${what}.`);
  if (statSync(path).size > LARGEST)
    throw new AppError('too-large', `${name} is larger than 4 MB, so it is no label set.`);
  const value = parseJson(readFileSync(path), wrong);
  const version = z.object({ 'sayso-labels': z.unknown() }).safeParse(value).data?.['sayso-labels'];
  if (version === undefined) throw wrong('a label set begins with {"sayso-labels": 1, and this file does not');
  if (version !== VERSION)
    throw wrong(`its format is version ${JSON.stringify(version)}, and this Sayso reads version ${VERSION}`);
  const parsed = LabelSetFile.safeParse(value);
  if (!parsed.success) throw wrong(wrongShape(parsed.error));
  const scheme = {
    labels: inOrder(parsed.data.labels),
    relationTypes: inOrder(parsed.data.relations),
    attributes: inOrder(parsed.data.attributes),
  };
  for (const finding of findings(scheme)) throw wrong(finding);
  return scheme;
}

type Wrong = (what: string) => AppError;

function parseJson(bytes: Buffer, wrong: Wrong): unknown {
  try {
    const parsed = parseUntrusted(decoder.decode(bytes));
    if ('fault' in parsed) throw wrong(parsed.fault);
    return parsed.value;
  } catch (error) {
    if (error instanceof TypeError) throw wrong('it is not UTF-8');
    throw error;
  }
}

const inOrder = <R extends object>(rows: readonly R[]): (R & { position: number })[] =>
  rows.map((row, index) => ({ ...row, position: index + 1 }));

/** What no schema says: ids, names and keys are there once, and what is referred to is there. One line a finding. */
function* findings(scheme: Scheme): Generator<string> {
  const { labels, relationTypes, attributes } = scheme;
  for (const [kind, rows] of Object.entries({ label: labels, relation: relationTypes, attribute: attributes })) {
    const twice = firstTwice(rows);
    if (twice) yield `it holds the ${kind} ${twice} twice`;
    // Records are looked up by these: one that every object answers to would be found in all of them.
    for (const { id } of rows)
      if (id in Object.prototype) yield `it holds the ${kind} ${id}, which Sayso does not take`;
  }
  const known = new Set(labels.map(({ id }) => id));
  for (const { id, sourceLabel, targetLabel } of relationTypes)
    for (const label of [sourceLabel, targetLabel])
      if (!known.has(label)) yield `the relation ${id} names the label ${label}, which is not in it`;
  for (const { id, label } of attributes)
    if (!known.has(label)) yield `the attribute ${id} names the label ${label}, which is not in it`;
  yield* relationFindings(relationTypes);
  yield* nameFindings(scheme);
  for (const [use, problem] of keyProblems(scheme)) yield `the key of ${use} cannot stay: ${unended(problem)}`;
}

function* relationFindings(types: readonly RelationType[]): Generator<string> {
  for (const type of types) {
    const builtIn = DEFAULT_RELATION_TYPES.find(({ id }) => id === type.id);
    if (builtIn && (builtIn.sourceLabel !== type.sourceLabel || builtIn.targetLabel !== type.targetLabel))
      yield `the relation ${type.id} is built in and joins ${builtIn.sourceLabel} to ${builtIn.targetLabel}`;
    const twin = typeBetween(types, type);
    if (twin) yield `the relations ${type.id} and ${twin.id} join the same labels`;
  }
}

function* nameFindings({ labels, relationTypes, attributes }: Scheme): Generator<string> {
  const groups = [
    ['label', labels],
    ['relation', relationTypes],
    ...[...Map.groupBy(attributes, ({ label }) => label).values()].map((rows) => ['attribute', rows] as const),
    ...attributes.map(({ values }) => ['value', values.map(({ name }, i) => ({ id: String(i), name }))] as const),
  ] as const;
  for (const [kind, rows] of groups)
    for (const { id, name } of rows) {
      const problem = nameProblem(name, id, rows, kind);
      if (problem) yield `“${name}” cannot stay: ${unended(problem)}`;
    }
}

const unended = (sentence: string): string => sentence.replace(/\.$/, '');
