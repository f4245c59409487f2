/** The work that faults strike: how it is prepared, done in a process of its own, and judged afterwards. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAnnotator, makeProject, textOf } from './annotating.ts';
import { type Circumstances, type RunningCore, startCore } from './core-child.ts';
import type { Place } from './place.ts';
import type { Random } from './random.ts';
import { type Finding, judgeProject, type Told } from './told.ts';

export type Act = {
  at: Place;
  random: Random;
  circumstances: Circumstances;
  /** What a person would have been told just now. */
  tell(told: Told): void;
};

export type Scenario = {
  name: string;
  prepare(at: Place, random: Random): Promise<void>;
  /** Ends when its process has ended. Never rejects for what a fault did. */
  act(act: Act): Promise<void>;
  judge(at: Place, told: readonly Told[]): Promise<Finding[]>;
};

const COMMANDS = 40;
const IMPORTED = 25;

async function prepareProject(at: Place, random: Random): Promise<void> {
  const maker = startCore(at);
  await makeProject(maker, random, 3);
  await maker.close();
}

/** Opens the project in a core and lets it work until it is done, or dead. */
export async function inCore({ at, circumstances }: Act, work: (core: RunningCore) => Promise<void>): Promise<void> {
  const core = startCore(at, circumstances);
  try {
    await core.open();
    await work(core);
  } catch (error) {
    await core.close();
    if (core.child.signalCode === null) throw error;
    return;
  }
  await core.close();
}

export const annotating: Scenario = {
  name: 'annotating',
  prepare: prepareProject,
  act: (act) =>
    inCore(act, async (core) => {
      const annotator = await createAnnotator(core, act.random, act.tell);
      for (let n = 0; n < COMMANDS; n++) await annotator.command();
    }),
  judge: judgeProject,
};

export const importFolder = (at: Place) => join(at.root, 'files');

export const importing: Scenario = {
  name: 'import',
  async prepare(at, random) {
    await prepareProject(at, random);
    mkdirSync(importFolder(at), { recursive: true });
    for (let n = 0; n < IMPORTED; n++)
      writeFileSync(join(importFolder(at), `${n}.txt`), `Import ${n}\n\n${textOf(random, 6000)}`);
  },
  act: (act) =>
    inCore(act, async (core) => {
      const tokens: string[] = [];
      for (let n = 0; n < IMPORTED; n++) tokens.push(await core.take(join(importFolder(act.at), `${n}.txt`)));
      const { state, result } = await core.job('article.import', { tokens });
      if (state !== 'done' || result?.kind !== 'import') return;
      for (const { id } of result.report.added) act.tell({ row: id });
    }),
  // The log has an import as one edit, and each edit is compared with the rows.
  judge: judgeProject,
};
