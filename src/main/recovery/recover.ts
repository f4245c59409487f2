/** Recovers a damaged project file into a new one beside it. The damaged file is read, never written. */
import { closeSync, openSync, rmSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { RecoveryReport } from '../../shared/contract/recovery.ts';
import { AppError } from '../../shared/errors.ts';
import type { ProfileStore } from '../app/profile.ts';
import { freePath } from '../file-names.ts';
import type { Progress } from '../jobs.ts';
import { explainDisk } from '../store/disk-errors.ts';
import { giveName } from '../store/durable.ts';
import { openStranger } from '../strangers/open-stranger.ts';
import { noteUnfinished } from '../temp-folder.ts';

export type Recovered = {
  report: RecoveryReport;
  /** The new file, or null where none was needed. */
  path: string | null;
};

export type RecoverOptions = {
  /** Where the new file goes; a free name beside the damaged one where nothing is said. */
  destination?: string | undefined;
  userData: string;
  profile: Pick<ProfileStore, 'renewDevice'>;
  /** A private folder of this process. */
  temp: string;
  progress?: Progress;
  signal?: AbortSignal;
};

/** Rejects as `openStranger` does, and with AppError 'conflict' where there is a file at `destination`. Leaves nothing then. */
export async function recover(path: string, options: RecoverOptions): Promise<Recovered> {
  const { destination, profile, ...door } = options;
  const stranger = await openStranger(path, door);
  try {
    const { report, projectKey } = stranger;
    if (projectKey === null) return { report, path: null };
    const placed = await place(stranger.path, destination ?? (await besides(path)), door.temp);
    // Another copy may have edits that this one lost: this computer's chain of edits must not go on in two ways.
    profile.renewDevice(projectKey);
    return { report, path: placed };
  } finally {
    stranger.remove();
  }
}

function besides(path: string): Promise<string> {
  const extension = extname(path);
  return freePath(dirname(path), `${basename(path, extension)} recovered${extension}`, () => false);
}

/** Gives the file its place once it is on the disk there; never over anything. */
async function place(from: string, destination: string, temp: string): Promise<string> {
  const partial = join(dirname(destination), `.${basename(destination)}.${process.pid}.partial`);
  const note = noteUnfinished(temp, partial);
  let reserved = false;
  try {
    await copyFile(from, partial);
    // The name is taken first, so that what is replaced by the next step is this empty file and no other.
    closeSync(openSync(destination, 'wx'));
    reserved = true;
    giveName(partial, destination);
    return destination;
  } catch (error) {
    rmSync(partial, { force: true });
    if (reserved) rmSync(destination, { force: true });
    else if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw new AppError(
        'conflict',
        `There is a file ${basename(destination)} already. It was left as it is; choose another name.`,
      );
    throw explainDisk(error, destination);
  } finally {
    note.done();
  }
}
