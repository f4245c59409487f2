/** What the commands of the command line have in common: a core for one command, and what a command says. */
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import type { Op, Output } from '../shared/contract/index.ts';
import { type Reply, unwrap } from '../shared/errors.ts';
import { openProfile } from './app/profile.ts';
import { type Core, createCore } from './core.ts';
import { installation } from './installation.ts';
import { userDataFolder } from './user-data.ts';

/** The command line was not understood: its message is followed by how it is written. */
export class WrongUsage extends Error {}

/** What a command prints: lines for people, one object for machines. */
export type Outcome = { lines: string[]; data: unknown; failed?: boolean };

/** Calls an operation of the core, or throws its error. */
export async function ask<K extends Op>(core: Core, name: K, input: unknown): Promise<Output<K>> {
  return unwrap((await core.call(name, input)) as Reply<Output<K>>);
}

/** A core for one command. Its edits are credited to `annotator`, else to the person of this computer, else to its user. */
export async function withCore<T>(annotator: string | undefined, work: (core: Core) => Promise<T>): Promise<T> {
  const userData = userDataFolder();
  const name = annotator ?? (openProfile(userData).annotator() ? undefined : userInfo().username);
  const { version, resources } = installation();
  const core = createCore({
    userData,
    resources,
    host: 'web',
    version,
    ...(name ? { annotator: name } : {}),
  });
  try {
    return await work(core);
  } finally {
    await core.close();
  }
}

/** Opens a project to work in. Throws AppError naming the file. */
export function open(core: Core, project: string): Promise<Output<'project.open'>> {
  return ask(core, 'project.open', { token: core.take(resolve(project)) });
}
