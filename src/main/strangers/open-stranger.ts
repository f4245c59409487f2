/**
 * The door for a project file that is not ours to the letter, damaged or with something of others in it: it is copied,
 * read in a process of its own, and what comes in is a new project of ours with what of it parses.
 */
import { rmSync, statSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { runBounded } from '../bounded-run.ts';
import type { Progress } from '../jobs.ts';
import type { Bounds } from '../process-watch.ts';
import { RECOVERED, type RecoveredFile } from '../recovery/recover-file.ts';

export type Stranger = RecoveredFile & {
  /** The new project, in a private folder; there is none where `projectKey` is null. */
  path: string;
  /** Removes it. */
  remove(): void;
};

export type StrangerOptions = {
  /** A private folder of this process. */
  temp: string;
  /** Where backups are that may fill what is lost; null where none are to be used. */
  userData: string | null;
  bounds?: Bounds;
  progress?: Progress;
  signal?: AbortSignal;
};

/**
 * Rejects with AppError and leaves nothing then: 'not-found', 'busy' where it is open elsewhere, 'damaged-file' where
 * nothing was found, 'newer-file', 'disk', 'too-large' at a bound, 'cancelled'.
 */
export async function openStranger(
  path: string,
  { temp, userData, bounds = boundsFor(path), progress, signal }: StrangerOptions,
): Promise<Stranger> {
  const folder = await mkdtemp(join(temp, 'stranger-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const found = await runBounded(
      { name: basename(path), path, folder, userData },
      { bounds, ...(progress ? { progress } : {}), ...(signal ? { signal } : {}) },
    );
    return { ...found, path: join(folder, RECOVERED), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** 30 seconds and 1 GB; a large file is read several times over and hashed, so it gets a second a megabyte more. */
function boundsFor(path: string): Bounds {
  const megabytes = (statSync(path, { throwIfNoEntry: false })?.size ?? 0) / 2 ** 20;
  return { seconds: Math.ceil(30 + megabytes), megabytes: Math.ceil(1024 + 2 * Math.min(megabytes, 2048)) };
}
