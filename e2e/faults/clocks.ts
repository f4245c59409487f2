/** The clock goes back a day, or forward ten years, between two starts. */
import { join } from 'node:path';
import { connectToRead } from '../../src/main/store/connection.ts';
import { createAnnotator, makeProject } from './annotating.ts';
import { startCore } from './core-child.ts';
import { createOutcome, type Gate, type Outcome, type Trial } from './gate.ts';
import { makePlace, type Place } from './place.ts';
import { judgeProject, type Told } from './told.ts';

const DAY = 24 * 60 * 60 * 1000;
const COMMANDS = 10;
/** How far the clock is off in each start. */
const CLOCKS = [0, -DAY, 3650 * DAY, 0, -3650 * DAY, 0];

const RENAME = 'Rename the project to ';

/** Titles in the order in which the log has them; with `byTime`, in that of the clock, as nobody should. */
function titlesOf(at: Place, byTime: boolean): string[] {
  const db = connectToRead(at.project);
  try {
    return db
      .prepare(`SELECT title FROM edit WHERE title LIKE '${RENAME}%' ORDER BY ${byTime ? 'at, ' : ''}lamport, device`)
      .pluck()
      .all() as string[];
  } finally {
    db.close();
  }
}

async function run(trial: Trial): Promise<Outcome> {
  const { random, weakness, folder } = trial;
  const { outcome, fail, over } = createOutcome(trial);
  while (!over()) {
    outcome.tried += 1;
    const replay = `time ${outcome.tried}`;
    const at = makePlace(join(folder, String(outcome.tried)));
    const told: Told[] = [];
    const wanted: string[] = [];
    for (const [start, clock] of CLOCKS.entries()) {
      const core = startCore(at, { clock });
      if (start === 0) await makeProject(core, random, 2);
      else await core.open();
      const annotator = await createAnnotator(core, random, (item) => {
        told.push(item);
        // A redo may be of the name that was taken back in the start before.
        if ('reversed' in item && item.reversed.startsWith(RENAME)) wanted.push(item.reversed);
      });
      for (let n = 0; n < COMMANDS; n++) await annotator.command();
      await core.ask('project.update', { name: `Start ${start}` });
      wanted.push(`${RENAME}Start ${start}`);
      const { title } = await core.ask('edit.undo', {});
      told.push({ reversed: title });
      if (title !== wanted.at(-1)) fail('out of order', `undo took back “${title}”`, replay);
      wanted.push(title);
      await core.close();
    }
    for (const { kind, detail } of await judgeProject(at, told)) fail(kind, detail, replay);
    const titles = titlesOf(at, weakness === 'order by the clock');
    if (JSON.stringify(titles) !== JSON.stringify(wanted))
      fail('out of order', `the log has ${titles.join(', ')}`, replay);
  }
  return outcome;
}

export const wrongClocks: Gate = {
  name: 'clocks that jump',
  never: ['out of order', 'lost', 'half', 'corrupt'],
  full: 20,
  weaknesses: { 'order by the clock': 1 },
  run,
};
