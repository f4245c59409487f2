/** The power fails at any system call: what was synced is there, the rest is as the disk likes. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type DiskCall, markLog, readDiskLog } from './disk-log.ts';
import { createDisk } from './disk-model.ts';
import { createOutcome, type Gate, type Outcome, type Trial } from './gate.ts';
import { makePlace, placeAt } from './place.ts';
import type { Random } from './random.ts';
import type { Scenario } from './scenarios.ts';
import { shimEnv, shimMissing } from './shim.ts';
import type { Told } from './told.ts';

/** Points of one recording. */
const POINTS = 200;

/** How many calls were made before the cut: any number, and often as many as there were when somebody was told. */
function pointIn(log: readonly DiskCall[], random: Random): number {
  const marks = log.flatMap(({ call }, index) => (call === 'mark' ? [index + 1] : []));
  return marks.length && random.chance(0.25) ? random.pick(marks) : random.below(log.length + 1);
}

async function run(trial: Trial, scenario: Scenario): Promise<Outcome> {
  const { random, weakness } = trial;
  const { outcome, fail, over } = createOutcome(trial);
  let calls = 0;
  let recordings = 0;
  while (!over()) {
    const at = makePlace(join(trial.folder, String(recordings++)));
    await scenario.prepare(at, random);
    const disk = createDisk(at.root);
    const path = join(trial.folder, 'calls');
    rmSync(path, { force: true });
    await scenario.act({
      at,
      random,
      circumstances: { weakness, shim: shimEnv({ root: at.root, log: path }) },
      tell: (told) => markLog(path, told),
    });
    const { calls: log } = readDiskLog(path);
    calls += log.length;
    const wanted = Math.min(POINTS, trial.count - outcome.tried);
    const points = Array.from({ length: wanted }, () => pointIn(log, random)).sort((a, b) => a - b);
    const told: Told[] = [];
    let done = 0;
    const goOn = (to: number) => {
      for (; done < to; done++) {
        const call = log[done];
        if (call?.call === 'mark') told.push(JSON.parse(call.text) as Told);
        else if (call) disk.apply(call);
      }
    };
    for (const point of points) {
      goOn(point);
      if (over()) break;
      const left = placeAt(join(trial.folder, 'left'));
      mkdirSync(left.root, { recursive: true });
      disk.crash(left.root, random);
      outcome.tried += 1;
      for (const { kind, detail } of await scenario.judge(left, told))
        fail(kind, detail, `point ${outcome.tried}, after call ${point} of ${log.length}`);
      rmSync(left.root, { recursive: true, force: true });
    }
    goOn(log.length);
    // A weakened core may write into memory that is a file, which no recorder sees.
    const missed = weakness === null ? disk.difference() : null;
    if (missed) throw new Error(`the recorder missed a call: ${missed}`);
    rmSync(at.root, { recursive: true, force: true });
  }
  outcome.notes.push(`${recordings} recordings with ${calls} system calls`);
  return outcome;
}

/** The gate of one scenario. */
export const powerCut = (scenario: Scenario, full: number, weaknesses: Record<string, number>): Gate => ({
  name: `power cut while ${scenario.name}`,
  never: ['lost', 'half', 'corrupt'],
  full,
  weaknesses,
  missing: shimMissing,
  run: (trial) => run(trial, scenario),
});
