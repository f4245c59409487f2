/** Files and places that a host handed over, each behind a token: the window never sees or sends a path. */
import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { AppError } from '../shared/errors.ts';

export type GivenFile = { path: string; name: string };

export function createFiles() {
  const given = new Map<string, GivenFile>();
  return {
    give(path: string, name = basename(path)): string {
      const token = randomUUID();
      given.set(token, { path, name });
      return token;
    },
    find: (token: string): GivenFile | null => given.get(token) ?? null,
    /** Throws AppError 'not-found'. */
    get(token: string): GivenFile {
      const file = given.get(token);
      if (!file) throw new AppError('not-found', 'That file is no longer at hand. Choose it again.');
      return file;
    },
  };
}
export type Files = ReturnType<typeof createFiles>;
