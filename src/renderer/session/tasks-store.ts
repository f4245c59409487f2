/** What is under way: edits that are not saved yet, jobs, and short messages. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EditOp } from '../../shared/contract/history.ts';
import type { Job } from '../../shared/contract/jobs.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Id, RowChange } from '../../shared/model.ts';

/** Operations on the history are sent in their turn, but what they do is not known before. */
export type HistoryOp = 'edit.undo' | 'edit.redo';

export type Edit = {
  key: number;
  op: EditOp | HistoryOp;
  input: unknown;
  /** What the edit will do, shown until the core says what it did. */
  changes: readonly RowChange[];
  /** `sent`: on its way. `acknowledged`: saved, and its event has not come yet. */
  state: 'queued' | 'sent' | 'acknowledged';
  /** Its event has come, so that the committed state holds it. */
  seen: boolean;
};

type Problem = { code: ErrorCode; message: string };

export type Toast = { id: number; tone: 'info' | 'bad'; message: string };

export type TasksState = {
  edits: readonly Edit[];
  /** Why the first edit of the list could not be saved. */
  problem: Problem | null;
  /** The host does not answer. */
  disconnected: boolean;
  /** Files are being handed to the host, and looked at. */
  reading: { done: number; total: number; name: string; cancel(): void } | null;
  jobs: ReadonlyMap<Id, Job>;
  toasts: readonly Toast[];
};

export type TasksStore = StoreApi<TasksState>;

export const createTasksStore = (): TasksStore =>
  createStore<TasksState>(() => ({
    edits: [],
    problem: null,
    disconnected: false,
    reading: null,
    jobs: new Map(),
    toasts: [],
  }));

export type Saving =
  | { state: 'saved' }
  | { state: 'saving'; count: number }
  | { state: 'not-saved'; count: number; reason: string };

/** The truth about what is saved: nothing is, before the core has said so. */
export function savingOf({
  edits,
  problem,
  disconnected,
}: Pick<TasksState, 'edits' | 'problem' | 'disconnected'>): Saving {
  const count = edits.filter((edit) => edit.state !== 'acknowledged').length;
  if (count === 0) return { state: 'saved' };
  if (problem) return { state: 'not-saved', count, reason: problem.message };
  if (disconnected) return { state: 'not-saved', count, reason: 'Sayso does not answer.' };
  return { state: 'saving', count };
}

let lastToast = 0;

/** Shows a short message; `bad` ones stay until they are dismissed. */
export function toast(tasks: TasksStore, tone: Toast['tone'], message: string): void {
  lastToast += 1;
  const next: Toast = { id: lastToast, tone, message };
  tasks.setState(({ toasts }) => ({ toasts: [...toasts.filter((t) => t.message !== message), next].slice(-4) }));
}

export function dismissToast(tasks: TasksStore, id: number): void {
  tasks.setState(({ toasts }) => ({ toasts: toasts.filter((t) => t.id !== id) }));
}
