/**
 * A backup says in its name what it is: `TIME.REASON.PLACE.sayso`, so that a folder of backups needs no index, and the
 * backups of a project are found when the project itself cannot be read. `PLACE` stands for the path of the project, so
 * that two copies of one project do not mix. A backup whose articles or edits do not match their hashes says `damaged`.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { BackupReason } from '../../shared/contract/backups.ts';
import { inFileName } from './journal.ts';

export type BackupName = {
  /** When it was made: ISO 8601 in UTC. */
  at: string;
  reason: BackupReason;
  place: string;
  damaged: boolean;
};

export const EXTENSION = '.sayso';
const NAME = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.([a-z]+)\.([0-9a-f]{12})(\.damaged)?$/;

/** What stands for a project's path in the names of its backups. `path` has no links in it. */
export const placeOf = (path: string): string => createHash('sha256').update(path).digest('hex').slice(0, 12);

/** The name without its extension; it is the id of the backup. */
export function backupId({ at, reason, place, damaged }: BackupName): string {
  return `${inFileName(new Date(at))}.${reason}.${place}${damaged ? '.damaged' : ''}`;
}

/** Null for a name that is not that of a backup. */
export function readBackupId(id: string): BackupName | null {
  const [, day, hour, minute, second, ms, word, place, damaged] = NAME.exec(id) ?? [];
  const reason = BackupReason.options.find((known) => known === word);
  const at = `${day}T${hour}:${minute}:${second}.${ms}Z`;
  if (!reason || place === undefined || Number.isNaN(Date.parse(at))) return null;
  return { at, reason, place, damaged: damaged !== undefined };
}

/** The folder of all backups in the user's data folder; in it each project has one, named by its key. */
export const backupsFolder = (userData: string): string => join(userData, 'backups');
