/** How labels are told apart without colour: each has a look, a number that gives the line under its spans and its mark. */
import type { Id } from './model.ts';

const BUILT_IN: readonly Id[] = ['speaker', 'claim', 'condition', 'cue'];

type Line = { style: string /** In pixels. */; thickness: number };

const LINES: readonly [Line, ...Line[]] = [
  { style: 'double', thickness: 1 },
  { style: 'solid', thickness: 2 },
  { style: 'dashed', thickness: 2 },
  { style: 'dotted', thickness: 2 },
  { style: 'wavy', thickness: 1 },
  { style: 'solid', thickness: 1 },
  { style: 'double', thickness: 2 },
  { style: 'dashed', thickness: 1 },
  { style: 'dotted', thickness: 3 },
  { style: 'wavy', thickness: 2 },
  { style: 'solid', thickness: 3 },
  { style: 'dashed', thickness: 3 },
];

/** There are so many looks; further labels begin again. */
export const LOOKS = LINES.length;

/** The look of each label: built-in ones keep theirs, those of a project's own have the next in their order. */
export function looksOf(labels: readonly { id: Id }[]): ReadonlyMap<Id, number> {
  const own = labels.filter(({ id }) => !BUILT_IN.includes(id));
  const ids = [...BUILT_IN, ...own.map(({ id }) => id)];
  return new Map(ids.map((id, index) => [id, index % LOOKS]));
}

/** The line of a look. */
export const lineOf = (look: number): Line => LINES[look] ?? LINES[0];
