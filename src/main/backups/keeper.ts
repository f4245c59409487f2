/**
 * Keeps backups of the open project: when it is opened, after half an hour of changes, before what is hard to take back,
 * and when it is closed; never of what has not changed since. A backup that fails is said and tried again, and stops
 * nothing else.
 */
import { rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { BackupReason, BackupState } from '../../shared/contract/backups.ts';
import type { Emit } from '../../shared/contract/index.ts';
import type { ProfileStore } from '../app/profile.ts';
import { logFault } from '../fault-log.ts';
import { makeBackup } from '../store/backup.ts';
import { backupsFolder, EXTENSION, placeOf, readBackupId } from '../store/backup-name.ts';
import { type Head, headsOf, projectKeyOf, sameHeads } from '../store/facts.ts';
import type { ProjectFile } from '../store/project-file.ts';
import { copyBackup } from './copy-backup.ts';
import { holdingsOf } from './holdings.ts';
import { readShelf, type ShelvedBackup } from './shelf.ts';
import { toGo } from './thinning.ts';
import { verifyApart } from './verify-apart.ts';

/** Milliseconds. */
const INTERVAL = 30 * 60 * 1000;
const RETRY = 5 * 60 * 1000;

type Surroundings = {
  userData: string;
  profile: Pick<ProfileStore, 'backups'>;
  emit: Emit;
  /** Runs something later; the function that it returns prevents that. */
  later?(run: () => void, milliseconds: number): () => void;
};

type Told = Pick<BackupState, 'last' | 'problem'>;

function afterTime(run: () => void, milliseconds: number): () => void {
  const timer = setTimeout(run, milliseconds);
  // A command that is done must not wait for the next backup.
  timer.unref();
  return () => clearTimeout(timer);
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export function createBackupKeeper({ userData, profile, emit, later = afterTime }: Surroundings) {
  let kept: { file: ProjectFile; folder: string; place: string; heads: readonly Head[]; id: string | null } | null =
    null;
  let told: Told = { last: null, problem: null };
  let viewing: BackupState['viewing'] = null;
  let planned: (() => void) | null = null;
  /** One after the other. */
  let queue: Promise<unknown> = Promise.resolve();

  const state = (): BackupState => ({ ...told, viewing });
  function tell(change: Partial<Told>): void {
    told = { ...told, ...change };
    emit('backup.changed', state());
  }

  function plan(milliseconds: number): void {
    planned ??= later(() => {
      planned = null;
      void before('interval');
    }, milliseconds);
  }
  function unplan(): void {
    planned?.();
    planned = null;
  }

  /** The id of a backup that holds what the project holds now: the last one, or a new one. Rejects where it fails. */
  async function makeNow(reason: BackupReason, spared?: string): Promise<string | null> {
    if (!kept) return null;
    const own = kept;
    if (own.id !== null && sameHeads(headsOf(own.file.db), own.heads)) return own.id;
    const { folder, place } = own;
    const { id, path, facts, findings } = await makeBackup(own.file.db, { folder, reason, place, verify: verifyApart });
    own.id = id;
    own.heads = facts.heads;
    if (sameHeads(headsOf(own.file.db), own.heads)) unplan();
    thin(folder, place, id, spared);
    const problem = findings[0] ? damagedWords(own.file, findings) : await copyToSecond(path, place);
    tell({ last: { at: readBackupId(id)?.at ?? '', reason }, problem });
    return id;
  }

  const ensure = (reason: BackupReason, spared?: string): Promise<string | null> => {
    const made = queue.then(() => makeNow(reason, spared));
    queue = made.catch(() => {});
    return made;
  };

  async function before(reason: BackupReason, spared?: string): Promise<void> {
    try {
      await ensure(reason, spared);
    } catch (error) {
      logFault('The backup failed', error);
      tell({ problem: `The last backup failed: ${words(error)} It is tried again.` });
      unplan();
      plan(RETRY);
    }
  }

  function thin(folder: string, place: string, latest: string, spared?: string): void {
    const cap = profile.backups().cap;
    const backups = readShelf(folder).filter((backup) => backup.place === place);
    const gone = new Set(toGo(backups, { latest, now: new Date(), cap }));
    try {
      for (const { id, path } of backups) if (gone.has(id) && id !== spared) rmSync(path, { force: true });
    } catch (error) {
      // The next one tries again; the one that was made is good all the same.
      logFault('An old backup could not be removed', error);
    }
  }

  /** Says what is wrong, or null. */
  async function copyToSecond(path: string, place: string): Promise<string | null> {
    const { second } = profile.backups();
    if (second === null) return null;
    const folder = join(second, basename(dirname(path)));
    try {
      await copyBackup(path, folder);
      thin(folder, place, basename(path, EXTENSION));
      return null;
    } catch (error) {
      logFault('The second copy of the backup failed', error);
      return words(error);
    }
  }

  function lastOf(folder: string, place: string): ShelvedBackup | undefined {
    return readShelf(folder).find((backup) => backup.place === place);
  }

  return {
    /** Keeps backups of this file from now on, and backs up in the background what changed since its last one. */
    attach(file: ProjectFile, shown: BackupState['viewing'] = null): void {
      viewing = shown;
      if (file.readOnly !== null) {
        tell({ last: null, problem: null });
        return;
      }
      const folder = join(backupsFolder(userData), file.use(projectKeyOf));
      const place = placeOf(file.path);
      const last = lastOf(folder, place);
      const heads = (last && holdingsOf(last.path)?.heads) ?? [];
      kept = { file, folder, place, heads, id: last && heads.length > 0 ? last.id : null };
      tell({ last: last ? { at: last.at, reason: last.reason } : null, problem: null });
      void before('open');
    },
    /** The open project was edited. */
    edited: () => plan(INTERVAL),
    /**
     * Backs up what is there; the backup `spared` is not thinned out by it. What comes after need not wait for it to
     * succeed. Never rejects.
     */
    before,
    /** As `before`, for who needs it to succeed. Rejects with AppError. */
    ensure,
    /** Copies the last backup into the second folder, which was only named now. Never rejects: what fails is said. */
    copyLast(): Promise<void> {
      const copied = queue.then(async () => {
        if (kept?.id) tell({ problem: await copyToSecond(join(kept.folder, `${kept.id}${EXTENSION}`), kept.place) });
      });
      queue = copied;
      return copied;
    },
    /** Backs up what changed, and lets go of the project, which the caller closes then. Never rejects. */
    async detach(): Promise<void> {
      await before('close');
      unplan();
      kept = null;
      viewing = null;
      told = { last: null, problem: null };
    },
    state,
  };
}
export type BackupKeeper = ReturnType<typeof createBackupKeeper>;

const damagedWords = ({ path }: ProjectFile, findings: string[]): string =>
  `${basename(path)} is damaged: ${findings[0]}${findings.length > 1 ? `, and ${findings.length - 1} more` : ''}. ` +
  'Older backups are kept as they are; look at them under File, Backups.';
