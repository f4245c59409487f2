/**
 * Importers against spoilt files: a real core reads them in a process that may use so much memory and time. It must not
 * crash, nothing may be half imported, and what is imported must be sound.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createOutcome, type Gate, type Outcome, type Trial, timesNote } from './gate.ts';
import type { RoundLine } from './import-fuzz-child.ts';

const CHILD = fileURLToPath(new URL('./import-fuzz-child.ts', import.meta.url));
const FILES_A_ROUND = 200;
const MOST_MEGABYTES = 2048;
/** A document alone may take two minutes before it is given up. In milliseconds. */
const LONGEST_ROUND = 600_000;

/** Imports `count` spoilt files, the same for the same seed. */
export async function importFuzz(trial: Pick<Trial, 'seed' | 'count' | 'folder' | 'weakness'>): Promise<Outcome> {
  const { outcome, fail, over } = createOutcome(trial as Trial);
  const size = Math.min(FILES_A_ROUND, trial.count);
  const times: number[] = [];
  for (let next = 0; !over(); ) {
    const rounds = Math.ceil((trial.count - outcome.tried) / size);
    const { lines, end } = await runChild(trial, next, rounds, size);
    for (const { round, files, milliseconds, findings } of lines) {
      outcome.tried += files;
      times.push(milliseconds / files);
      for (const { kind, detail } of findings) fail(kind, detail, `round ${round} of ${size} files`);
    }
    next += lines.length;
    if (end === null) continue;
    fail(end, `the process ended in round ${next}`, `round ${next} of ${size} files`);
    outcome.tried += size;
    next += 1;
  }
  outcome.notes.push(timesNote('a file took', times));
  return outcome;
}

type Ended = { lines: RoundLine[]; end: 'crash' | 'hang' | null };

/** Runs rounds until they are done, or the process crashes, or one takes too long. */
async function runChild(
  { seed, folder, weakness }: Pick<Trial, 'seed' | 'folder' | 'weakness'>,
  first: number,
  rounds: number,
  size: number,
): Promise<Ended> {
  mkdirSync(join(folder, 'import-fuzz'), { recursive: true });
  const args = [seed, first, rounds, size, join(folder, 'import-fuzz'), weakness ?? ''].map(String);
  const child = spawn(process.execPath, [`--max-old-space-size=${MOST_MEGABYTES}`, CHILD, ...args], {
    stdio: ['ignore', 'pipe', weakness === null ? 'inherit' : 'ignore'],
  });
  const exit = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const lines: RoundLine[] = [];
  let isSlow = false;
  const give = () => {
    isSlow = true;
    child.kill('SIGKILL');
  };
  let timer = setTimeout(give, LONGEST_ROUND);
  for await (const line of createInterface({ input: child.stdout })) {
    clearTimeout(timer);
    timer = setTimeout(give, LONGEST_ROUND);
    lines.push(JSON.parse(line) as RoundLine);
  }
  const code = await exit;
  clearTimeout(timer);
  return { lines, end: isSlow ? 'hang' : code === 0 && lines.length === rounds ? null : 'crash' };
}

export const importGate: Gate = {
  name: 'importers',
  never: ['crash', 'hang', 'internal', 'partial', 'damaged'],
  full: 200_000,
  weaknesses: { crash: 20, partial: 20 },
  run: importFuzz,
};
