/** What lies around a project in its folder, as far as it may change the project behind its back. */
import { readdirSync, statfsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Surroundings } from '../../shared/contract/project.ts';
import { conflictCopiesOf, syncServiceOf } from './synced-folder.ts';

/** Folders above the project's that are looked into for the mark of a service. */
const LEVELS = 6;

/** What cannot be looked at is as good as not there: the notice is a help, not a guard. */
export function surroundingsOf(path: string): Surroundings {
  const folder = dirname(path);
  const names: string[][] = [];
  for (let at = folder; names.length < LEVELS; at = dirname(at)) {
    names.push(namesIn(at));
    if (dirname(at) === at) break;
  }
  return {
    service: syncServiceOf({ folder, names, fileSystem: fileSystemOf(folder) }),
    conflictCopies: conflictCopiesOf(basename(path), names[0] ?? []),
  };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function fileSystemOf(folder: string): number | null {
  try {
    return statfsSync(folder).type;
  } catch {
    return null;
  }
}
