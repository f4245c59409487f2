/** The project's file or folder cannot be written, from the beginning or while it is open. */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAnnotator, makeProject } from './annotating.ts';
import { type RunningCore, startCore } from './core-child.ts';
import { createOutcome, type Gate, type Outcome, type Trial } from './gate.ts';
import { makePlace, type Place } from './place.ts';
import { judgeProject, type Told } from './told.ts';

const COMMANDS = 8;
/** Nothing is forbidden to root, so that somebody else works there: "nobody" of Linux and macOS. */
const NOBODY = { uid: 65534, gid: 65534 };
const person = process.getuid?.() === 0 ? NOBODY : undefined;

type Scene = { name: string; file: boolean; folder: boolean; whileOpen: boolean };
const SCENES: readonly Scene[] = [
  { name: 'a file that cannot be written', file: true, folder: false, whileOpen: false },
  { name: 'a folder that cannot be written', file: false, folder: true, whileOpen: false },
  { name: 'neither can be written', file: true, folder: true, whileOpen: false },
  { name: 'a folder that cannot be written any more', file: false, folder: true, whileOpen: true },
  { name: 'neither can be written any more', file: true, folder: true, whileOpen: true },
];

function missing(): string | null {
  if (process.platform === 'win32') return 'permissions are tried where there is chmod';
  const script = `require('node:fs').readdirSync(${JSON.stringify(import.meta.dirname)})`;
  const { status } = spawnSync(process.execPath, ['-e', script], { ...person });
  return status === 0 ? null : 'nothing is forbidden to root, and nobody else can read this folder';
}

function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sayso-read-only-'));
  if (person) chownSync(folder, person.uid, person.gid);
  return folder;
}

function placeOf(root: string): Place {
  const at = makePlace(root);
  if (person) for (const folder of [at.data, at.projects]) chownSync(folder, person.uid, person.gid);
  return at;
}

function forbid({ file, folder }: Scene, at: Place): void {
  if (file) chmodSync(at.project, 0o444);
  if (folder) chmodSync(at.projects, 0o555);
}

function allow(at: Place): void {
  chmodSync(at.projects, 0o755);
  chmodSync(at.project, 0o644);
}

async function run(trial: Trial): Promise<Outcome> {
  const { random, weakness } = trial;
  const { outcome, fail, over } = createOutcome(trial);
  const home = ownFolder();
  const maker = startCore(placeOf(join(home, 'maker')), { person });
  const core = startCore(placeOf(join(home, 'core')), { weakness, person });
  await core.ask('app.setAnnotator', { name: 'Ben' });
  while (!over()) {
    const scene = SCENES[outcome.tried % SCENES.length] as Scene;
    outcome.tried += 1;
    const replay = `${scene.name}, time ${outcome.tried}`;
    const root = ownFolder();
    const at = placeOf(root);
    try {
      await makeProject(maker, random, 2, { at });
      await maker.ask('project.close', {});
      const before = readFileSync(at.project);
      const told: Told[] = [];
      const work = async () => {
        const annotator = await createAnnotator(core, random, (item) => told.push(item));
        const codes: string[] = [];
        for (let n = 0; n < COMMANDS; n++) {
          const reply = await annotator.command();
          codes.push(reply.ok ? 'ok' : reply.error.code);
        }
        return codes;
      };
      if (!scene.whileOpen) forbid(scene, at);
      await core.open(at);
      const said = await readOnlyReason(core);
      if (!scene.whileOpen && said === null) fail('not said', 'it was opened as if it could be written', replay);
      if (scene.whileOpen) forbid(scene, at);
      const codes = await work();
      if (codes.includes('internal')) fail('unexplained', 'a command failed for no reason', replay);
      if (!scene.whileOpen && !readFileSync(at.project).equals(before)) fail('written', 'its bytes are others', replay);
      allow(at);
      if (scene.whileOpen && !(await work()).includes('ok')) fail('stuck', 'it cannot be written again', replay);
      await core.ask('project.close', {});
      for (const { kind, detail } of await judgeProject(at, told))
        fail(kind === 'lost' ? 'falsely saved' : kind, detail, replay);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }
  await Promise.all([maker.close(), core.close()]);
  rmSync(home, { recursive: true, force: true });
  return outcome;
}

const readOnlyReason = async (core: RunningCore) => (await core.ask('app.state', {})).project?.readOnly ?? null;

export const readOnlyFiles: Gate = {
  name: 'read-only file or folder',
  never: ['falsely saved', 'not said', 'written', 'unexplained', 'stuck', 'half', 'corrupt'],
  full: 100,
  weaknesses: { 'swallows errors': 5 },
  missing,
  run,
};
