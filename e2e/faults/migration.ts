/** A project is brought to a new version of the project file. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { openProjectFile } from '../../src/main/store/project-file.ts';
import { STEPS } from '../../src/main/store/schema.ts';
import { backupsIn, judgeBackups } from './backup-scenarios.ts';
import { environment } from './core-child.ts';
import { NEXT_STEPS } from './migrate-child.ts';
import { contentOf, kept, prepareWork, words } from './originals.ts';
import type { Act, Scenario } from './scenarios.ts';
import { findDamage } from './told.ts';

const CHILD = fileURLToPath(new URL('./migrate-child.ts', import.meta.url));

async function act({ at, circumstances, tell }: Act): Promise<void> {
  const child = spawn(process.execPath, [CHILD, at.project, at.data], {
    env: environment(circumstances),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const errors = text(child.stderr);
  for await (const line of createInterface({ input: child.stdout })) if (line === 'migrated') tell({ done: line });
  const code = await gone;
  if (code) throw new Error(`the migration ended with ${code}: ${await errors}`);
}

/** SQLite finishes or takes back what was begun. */
function versionOf(path: string): number {
  const db = new Database(path);
  try {
    return db.pragma('user_version', { simple: true }) as number;
  } finally {
    db.close();
  }
}

export const migrating: Scenario = {
  name: 'migration',
  prepare: prepareWork,
  act,
  async judge(at, told) {
    try {
      const isOld = versionOf(at.project) === STEPS.length;
      if (isOld && told.length) return [{ kind: 'lost', detail: 'it is of the version before' }];
      const steps = isOld ? STEPS : NEXT_STEPS;
      const file = await openProjectFile(at.project, () => {}, { userData: at.data, steps });
      const findings = [...findDamage(file.db)];
      file.close();
      if (contentOf(at.project) !== kept(at, 'whole'))
        findings.push({ kind: 'lost', detail: 'it does not hold what it held' });
      if (
        !isOld &&
        !backupsIn(at).some((path) => path.includes('.migration.') && contentOf(path) === kept(at, 'whole'))
      )
        findings.push({ kind: 'lost', detail: 'there is no backup of what it was before' });
      findings.push(...judgeBackups(at, []));
      return findings;
    } catch (error) {
      return [{ kind: 'corrupt', detail: words(error) }];
    }
  },
};
