/** Project files that were damaged: opening one or checking it says so, or nothing in it is wrong. */
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DAMAGES, damageFile } from '../../src/main/recovery/damaged.fixture.ts';
import { createAnnotator, makeProject } from './annotating.ts';
import { createBoundedChild } from './bounded-child.ts';
import { startCore } from './core-child.ts';
import { type DamageVerdict, everythingIn, type Look } from './damage-child.ts';
import { createOutcome, type Gate, type Outcome, type Trial, timesNote } from './gate.ts';
import { makePlace, type Place } from './place.ts';

const CHILD = new URL('./damage-child.ts', import.meta.url);

async function prepare(at: Place, { random }: Trial): Promise<void> {
  const core = startCore(at);
  await makeProject(core, random, 10, { size: 4000 });
  const annotator = await createAnnotator(core, random, () => {});
  for (let n = 0; n < 200; n++) await annotator.command();
  await core.close();
}

async function run(trial: Trial): Promise<Outcome> {
  const { random, folder, weakness } = trial;
  const { outcome, fail, over } = createOutcome(trial);
  const at = makePlace(join(folder, 'sound'));
  await prepare(at, trial);
  const wanted = everythingIn(at.project);
  const looker = createBoundedChild<Look, DamageVerdict>(CHILD);
  const verdicts = { refused: 0, found: 0, sound: 0 };
  const times: number[] = [];
  while (!over()) {
    const own = join(folder, 'damaged');
    mkdirSync(own);
    const path = join(own, 'rivers.sayso');
    copyFileSync(at.project, path);
    const damage = DAMAGES[outcome.tried % DAMAGES.length] ?? 'bit';
    const place = damageFile(at.project, path, damage, random.next);
    const started = performance.now();
    const found = await looker.ask({ path, check: weakness === null });
    outcome.tried += 1;
    const replay = `file ${outcome.tried}, ${place}`;
    if (typeof found === 'string') fail(found, 'the process that looked at it', replay);
    else {
      times.push(performance.now() - started);
      verdicts[found.verdict] += 1;
      if (found.unexplained) fail('unexplained', found.detail, replay);
      if (found.verdict === 'sound' && found.content !== wanted)
        fail('silently wrong', `nobody says that it is not what it was: ${found.content}`, replay);
    }
    rmSync(own, { recursive: true, force: true });
  }
  looker.close();
  const { refused, found, sound } = verdicts;
  outcome.notes.push(
    `${refused} refused, ${found} found by the check, ${sound} unharmed`,
    timesNote('a look took', times),
  );
  return outcome;
}

export const damagedFiles: Gate = {
  name: 'damaged files',
  never: ['silently wrong', 'hang', 'crash', 'unexplained'],
  full: 10_000,
  weaknesses: { 'opening without the check': 200 },
  run,
};
