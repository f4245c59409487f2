/** Two of Sayso open one project at the same time: one writes, the other reads. */
import { join } from 'node:path';
import { createAnnotator, makeProject } from './annotating.ts';
import { type RunningCore, startCore } from './core-child.ts';
import { createOutcome, type Gate, type Outcome, type Trial } from './gate.ts';
import { makePlace } from './place.ts';
import { judgeProject, type Told } from './told.ts';

/** Commands of each. */
const COMMANDS = 5;

async function run(trial: Trial): Promise<Outcome> {
  const { random, weakness, folder } = trial;
  const { outcome, fail, over } = createOutcome(trial);
  const at = makePlace(join(folder, 'shared'));
  // Each is another person on another computer.
  const cores = [at, { ...at, data: join(at.root, 'other') }].map((place) => startCore(place, { weakness }));
  const [first, second] = cores as [RunningCore, RunningCore];
  await second.ask('app.setAnnotator', { name: 'Ben' });
  await makeProject(first, random, 3);
  await first.ask('project.close', {});
  const told: Told[] = [];
  while (!over()) {
    outcome.tried += 1;
    const replay = `time ${outcome.tried}`;
    await Promise.all(random.chance(0.5) ? [first.open(), second.open()] : [second.open(), first.open()]);
    const writers = await Promise.all(
      cores.map(async (core) => {
        const annotator = await createAnnotator(core, random, (item) => told.push(item));
        const replies = [];
        for (let n = 0; n < COMMANDS; n++) replies.push(await annotator.command());
        return replies.some(({ ok }) => ok);
      }),
    );
    const writing = writers.filter(Boolean).length;
    if (writing !== 1) fail('not one writer', `${writing} of two could write`, replay);
    await Promise.all(cores.map((core) => core.ask('project.close', {})));
    for (const { kind, detail } of await judgeProject(at, told)) fail(kind, detail, replay);
  }
  await Promise.all(cores.map((core) => core.close()));
  return outcome;
}

export const twoProcesses: Gate = {
  name: 'two processes',
  never: ['not one writer', 'lost', 'half', 'corrupt'],
  full: 500,
  weaknesses: { 'no lock': 10 },
  run,
};
