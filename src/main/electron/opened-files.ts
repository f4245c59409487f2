import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import type { CoreClient } from '../core-client.ts';

/** The files among the arguments of a start, as absolute paths; switches, and what is not there, are left out. */
export function filesFromArguments(args: readonly string[], folder: string): string[] {
  return args
    .filter((argument) => argument !== '' && !argument.startsWith('-'))
    .map((argument) => resolve(folder, argument))
    .filter((path) => existsSync(path));
}

/** The files that a second start sent, which is another process: nothing where it is not what ours would send. */
export function filesOfSecondStart(data: unknown): string[] {
  const files = typeof data === 'object' && data !== null && 'files' in data ? data.files : [];
  return Array.isArray(files) ? files.filter((path) => typeof path === 'string' && isAbsolute(path)) : [];
}

type Taker = Pick<CoreClient, 'take'>;

export type OpenedFiles = {
  /** Files that the system or another start hands over, at any time. */
  open(paths: readonly string[]): void;
  /** The core is there: what came before is given to it. It tells the window, now or when there is one. */
  start(core: Taker): void;
};

/** Brings files to the core, in order, also those that come before there is one. */
export function createOpenedFiles(report: (error: unknown) => void): OpenedFiles {
  let core: Taker | null = null;
  const waiting: string[] = [];
  const give = (to: Taker, path: string) => to.take(path, { opened: true }).catch(report);

  return {
    open(paths) {
      for (const path of paths) {
        if (core) void give(core, path);
        else waiting.push(path);
      }
    },
    start(given) {
      core = given;
      for (const path of waiting.splice(0)) void give(given, path);
    },
  };
}
