/** What is saved of a project of which one page is zeros, when there is no backup. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeProject } from '../../src/main/recovery/damaged.fixture.ts';
import { createBoundedChild } from './bounded-child.ts';
import { createOutcome, type Gate, type Outcome, type Trial, timesNote } from './gate.ts';
import type { Salvage, Salvaged } from './salvage-child.ts';

const CHILD = new URL('./salvage-child.ts', import.meta.url);
const SIZE = { articles: 100, spansEach: 10 };
const PAGE = 4096;
/** The part of the rows and texts that is saved on average, at least. */
const LEAST = 0.989;

async function run(trial: Trial): Promise<Outcome> {
  const { random, folder, weakness } = trial;
  const { outcome, fail, over } = createOutcome(trial);
  const original = join(folder, 'sound.sayso');
  makeProject(original, SIZE, trial.seed);
  const sound = readFileSync(original);
  const pages = weakness === null ? 1 : 16;
  const child = createBoundedChild<Salvage, Salvaged>(CHILD);
  const parts: number[] = [];
  const history: number[] = [];
  const times: number[] = [];
  let whole = 0;
  while (!over()) {
    const own = join(folder, 'damaged');
    mkdirSync(own);
    const path = join(own, 'rivers.sayso');
    const damaged = Buffer.from(sound);
    const zeroed = Array.from({ length: pages }, () => random.below(sound.length / PAGE));
    for (const page of zeroed) damaged.fill(0, page * PAGE, (page + 1) * PAGE);
    writeFileSync(path, damaged);
    const started = performance.now();
    const found = await child.ask({ path, original });
    outcome.tried += 1;
    const replay = `file ${outcome.tried}, page ${zeroed.map((page) => page + 1).join(', ')} zeroed`;
    if (typeof found === 'string') fail(found, 'the process that recovered it', replay);
    else {
      times.push(performance.now() - started);
      parts.push(found.saved);
      history.push(found.history);
      if (found.whole) whole += 1;
      if (found.unexplained) fail('unexplained', found.reason ?? '', replay);
      if (found.invented) fail('silently wrong', `${found.invented} rows are not as they were, and not told`, replay);
      if (found.whole && Math.min(found.saved, found.history) < 1)
        fail('silently wrong', 'not all is in what is called whole', replay);
      if (weakness !== null && average(parts) < LEAST) fail('too little', percent(average(parts)), replay);
    }
    rmSync(own, { recursive: true, force: true });
  }
  child.close();
  if (weakness === null && average(parts) < LEAST) fail('too little', percent(average(parts)), 'on average');
  outcome.notes.push(
    `saved ${percent(average(parts))} of the rows and texts on average, ${percent(Math.min(...parts))} at worst`,
    `of the history ${percent(average(history))} on average, ${percent(Math.min(...history))} at worst`,
    `${whole} needed new indexes at most`,
    timesNote('recovering took', times),
  );
  return outcome;
}

const average = (parts: readonly number[]) => parts.reduce((sum, part) => sum + part, 0) / parts.length;
const percent = (part: number) => `${(100 * part).toFixed(2)} %`;

export const salvageAfterDamage: Gate = {
  name: 'salvage after one zeroed page',
  never: ['silently wrong', 'too little', 'hang', 'crash', 'unexplained'],
  full: 300,
  weaknesses: { '16 pages': 40 },
  run,
};
