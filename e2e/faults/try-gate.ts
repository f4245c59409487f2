/** Tries one gate: first weakened, where it has to fail, then as Sayso is. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Gate, Trial } from './gate.ts';
import { createRandom } from './random.ts';

const SHOWN = 5;

/** Says what a person reads, line by line. Answers whether nothing happened that must not, and each weakness was seen. */
export async function tryGate(
  gate: Gate,
  { count, seed, folder }: Pick<Trial, 'count' | 'seed' | 'folder'>,
  say: (line: string) => void,
): Promise<boolean> {
  const missing = gate.missing?.() ?? null;
  if (missing !== null) {
    say(`${gate.name}: skipped, since ${missing}`);
    return true;
  }
  let ok = true;
  const trial = (weakness: string | null, tries: number): Trial => {
    const own = join(folder, weakness === null ? 'sound' : weakness.replace(/\W+/g, '-'));
    mkdirSync(own, { recursive: true });
    return { count: tries, seed, random: createRandom(seed), folder: own, weakness };
  };
  for (const [weakness, enough] of Object.entries(gate.weaknesses)) {
    const { tried, failures } = await gate.run(trial(weakness, enough));
    const [first] = failures;
    if (first)
      say(`${gate.name}: weakened (${weakness}) fails at ${tried}, as it must: ${first.kind}, ${first.detail}`);
    else say(`${gate.name}: weakened (${weakness}) was NOT found out in ${tried}`);
    ok &&= first !== undefined;
  }
  const started = performance.now();
  const { tried, failures, notes } = await gate.run(trial(null, count));
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const counts = gate.never.map((kind) => `${failures.filter((f) => f.kind === kind).length} ${kind}`);
  say(`${gate.name}: ${tried} tried, ${[...counts, ...notes].join(', ')}; ${seconds} s`);
  for (const { kind, detail, replay } of failures.slice(0, SHOWN)) say(`  ${kind}: ${detail} (${replay})`);
  if (failures.length > SHOWN) say(`  and ${failures.length - SHOWN} more`);
  return ok && failures.length === 0;
}
