/**
 * `npm run faults [-- --only kill,power --scale 0.1 --seed 7]`: strikes Sayso with faults, and counts what came of it.
 * Each gate is shown to fail first, on a weakened core.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { GATES } from './gates.ts';
import { tryGate } from './try-gate.ts';

const { values: asked } = parseArgs({
  options: {
    only: { type: 'string' },
    scale: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    /** Leaves the folders of failures behind, to look at. */
    keep: { type: 'boolean', default: false },
  },
});

const scale = Number(asked.scale);
const seed = Number(asked.seed);
const only = asked.only?.split(',');
const chosen = GATES.filter(({ name }) => !only || only.some((part) => name.includes(part)));
if (!chosen.length || !(scale > 0) || !Number.isInteger(seed)) {
  console.error(
    `Usage: --only PART,PART --scale 0.1 --seed 7 --keep; gates:\n${GATES.map((g) => `  ${g.name}`).join('\n')}`,
  );
  process.exit(2);
}

// Thousands of projects are written: in memory where that is possible.
const parent = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'sayso-faults-'));
process.once('exit', () => {
  if (asked.keep) console.log(`What was tried on is in ${parent}`);
  else rmSync(parent, { recursive: true, force: true });
});
console.log(`seed ${seed}, scale ${scale}`);
let failed = false;
for (const [index, gate] of chosen.entries()) {
  const folder = join(parent, String(index));
  mkdirSync(folder);
  const count = Math.max(1, Math.round(gate.full * scale));
  const ok = await tryGate(gate, { count, seed, folder }, console.log);
  failed ||= !ok;
  if (!asked.keep) rmSync(folder, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
