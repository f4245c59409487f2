/** What is true of any label set, for the core that keeps to it and the window that says so while it is typed. */
import type { Id } from './model.ts';

/** Labels and relation types that attributions are read from: they can be renamed, but keep their meaning and stay. */
const BUILT_IN: ReadonlySet<Id> = new Set(['speaker', 'claim', 'condition', 'cue', 'said-by', 'holds-if', 'cued-by']);

export const isBuiltIn = (id: Id): boolean => BUILT_IN.has(id);

const plain = (name: string): string => name.trim().toLowerCase().normalize();

/** Names are compared as people read them. */
export const sameName = (a: string, b: string): boolean => plain(a) === plain(b);

type Named = { id: string; name: string };

/**
 * Why something cannot have this name beside the others, in words, or null where it can. `id` is the one whose name it
 * is to be, null for a new one.
 */
export function nameProblem(name: string, id: string | null, others: readonly Named[], kind: string): string | null {
  if (name.trim() === '') return `A ${kind} needs a name.`;
  const other = others.find((candidate) => candidate.id !== id && sameName(candidate.name, name));
  return other ? `There is a ${kind} “${other.name}” already.` : null;
}
