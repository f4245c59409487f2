/** What a gate is: one kind of fault, tried many times over, and what must never come of it. */
import type { Random } from './random.ts';

export type Failure = {
  /** What happened that must not: lost, half, corrupt... */
  kind: string;
  detail: string;
  /** What it takes to see it again. */
  replay: string;
};

export type Trial = {
  /** How many faults to try. */
  count: number;
  seed: number;
  random: Random;
  /** An empty folder of the trial's own. */
  folder: string;
  /** Weakens the core in this way; the gate then has to find something. */
  weakness: string | null;
};

export type Outcome = {
  /** Faults that were tried. */
  tried: number;
  failures: Failure[];
  /** What is printed beside: times, what was saved. */
  notes: string[];
};

export type Gate = {
  name: string;
  /** The kinds of failure that are counted; each must stay at 0. */
  never: readonly string[];
  /** How many faults make the full scale. */
  full: number;
  /** Weakened settings, and how many faults are enough to see each of them fail. */
  weaknesses: Record<string, number>;
  /** Why it cannot be tried here, or null. */
  missing?(): string | null;
  run(trial: Trial): Promise<Outcome>;
};

/** Collects what a trial finds; a weakened one is over with its first failure. */
export function createOutcome(trial: Trial) {
  const outcome: Outcome = { tried: 0, failures: [], notes: [] };
  return {
    outcome,
    fail(kind: string, detail: string, replay: string) {
      outcome.failures.push({ kind, detail, replay: `--seed ${trial.seed}, ${replay}` });
    },
    over: () => outcome.tried >= trial.count || (trial.weakness !== null && outcome.failures.length > 0),
  };
}

const at = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];

/** Median, 99th percentile and the longest of some times in milliseconds. */
export function timesNote(what: string, times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const ms = (part: number) => `${(at(sorted, part) ?? 0).toFixed(1)}`;
  return `${what} ${ms(0.5)} ms (99 %: ${ms(0.99)}, longest ${ms(1)})`;
}
