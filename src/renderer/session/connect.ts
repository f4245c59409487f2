/** Puts the stores, the queue of edits and the core's events together. */
import { createApi } from '../api.ts';
import type { Bridge, GivenFile } from '../bridge.ts';
import { createEdits } from './edits.ts';
import { reload, reloadList } from './loading.ts';
import { createSessionStore } from './session-store.ts';
import { areStale } from './summaries.ts';
import { createTasksStore } from './tasks-store.ts';
import { createViewStore } from './view-store.ts';
import { report, type Workbench } from './workbench.ts';

type Listeners = {
  /** The system, or a second start, handed over files. */
  onFiles(files: GivenFile[]): void;
  /** The host asks for a command, by its id. */
  onCommand(id: string): void;
};

/** Makes the workbench that talks through a bridge. Call once. */
export function createWorkbench(bridge: Bridge): Workbench {
  const api = createApi(bridge);
  const session = createSessionStore();
  const tasks = createTasksStore();
  const edits = createEdits({
    api,
    session,
    tasks,
    now: () => new Date().toISOString(),
    later(run, milliseconds) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    onRecovered: () => void reload(workbench).catch((error) => report(workbench, error)),
  });
  const workbench: Workbench = {
    api,
    take: (file) => bridge.take(file),
    session,
    view: createViewStore(),
    tasks,
    edits,
    text: { current: null },
  };
  return workbench;
}

/** Follows what the core and the host say. The function that it returns stops following. */
export function follow(w: Workbench, bridge: Bridge, { onFiles, onCommand }: Listeners): () => void {
  const attempt = (work: Promise<unknown>) => void work.catch((error) => report(w, error));
  const again = () => attempt(reload(w).then((files) => files.length > 0 && onFiles(files)));
  let hadConnection = false;
  const stops = [
    w.api.on('project.changed', (event) => {
      w.edits.receive(event);
      if (event.reload) again();
      else if (areStale(w.session.getState().committed, event.changes)) attempt(reloadList(w));
    }),
    w.api.on('job.changed', (job) => w.tasks.setState(({ jobs }) => ({ jobs: new Map(jobs).set(job.id, job) }))),
    // Asking for the state takes them off the list, so that a window that is loaded again does not open them twice.
    w.api.on('app.filesOpened', () => attempt(w.api.call('app.state', {}).then(({ opened }) => onFiles(opened)))),
    w.api.on('app.command', ({ id }) => onCommand(id)),
    bridge.onConnection((isConnected) => {
      const isBack = isConnected && hadConnection;
      hadConnection ||= isConnected;
      w.tasks.setState({ disconnected: hadConnection && !isConnected });
      if (!isBack) return;
      again();
      w.edits.retry();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
