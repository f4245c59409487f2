/** Ten hours of work in a large project: commands, restarts, and what they cost. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAnnotator, makeProject, textOf } from './annotating.ts';
import { type RunningCore, startCore } from './core-child.ts';
import { createOutcome, type Gate, type Outcome, type Trial, timesNote } from './gate.ts';
import { makePlace, type Place } from './place.ts';
import { judgeProject, type Told } from './told.ts';

const COMMANDS_A_START = 500;
/** Simulated: ten hours in forty starts. */
const CLOCK_A_START = 15 * 60 * 1000;
/** Bytes of a project at the full scale of 20,000 commands. */
const SIZE = 400 * 2 ** 20;
const ARTICLE = 200_000;

/** Commands of a start after which all that is loaded once is loaded. */
const WARM = 100;
/** Megabytes by which a process may grow from then on, in the middle of all starts. */
const MOST_GROWTH = 100;

type Held = { megabytes: number; handles: number };

/** What a process holds, or null where the system does not say. */
function heldBy({ child }: RunningCore): Held | null {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
    return { megabytes: Number(kilobytes) / 1024, handles: readdirSync(`/proc/${child.pid}/fd`).length };
  } catch {
    return null;
  }
}

async function makeLarge(at: Place, { random }: Trial, size: number): Promise<void> {
  const core = startCore(at);
  await makeProject(core, random, 1);
  const rows = join(at.root, 'rows.jsonl');
  for (let n = 0; n * ARTICLE < size; n++)
    writeFileSync(rows, `${JSON.stringify({ text: `${n} ${textOf(random, ARTICLE)}` })}\n`, { flag: 'a' });
  const { state, message } = await core.job('article.import', { tokens: [await core.take(rows)] });
  if (state !== 'done') throw new Error(message);
  await core.close();
}

async function run(trial: Trial): Promise<Outcome> {
  const { random, folder, count, weakness } = trial;
  const { outcome, fail, over } = createOutcome(trial);
  const at = makePlace(join(folder, 'soak'));
  await makeLarge(at, trial, (SIZE * count) / soak.full);
  const told: Told[] = [];
  const commands: number[] = [];
  const opening: number[] = [];
  const held: { warm: Held; end: Held }[] = [];
  for (let start = 1; !over(); start++) {
    const core = startCore(at, { clock: start * CLOCK_A_START, weakness });
    await core.ask('app.state', {});
    const began = performance.now();
    await core.open();
    opening.push(performance.now() - began);
    const annotator = await createAnnotator(core, random, (item) => told.push(item));
    let warm: Held | null = null;
    for (let n = 0; n < COMMANDS_A_START && !over(); n++) {
      if (n === WARM) warm = heldBy(core);
      const asked = performance.now();
      const reply = await annotator.command();
      commands.push(performance.now() - asked);
      outcome.tried += 1;
      if (!reply.ok && !['not-found', 'conflict'].includes(reply.error.code))
        fail('refused', reply.error.message, `command ${outcome.tried}`);
    }
    const end = heldBy(core);
    if (warm && end) held.push({ warm, end });
    // Not every day ends with a goodbye.
    if (start % 4 === 0) await core.kill();
    else await core.close();
  }
  for (const { kind, detail } of await judgeProject(at, told)) fail(kind, detail, 'at the end');
  const ends = held.map(({ end }) => end.megabytes);
  const [first = 0] = ends;
  const last = ends.at(-1) ?? 0;
  const growth = middle(held.map(({ warm, end }) => end.megabytes - warm.megabytes));
  const handles = middle(held.map(({ warm, end }) => end.handles - warm.handles));
  if (last > first * 1.5 + 50)
    fail('memory grows', `from ${first.toFixed(0)} to ${last.toFixed(0)} MB over the starts`, 'at the end');
  if (growth > MOST_GROWTH) fail('memory grows', `by ${growth.toFixed(0)} MB in a start`, 'at the end');
  if (handles > 0) fail('memory grows', `by ${handles} open files in a start`, 'at the end');
  outcome.notes.push(
    `${opening.length} starts`,
    `${(statSync(at.project).size / 2 ** 20).toFixed(0)} MB`,
    timesNote('a command took', commands),
    timesNote('opening took', opening),
    `memory at the end of the first start ${first.toFixed(0)} MB, of the last ${last.toFixed(0)} MB`,
    `in a start it grew by ${growth.toFixed(0)} MB and ${handles} open files`,
  );
  return outcome;
}

/** The one in the middle, or 0 where there is none. */
const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

export const soak: Gate = {
  name: 'ten hours of work',
  never: ['refused', 'memory grows', 'lost', 'half', 'corrupt'],
  full: 20_000,
  weaknesses: { 'keeps memory': COMMANDS_A_START },
  run,
};
