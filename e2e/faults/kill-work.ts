/** kill -9 at any system call of work that must be done whole or not at all. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createOutcome, type Gate, type Outcome, type Trial } from './gate.ts';
import { makePlace, placeAt } from './place.ts';
import type { Scenario } from './scenarios.ts';
import { createFaultControl, NEVER, shimEnv, shimMissing } from './shim.ts';
import type { Told } from './told.ts';

async function run(trial: Trial, scenario: Scenario): Promise<Outcome> {
  const { random, weakness, folder } = trial;
  const { outcome, fail, over } = createOutcome(trial);
  const model = makePlace(join(folder, 'model'));
  await scenario.prepare(model, random);
  const control = createFaultControl(join(folder, 'control'));
  const at = placeAt(join(folder, 'struck'));
  const shim = shimEnv({ root: at.root, control: control.path });
  let finished = 0;

  /** Does the work; with `call`, until that call. Answers how many calls there were. */
  async function strike(call: number): Promise<number> {
    rmSync(at.root, { recursive: true, force: true });
    cpSync(model.root, at.root, { recursive: true });
    const told: Told[] = [];
    control.arm({ kind: 'any', at: call, times: 1, error: 'kill' });
    await scenario.act({ at, random, circumstances: { weakness, shim }, tell: (item) => told.push(item) });
    const { met } = control.disarm();
    if (told.length) finished += 1;
    for (const { kind, detail } of await scenario.judge(at, told))
      fail(kind, detail, `kill ${outcome.tried}, at call ${call}`);
    return met;
  }

  const calls = await strike(NEVER);
  finished = 0;
  while (!over()) {
    outcome.tried += 1;
    await strike(1 + random.below(calls));
  }
  control.close();
  outcome.notes.push(`any of ${calls} system calls, ${finished} after it was done`);
  return outcome;
}

/** The gate of one scenario. */
export const killDuring = (scenario: Scenario, weaknesses: Record<string, number>): Gate => ({
  name: `kill -9 during ${scenario.name}`,
  never: ['lost', 'half', 'corrupt'],
  full: 300,
  weaknesses,
  missing: shimMissing,
  run: (trial) => run(trial, scenario),
});
