/** A project is backed up, and restored. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { verify } from '../../src/main/store/backup.ts';
import { backupsFolder } from '../../src/main/store/backup-name.ts';
import { createAnnotator } from './annotating.ts';
import { contentOf, kept, prepareWork, words } from './originals.ts';
import type { Place } from './place.ts';
import { inCore, type Scenario } from './scenarios.ts';
import { type Finding, judgeProject } from './told.ts';

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Paths of the backups that have their names. */
export function backupsIn(at: Place): string[] {
  const folder = backupsFolder(at.data);
  return namesIn(folder).flatMap((project) =>
    namesIn(join(folder, project))
      .filter((name) => !name.startsWith('.'))
      .map((name) => join(folder, project, name)),
  );
}

/** Every backup that has its name is whole, and those that somebody was told of are there. */
export function judgeBackups(at: Place, told: readonly string[]): Finding[] {
  const paths = backupsIn(at);
  const lost = told.filter((id) => !paths.some((path) => path.includes(id)));
  const findings: Finding[] = lost.map((id) => ({
    kind: 'lost',
    detail: `the backup ${id} was said to be made and is not there`,
  }));
  for (const path of paths)
    try {
      for (const detail of verify(path).findings)
        findings.push({ kind: 'half', detail: `the backup ${path}: ${detail}` });
    } catch (error) {
      findings.push({ kind: 'half', detail: `the backup ${path} cannot be read: ${words(error)}` });
    }
  return findings;
}

export const backingUp: Scenario = {
  name: 'backup',
  prepare: prepareWork,
  act: (act) =>
    inCore(act, async (core) => {
      const annotator = await createAnnotator(core, act.random, act.tell);
      for (let n = 0; n < 4; n++) {
        await annotator.command();
        const { last } = await core.ask('backup.make', {});
        const { backups } = await core.ask('backup.list', {});
        const made = backups.find(({ at }) => at === last?.at);
        if (made) act.tell({ done: made.id });
      }
    }),
  judge: async (at, told) => [
    ...(await judgeProject(at, told)),
    ...judgeBackups(
      at,
      told.flatMap((item) => ('done' in item ? [item.done] : [])),
    ),
  ],
};

export const restoring: Scenario = {
  name: 'restore',
  prepare: prepareWork,
  act: (act) =>
    inCore(act, async (core) => {
      const { backups } = await core.ask('backup.list', {});
      const [path = ''] = backupsIn(act.at).filter((path) => contentOf(path) === kept(act.at, 'half'));
      const chosen = backups.find(({ id }) => path.includes(id));
      if (!chosen) throw new Error('there is no backup of half of the work');
      const { before } = await core.ask('backup.restore', { id: chosen.id });
      act.tell({ done: before ?? 'no backup of what was there' });
    }),
  async judge(at, told) {
    const findings = await judgeProject(at, []);
    if (findings.length) return findings;
    const holds = contentOf(at.project);
    findings.push(
      ...judgeBackups(
        at,
        told.flatMap((item) => ('done' in item ? [item.done] : [])),
      ),
    );
    const isRestored = holds === kept(at, 'half');
    if (!isRestored && holds !== kept(at, 'whole'))
      findings.push({ kind: 'half', detail: 'it holds neither what it held nor the backup' });
    if (!isRestored && told.length)
      findings.push({ kind: 'lost', detail: 'the backup was said to be restored and is not' });
    if (isRestored && !backupsIn(at).some((path) => contentOf(path) === kept(at, 'whole')))
      findings.push({ kind: 'lost', detail: 'what was there before the restore is in no backup' });
    return findings;
  },
};
