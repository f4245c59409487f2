/** The project is copied, by a person or a program that syncs folders, while somebody works in it. */
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkProject } from '../../src/main/projects/check.ts';
import { journalOf } from '../../src/main/store/journal.ts';
import { createAnnotator, makeProject } from './annotating.ts';
import { startCore } from './core-child.ts';
import { createOutcome, type Gate, type Outcome, type Trial } from './gate.ts';
import { makePlace, placeAt } from './place.ts';
import { judgeProject, type Told } from './told.ts';

/** Milliseconds between two copies, at most. */
const PAUSE = 30;

/** A person copies the file; a program copies the journal too, if it is there just then, before or after. */
const project = (path: string) => path;
const ORDERS = [[project], [project, journalOf], [journalOf, project]];

function copyIfThere(from: string, to: string): void {
  try {
    copyFileSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

/** Whether opening the file, or the check, says that it is not whole. */
const isRefused = (path: string): Promise<boolean> =>
  checkProject(path).then(
    ({ problems }) => problems.length > 0,
    () => true,
  );

async function run(trial: Trial): Promise<Outcome> {
  const { random, weakness, folder } = trial;
  const { outcome, fail, over } = createOutcome(trial);
  const at = makePlace(join(folder, 'open'));
  const core = startCore(at, { weakness });
  await makeProject(core, random, 3);
  const told: Told[] = [];
  const annotator = await createAnnotator(core, random, (item) => told.push(item));
  let working = true;
  const work = (async () => {
    while (working) await annotator.command();
  })();
  let torn = 0;
  while (!over()) {
    await new Promise((resolve) => setTimeout(resolve, random.next() * PAUSE));
    const copy = placeAt(join(folder, 'copy'));
    mkdirSync(copy.projects, { recursive: true });
    const before = [...told];
    for (const pathOf of random.pick(ORDERS)) copyIfThere(pathOf(at.project), pathOf(copy.project));
    outcome.tried += 1;
    const replay = `copy ${outcome.tried}`;
    if (await isRefused(copy.project)) torn += 1;
    else
      for (const { kind, detail } of await judgeProject(copy, before))
        fail(kind === 'lost' ? 'silently short' : 'silently wrong', detail, replay);
    rmSync(copy.root, { recursive: true });
  }
  working = false;
  await work;
  await core.close();
  for (const { kind, detail } of weakness === null ? await judgeProject(at, told) : [])
    fail(kind, detail, 'at the end');
  outcome.notes.push(`${torn} were torn, and known as such`);
  return outcome;
}

export const copiesWhileOpen: Gate = {
  name: 'copies while open',
  never: ['silently short', 'silently wrong', 'lost', 'half', 'corrupt'],
  full: 500,
  weaknesses: { 'journal WAL, synchronous=NORMAL': 100 },
  run,
};
