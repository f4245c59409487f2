/** What every feature's handlers are given: the open project, the person, and the ways out. */
import { rmSync } from 'node:fs';
import { v5 as uuidFromName } from 'uuid';
import type { BackupState } from '../shared/contract/backups.ts';
import type { Emit } from '../shared/contract/index.ts';
import { AppError } from '../shared/errors.ts';
import type { Annotator } from '../shared/model.ts';
import type { ProfileStore } from './app/profile.ts';
import { type BackupKeeper, createBackupKeeper } from './backups/keeper.ts';
import { createFiles, type Files } from './files.ts';
import { createJobs, type Jobs } from './jobs.ts';
import { createOpenProject } from './open-project.ts';
import { projectKeyOf } from './store/facts.ts';
import type { Author, Committed, Writer } from './store/history.ts';
import { openProjectFile, type ProjectFile } from './store/project-file.ts';
import { makeTempFolder } from './temp-folder.ts';

export type CoreOptions = {
  /** Folder of the profile. */
  userData: string;
  /** Folder of the sample project. */
  resources: string;
  host: 'electron' | 'web';
  version: string;
  /** Credits edits to this name instead of the person of the profile: the same name on the same device is one annotator. */
  annotator?: string;
};

type OpenedFile = { token: string; name: string };

/** More changes than this are not sent one by one: the window asks again for what it shows. */
const MOST_CHANGES = 500;

export type Context = {
  options: CoreOptions;
  profile: ProfileStore;
  files: Files;
  jobs: Jobs;
  emit: Emit;
  /** A folder for staging files and snapshots, gone when the core closes. */
  temp: string;
  /** The open project. Throws AppError 'not-found' where there is none, 'disk' while it cannot be read. */
  project(): ProjectFile;
  openProject(): ProjectFile | null;
  /** Runs what writes into the open project; a connection that fails at it is given up for another. Throws AppError. */
  write<T>(work: (file: ProjectFile) => T): T;
  /**
   * Makes a file the open project, or none, once the one that was open is backed up and closed. `viewing` says which
   * backup it is, where it is one.
   */
  setProject(file: ProjectFile | null, viewing?: BackupState['viewing']): Promise<void>;
  backups: BackupKeeper;
  /** The person at this computer. Throws AppError 'bad-input' before a name was given. */
  annotator(): Annotator;
  author(): Author;
  /** One command as one edit by the person at this computer, who is made known to the project if need be. */
  edit<T>(title: string, command: (writer: Writer, me: Annotator) => T): T;
  /** Files the system asks for, until a window has been told of them. */
  opened: OpenedFile[];
  handOver(file: OpenedFile): void;
  /** Tells the window of an edit. */
  announce(committed: Committed): void;
  /** Aborted when the core closes. */
  closing: AbortSignal;
  /** Lets go of everything that is held. */
  close(): Promise<void>;
};

export function createContext(options: CoreOptions, profile: ProfileStore, emit: Emit): Context {
  const temp = makeTempFolder(options.userData);
  const files = createFiles();
  const opened: OpenedFile[] = [];
  const jobs = createJobs(emit);
  const closing = new AbortController();
  const backups = createBackupKeeper({ userData: options.userData, profile, emit });
  let turn: Promise<void> = Promise.resolve();
  const held = createOpenProject({
    open: (path) => openProjectFile(path, announce, { userData: options.userData }),
    onLost: () => backups.detach(),
    onReopened(file) {
      backups.attach(file);
      emit('project.changed', { changes: [], reload: true, ...reach() });
    },
  });

  function annotator(): Annotator {
    const { annotator: name } = options;
    if (name) return { id: uuidFromName(name, profile.device()), name };
    const me = profile.annotator();
    if (!me) throw new AppError('bad-input', 'Say who you are first, so that annotations can be credited to you.');
    return me;
  }
  const author = (): Author => ({ annotator: annotator().id, device: deviceIn(held.get()) });
  const deviceIn = (file: ProjectFile | null) => (file ? profile.deviceIn(file.use(projectKeyOf)) : profile.device());
  async function change(file: ProjectFile | null, viewing: BackupState['viewing']): Promise<void> {
    const former = held.get();
    held.set(null);
    if (former) await backups.detach();
    former?.close();
    held.set(file);
    if (file) backups.attach(file, viewing);
  }

  const reach = () => held.get()?.history.reach(annotator().id) ?? { undo: null, redo: null };
  function announce({ changes }: Committed): void {
    const reload = changes.length > MOST_CHANGES;
    emit('project.changed', { changes: reload ? [] : changes, reload, ...reach() });
    backups.edited();
  }

  return {
    options,
    profile,
    files,
    jobs,
    emit,
    temp,
    project: held.need,
    openProject: held.get,
    write: held.write,
    setProject(file, viewing = null) {
      turn = turn.then(() => change(file, viewing));
      return turn;
    },
    backups,
    annotator,
    author,
    edit(title, command) {
      const me = annotator();
      return held.write((file) =>
        file.edit(author(), title, (writer) => {
          const value = command(writer, me);
          if (writer.changed()) writer.put('annotator', me);
          return value;
        }),
      );
    },
    opened,
    handOver(file) {
      opened.push(file);
      emit('app.filesOpened', { files: [file] });
    },
    announce,
    closing: closing.signal,
    async close() {
      jobs.close();
      closing.abort();
      await turn.then(() => change(null, null));
      rmSync(temp, { recursive: true, force: true });
    },
  };
}
