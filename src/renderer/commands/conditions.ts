/** What must hold for a command to be offered. */
import type { Command, Condition } from '../../shared/commands.ts';
import { isOwnLayer } from '../session/session-store.ts';
import { savingOf } from '../session/tasks-store.ts';
import type { Workbench } from '../session/workbench.ts';

type Stores = Pick<Workbench, 'session' | 'view' | 'tasks'>;

const HOLDS: Record<Condition, (stores: Stores) => boolean> = {
  project: ({ session }) => session.getState().project !== null,
  writable: ({ session }) => session.getState().project?.readOnly === null,
  article: ({ session }) => session.getState().open !== null,
  'own-layer': ({ session }) => isOwnLayer(session.getState()),
  present: ({ session }) => !session.getState().open?.moment,
  unsaved: ({ tasks }) => isSaving(tasks),
  selection: ({ view }) => view.getState().selection !== null,
  'active-span': (stores) => activeFragments(stores) > 0,
  fragments: (stores) => activeFragments(stores) > 1,
  relating: ({ view }) => view.getState().relating !== null,
  // What is on its way to the core can be undone as soon as it is there.
  'can-undo': ({ session, tasks }) => !!session.getState().project?.undo || isSaving(tasks),
  'can-redo': ({ session, tasks }) => !!session.getState().project?.redo && !isSaving(tasks),
};

const isSaving = (tasks: Stores['tasks']): boolean => savingOf(tasks.getState()).state !== 'saved';

const activeFragments = ({ session, view }: Stores): number =>
  session.getState().open?.spans.get(view.getState().activeSpanId ?? '')?.fragments.length ?? 0;

/** Whether all conditions of a command hold now. */
export const isOffered = ({ when }: Pick<Command, 'when'>, stores: Stores): boolean =>
  when.every((condition) => HOLDS[condition](stores));
