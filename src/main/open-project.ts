/** The project that is open. Where its connection fails, it is given up, and the file is opened and checked again. */
import { AppError } from '../shared/errors.ts';
import { explainFailedWrite, isConnectionDead } from './failed-write.ts';
import type { ProjectFile } from './store/project-file.ts';

export type OpenProject = {
  get(): ProjectFile | null;
  set(file: ProjectFile | null): void;
  /** The open project. Throws AppError: 'not-found' where there is none, 'disk' while it cannot be opened again. */
  need(): ProjectFile;
  /** Runs what writes into the project. Throws AppError. */
  write<T>(work: (file: ProjectFile) => T): T;
};

type Surroundings = {
  open(path: string): Promise<ProjectFile>;
  /** Told when the connection was given up, before the file is opened again. */
  onLost(): Promise<void>;
  /** Told when the project is open again: what is shown may differ from what is in the file. */
  onReopened(file: ProjectFile): void;
};

/** A project whose connection was given up. */
type Broken = { path: string; reason: unknown; isOpening: boolean };

/** To a window, 'not-found' and 'bad-input' say that an edit is wrong, and then it is dropped: it is the file that is. */
function keptReason(error: unknown): unknown {
  const isOfFile = error instanceof AppError && (error.code === 'not-found' || error.code === 'bad-input');
  return isOfFile ? new AppError('moved', error.message, { cause: error }) : error;
}

export function createOpenProject({ open, onLost, onReopened }: Surroundings): OpenProject {
  let file: ProjectFile | null = null;
  let broken: Broken | null = null;

  function giveUp(path: string, reason: unknown): void {
    file?.close(false);
    file = null;
    const lost = { path, reason, isOpening: true };
    broken = lost;
    void onLost().then(() => {
      lost.isOpening = false;
      return reopen(lost);
    });
  }

  /** One attempt at a time; each use of the project leads to the next one. */
  async function reopen(project: Broken): Promise<void> {
    if (project.isOpening) return;
    project.isOpening = true;
    try {
      const opened = await open(project.path);
      // Meanwhile another project was opened, or this one closed.
      if (broken !== project) return opened.close();
      broken = null;
      file = opened;
      onReopened(opened);
    } catch (error) {
      project.reason = keptReason(error);
    } finally {
      project.isOpening = false;
    }
  }

  function need(): ProjectFile {
    if (file) return file;
    if (!broken) throw new AppError('not-found', 'No project is open.');
    const { reason } = broken;
    void reopen(broken);
    throw reason;
  }

  return {
    get: () => file,
    set(next) {
      file = next;
      broken = null;
    },
    need,
    write(work) {
      const current = need();
      try {
        return work(current);
      } catch (error) {
        const explained = explainFailedWrite(error, current.path);
        if (isConnectionDead(error)) giveUp(current.path, explained);
        throw explained;
      }
    },
  };
}
