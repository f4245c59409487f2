import { constants, mkdirSync, rmSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { explainDisk } from '../store/disk-errors.ts';
import { giveName, syncFileApart } from '../store/durable.ts';

/** Copies a finished backup into another folder, under its own name once it is whole and on the disk. Throws AppError. */
export async function copyBackup(path: string, folder: string): Promise<void> {
  const name = basename(path);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    await copyAndName(path, join(folder, name), join(folder, `.${name}.partial`));
  } catch (error) {
    throw explainDisk(error, join(folder, 'The second copy of the backup'));
  }
}

async function copyAndName(path: string, destination: string, partial: string): Promise<void> {
  // What a killed process left.
  rmSync(partial, { force: true });
  try {
    await copyFile(path, partial, constants.COPYFILE_EXCL);
    await syncFileApart(partial);
    giveName(partial, destination);
  } finally {
    rmSync(partial, { force: true });
  }
}
