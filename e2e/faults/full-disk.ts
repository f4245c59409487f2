/** A real disk that is full: a small one in memory, where the system lets us mount one. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAnnotator, makeProject } from './annotating.ts';
import { startCore } from './core-child.ts';
import { createOutcome, type Gate, type Outcome, type Trial } from './gate.ts';
import { makePlace, type Place } from './place.ts';
import { judgeProject, type Told } from './told.ts';

const SIZE = 4 * 2 ** 20;

const mount = (folder: string): boolean =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', folder]).status === 0;
const unmount = (folder: string) => spawnSync('umount', ['-l', folder]);

function missing(): string | null {
  if (process.platform !== 'linux') return 'a small disk is mounted on Linux only';
  const folder = mkdtempSync(join(tmpdir(), 'sayso-disk-'));
  const mounted = mount(folder);
  if (mounted) unmount(folder);
  rmSync(folder, { recursive: true });
  return mounted ? null : 'a small disk cannot be mounted without root';
}

/** Takes what is left of the disk but so many bytes. */
function fill(at: Place, leave: number): void {
  const { bavail, bsize } = statfsSync(at.root);
  writeFileSync(join(at.root, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - leave), 1));
}

async function run(trial: Trial): Promise<Outcome> {
  const { random, weakness, folder } = trial;
  const { outcome, fail, over } = createOutcome(trial);
  let refused = 0;
  while (!over()) {
    outcome.tried += 1;
    const replay = `time ${outcome.tried}`;
    const disk = join(folder, String(outcome.tried));
    mkdirSync(disk);
    if (!mount(disk)) throw new Error('the small disk could not be mounted');
    try {
      const at = makePlace(disk);
      const core = startCore({ ...at, data: join(folder, `data-${outcome.tried}`) }, { weakness });
      await makeProject(core, random, 2);
      const told: Told[] = [];
      const annotator = await createAnnotator(core, random, (item) => told.push(item));
      fill(at, random.below(40) * 4096);
      let full = false;
      for (let n = 0; n < 400 && !full; n++) {
        const reply = await annotator.command();
        full = !reply.ok && reply.error.code === 'disk';
      }
      if (full) refused += 1;
      else fail('not refused', 'the disk is full, and nobody said so', replay);
      rmSync(join(at.root, 'filler'));
      for (let n = 0; n < 5; n++) {
        const reply = await annotator.command();
        if (!reply.ok && !['not-found', 'conflict'].includes(reply.error.code))
          fail('stuck', `with space again: ${reply.error.message}`, replay);
      }
      await core.close();
      for (const { kind, detail } of await judgeProject(at, told)) fail(kind, detail, replay);
    } finally {
      unmount(disk);
    }
  }
  outcome.notes.push(`${refused} were told that the disk is full`);
  return outcome;
}

export const fullDisk: Gate = {
  name: 'a real full disk',
  never: ['lost', 'half', 'corrupt', 'not refused', 'stuck'],
  full: 50,
  weaknesses: { 'answers before COMMIT': 5 },
  missing,
  run,
};
