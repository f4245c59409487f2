import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const Bounds = z.object({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) });
const State = z.object({
  bounds: Bounds.optional(),
  maximized: z.boolean().optional(),
  /** Where the last file was saved. */
  folder: z.string().optional(),
});
type State = z.infer<typeof State>;

/** What the desktop app remembers of itself between two starts. Losing it loses no work, so errors are passed over. */
export type ShellState = { get(): State; set(part: State): void };

/** The state kept in a small JSON file. */
export function createShellState(path: string): ShellState {
  let state = read(path);
  return {
    get: () => state,
    set(part) {
      state = { ...state, ...part };
      try {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(`${path}.new`, JSON.stringify(state));
        renameSync(`${path}.new`, path);
      } catch (error) {
        console.error('Sayso: the place of the window was not kept', error);
      }
    },
  };
}

function read(path: string): State {
  try {
    return State.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return {};
  }
}
