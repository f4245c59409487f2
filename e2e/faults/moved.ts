/** The project's file is moved, replaced or deleted while it is open, or cannot be written from the beginning. */
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connectToRead } from '../../src/main/store/connection.ts';
import { createAnnotator, makeProject } from './annotating.ts';
import { type RunningCore, startCore } from './core-child.ts';
import { createOutcome, type Gate, type Outcome, type Trial } from './gate.ts';
import { makePlace, type Place } from './place.ts';
import { findDamage, findLost, judgeProject, type Told } from './told.ts';

const COMMANDS = 6;

/** Each gives the path where the work of before is now, and null where it is gone for good. */
const ACCIDENTS: Record<string, (at: Place) => string | null> = {
  moved(at) {
    renameSync(at.project, join(at.projects, 'elsewhere.sayso'));
    return join(at.projects, 'elsewhere.sayso');
  },
  'moved into another folder'(at) {
    renameSync(at.projects, join(at.root, 'moved'));
    return join(at.root, 'moved', 'rivers.sayso');
  },
  replaced(at) {
    copyFileSync(join(at.root, 'other.sayso'), join(at.projects, 'new'));
    renameSync(join(at.projects, 'new'), at.project);
    return null;
  },
  deleted(at) {
    rmSync(at.project);
    return null;
  },
  'its lock deleted'(at) {
    rmSync(join(at.projects, '.~lock.rivers.sayso'));
    return at.project;
  },
};

async function annotate(core: RunningCore, trial: Trial, tell: (told: Told) => void): Promise<() => Promise<void>> {
  const annotator = await createAnnotator(core, trial.random, tell);
  return async () => {
    for (let n = 0; n < COMMANDS; n++) await annotator.command();
  };
}

async function run(trial: Trial): Promise<Outcome> {
  const { random, weakness, folder } = trial;
  const { outcome, fail, over } = createOutcome(trial);
  const names = Object.keys(ACCIDENTS);
  const core = startCore(makePlace(join(folder, 'core')), { weakness });
  while (!over()) {
    const name = names[outcome.tried % names.length] ?? '';
    outcome.tried += 1;
    const replay = `${name}, time ${outcome.tried}`;
    const at = makePlace(join(folder, String(outcome.tried)));
    await makeProject(core, random, 2, { at });
    await core.ask('project.close', {});
    copyFileSync(at.project, join(at.root, 'other.sayso'));
    await core.open(at);
    const before: Told[] = [];
    const after: Told[] = [];
    let struck = false;
    const work = await annotate(core, trial, (item) => (struck ? after : before).push(item));
    await work();
    const place = ACCIDENTS[name]?.(at) ?? null;
    struck = true;
    await work();
    await core.ask('project.close', {});
    const saved = [...before, ...after];
    if (place !== null && existsSync(place)) {
      const db = connectToRead(place);
      for (const { kind, detail } of [...findDamage(db), ...findLost(db, saved)])
        fail(kind === 'lost' ? 'falsely saved' : kind, detail, replay);
      db.close();
    } else if (after.length) fail('falsely saved', `${after.length} edits were said to be saved afterwards`, replay);
    if (name === 'replaced' && !readFileSync(at.project).equals(readFileSync(join(at.root, 'other.sayso'))))
      fail('overwritten', 'what was put in its place was written to', replay);
    if (name === 'its lock deleted')
      for (const { kind, detail } of await judgeProject(at, saved)) fail(kind, detail, replay);
    rmSync(at.root, { recursive: true, force: true });
  }
  await core.close();
  return outcome;
}

export const movedFiles: Gate = {
  name: 'moved, replaced or deleted while open',
  never: ['falsely saved', 'overwritten', 'half', 'corrupt', 'lost'],
  full: 200,
  weaknesses: { 'journal WAL, synchronous=NORMAL': 10 },
  run,
};
