/** The backups there are, as their names tell. */
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BackupName, backupsFolder, EXTENSION, placeOf, readBackupId } from '../store/backup-name.ts';
import { realPath } from '../store/header.ts';

export type ShelvedBackup = BackupName & {
  id: string;
  path: string;
  /** Bytes. */
  size: number;
};

const entriesOf = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    // It is not there before the first backup, and a second folder may be on a disk that is away.
    return [];
  }
};

/** The backups in a folder, of all copies of the project, the newest first. What has another name is passed over. */
export function readShelf(folder: string): ShelvedBackup[] {
  const found: ShelvedBackup[] = [];
  for (const file of entriesOf(folder)) {
    if (!file.endsWith(EXTENSION)) continue;
    const id = file.slice(0, -EXTENSION.length);
    const name = readBackupId(id);
    const path = join(folder, file);
    const stat = name && lstatSync(path, { throwIfNoEntry: false });
    if (name && stat?.isFile()) found.push({ ...name, id, path, size: stat.size });
  }
  return found.sort((a, b) => (a.id < b.id ? 1 : -1));
}

/** The backups of a project, by its key (`projectKeyOf`), in the user's data folder, the newest first. */
export const backupsOfProject = (userData: string, projectKey: string): ShelvedBackup[] =>
  readShelf(join(backupsFolder(userData), projectKey));

/**
 * The key of the project that was at this path at its newest backup, or null: it is asked of the names of the backups,
 * since the file itself may be unreadable or gone.
 */
export function projectKeyAt(userData: string, path: string): string | null {
  const place = placeOf(realPath(path));
  let newest = { id: '', projectKey: null as string | null };
  for (const projectKey of entriesOf(backupsFolder(userData))) {
    const here = backupsOfProject(userData, projectKey).find((backup) => backup.place === place);
    if (here && here.id > newest.id) newest = { id: here.id, projectKey };
  }
  return newest.projectKey;
}
