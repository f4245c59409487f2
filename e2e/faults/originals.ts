/** What a project held before a fault, kept beside it for the judge. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createAnnotator, makeProject } from './annotating.ts';
import { startCore } from './core-child.ts';
import type { Place } from './place.ts';
import type { Random } from './random.ts';
import { fingerprint } from './told.ts';

const keptAs = (at: Place, name: string) => join(at.root, `${name}.sayso`);

/** The project as it was when it was kept under this name. */
export const kept = (at: Place, name: 'half' | 'whole'): string => contentOf(keptAs(at, name));

/** Makes a project with some work in it. It is kept as `half` when half of that is done, and as `whole`. */
export async function prepareWork(at: Place, random: Random): Promise<void> {
  const core = startCore(at);
  await makeProject(core, random, 4);
  for (const name of ['half', 'whole']) {
    if (name === 'whole') await core.open();
    const annotator = await createAnnotator(core, random, () => {});
    for (let n = 0; n < 20; n++) await annotator.command();
    // Which makes a backup too.
    await core.ask('project.close', {});
    copyFileSync(at.project, keptAs(at, name));
  }
  await core.close();
}

/** What a project holds: two with the same log hold the same. Throws SqliteError. */
export function contentOf(path: string): string {
  const db = new Database(path, { readonly: true });
  try {
    return fingerprint(db.prepare('SELECT device, seq, hash FROM edit ORDER BY device, seq').all());
  } finally {
    db.close();
  }
}

export const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));
