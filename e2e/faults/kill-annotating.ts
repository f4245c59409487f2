/** kill -9 while somebody annotates as fast as they can. */
import { join } from 'node:path';
import { createAnnotator, makeProject } from './annotating.ts';
import { startCore } from './core-child.ts';
import { createOutcome, type Gate, type Outcome, type Trial, timesNote } from './gate.ts';
import { makePlace } from './place.ts';
import { judgeProject, type Told } from './told.ts';

/** Kills of one project, which grows with them. */
const SERIES = 25;
/** Milliseconds from the first answer to the kill, at most. */
const LATEST = 400;
/** Commands that wait for their answer, so that the core never waits for the next one. */
const WAITING = 3;

async function run(trial: Trial): Promise<Outcome> {
  const { random, weakness } = trial;
  const { outcome, fail, over } = createOutcome(trial);
  const opening: number[] = [];
  let told = 0;
  for (let series = 0; !over(); series++) {
    const at = makePlace(join(trial.folder, String(series)));
    const maker = startCore(at);
    await makeProject(maker, random, 3);
    await maker.close();
    const saved: Told[] = [];
    let next = startCore(at, { weakness });
    for (let n = 0; n < SERIES && !over(); n++) {
      const core = next;
      await core.open();
      // It is ready when this one is dead.
      next = startCore(at, { weakness });
      const annotator = await createAnnotator(core, random, (item) => saved.push(item));
      let killed: Promise<void> | null = null;
      const after = random.next() * LATEST;
      const annotate = async () => {
        while (!killed) await annotator.command();
      };
      const annotating = Array.from({ length: WAITING }, annotate);
      setTimeout(() => {
        killed = core.kill();
      }, after);
      await Promise.all(annotating);
      await killed;
      outcome.tried += 1;
      const findings = await judgeProject(at, saved, (ms) => opening.push(ms));
      for (const { kind, detail } of findings) fail(kind, detail, `kill ${outcome.tried} in ${at.root}`);
      if (findings.length) break;
    }
    await next.kill();
    told += saved.length;
  }
  outcome.notes.push(`${told} edits were said to be saved`, timesNote('reopening took', opening));
  return outcome;
}

export const killAnnotating: Gate = {
  name: 'kill -9 while annotating',
  never: ['lost', 'half', 'corrupt'],
  full: 1000,
  weaknesses: { 'answers before COMMIT': 100, 'no transaction': 100 },
  run,
};
