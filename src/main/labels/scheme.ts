/** A project's label set as a whole, and what must be true of it. */
import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../shared/errors.ts';
import { keyProblems } from '../../shared/key-conflicts.ts';
import { nameProblem } from '../../shared/label-set.ts';
import type { Attribute, Id, Label, RelationType } from '../../shared/model.ts';

export type Scheme = { labels: Label[]; relationTypes: RelationType[]; attributes: Attribute[] };

/** An id that can be read, made from a name: “Main idea” is `main-idea`, or with a number where that is taken. */
export function idFromName(name: string, taken: readonly { id: Id }[], otherwise: string): Id {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  const stem = plain || otherwise;
  const ids = new Set(taken.map(({ id }) => id));
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? stem : `${stem}-${number}`;
    // Records are looked up by ids, and every object answers to “constructor”.
    if (!ids.has(id) && !(id in Object.prototype)) return id;
  }
}

type Named = { id: Id; name: string };

/** Throws AppError 'conflict' where one of the others has the name. */
export function checkName(id: Id | null, name: string, others: readonly Named[], kind: string): void {
  const problem = nameProblem(name, id, others, kind);
  if (problem) throw new AppError('conflict', problem);
}

/** Throws AppError 'conflict', with the reason, where the keys of these uses cannot stay. */
export function checkKeys(scheme: Scheme, uses: readonly string[]): void {
  const problems = keyProblems(scheme);
  for (const use of uses) {
    const problem = problems.get(use);
    if (problem) throw new AppError('conflict', problem);
  }
}

/** The type that joins two labels in either direction, other than `id`: there is one at most for two labels. */
export const typeBetween = (
  types: readonly RelationType[],
  { id, sourceLabel, targetLabel }: Pick<RelationType, 'sourceLabel' | 'targetLabel'> & { id: Id | null },
): RelationType | undefined =>
  types.find(
    (type) =>
      type.id !== id &&
      ((type.sourceLabel === sourceLabel && type.targetLabel === targetLabel) ||
        (type.sourceLabel === targetLabel && type.targetLabel === sourceLabel)),
  );

export const nextPosition = (rows: readonly { position: number }[]): number =>
  Math.max(0, ...rows.map(({ position }) => position)) + 1;

/** The row with this id. Throws AppError 'not-found'. */
export function wanted<R extends Named>(rows: readonly R[], id: Id, kind: string): R {
  const row = rows.find((candidate) => candidate.id === id);
  if (!row) throw new AppError('not-found', `That ${kind} is no longer in the project.`);
  return row;
}

/** The row that is there already as it is to be: an edit that is sent again after a failure made it. */
export const madeBefore = <R extends Named & { position: number }>(
  rows: readonly R[],
  wanted: Omit<R, 'id' | 'position'>,
): R | undefined =>
  rows.find((row) => {
    const { id, position } = row;
    return isDeepStrictEqual(row, { ...wanted, id, position });
  });

/** The row as it is with its new values. */
export const replacedIn = <R extends Named>(rows: readonly R[], row: R): R[] =>
  rows.some(({ id }) => id === row.id) ? rows.map((old) => (old.id === row.id ? row : old)) : [...rows, row];

const number = new Intl.NumberFormat('en');
/** A count with its noun: “1 span”, “1,204 spans”. */
export const counted = (count: number, noun: string): string =>
  `${number.format(count)} ${noun}${count === 1 ? '' : 's'}`;
