/** What every feature's handlers are given: the open project, the person, and the ways out. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v5 as uuidFromName } from 'uuid';
import type { Emit } from '../shared/contract/index.ts';
import { AppError } from '../shared/errors.ts';
import type { Annotator } from '../shared/model.ts';
import type { ProfileStore } from './app/profile.ts';
import { createFiles, type Files } from './files.ts';
import { createJobs, type Jobs } from './jobs.ts';
import type { Author, Committed, Writer } from './store/history.ts';
import type { ProjectFile } from './store/project-file.ts';

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
  /** The open project. Throws AppError 'not-found' where there is none. */
  project(): ProjectFile;
  openProject(): ProjectFile | null;
  setProject(file: ProjectFile | null): void;
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
  /** Lets go of everything that is held. */
  close(): void;
};

export function createContext(options: CoreOptions, profile: ProfileStore, emit: Emit): Context {
  let open: ProjectFile | null = null;
  const temp = mkdtempSync(join(tmpdir(), 'sayso-'));
  const files = createFiles();
  const opened: OpenedFile[] = [];
  const jobs = createJobs(emit);

  function project(): ProjectFile {
    if (!open) throw new AppError('not-found', 'No project is open.');
    return open;
  }
  function annotator(): Annotator {
    const { annotator: name } = options;
    if (name) return { id: uuidFromName(name, profile.device()), name };
    const me = profile.annotator();
    if (!me) throw new AppError('bad-input', 'Say who you are first, so that annotations can be credited to you.');
    return me;
  }
  const author = (): Author => ({ annotator: annotator().id, device: profile.device() });

  return {
    options,
    profile,
    files,
    jobs,
    emit,
    temp,
    project,
    openProject: () => open,
    setProject(file) {
      open = file;
    },
    annotator,
    author,
    edit(title, command) {
      const me = annotator();
      return project().edit(author(), title, (writer) => {
        const value = command(writer, me);
        if (writer.changed()) writer.put('annotator', me);
        return value;
      });
    },
    opened,
    handOver(file) {
      opened.push(file);
      emit('app.filesOpened', { files: [file] });
    },
    announce({ changes }) {
      const reach = open ? open.history.reach(annotator().id) : { undo: null, redo: null };
      const reload = changes.length > MOST_CHANGES;
      emit('project.changed', { changes: reload ? [] : changes, reload, ...reach });
    },
    close() {
      jobs.close();
      open?.close();
      open = null;
      rmSync(temp, { recursive: true, force: true });
    },
  };
}
