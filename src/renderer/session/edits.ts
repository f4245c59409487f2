/**
 * Every edit of the project goes through here: shown at once, sent one after the other, and saved when the core says
 * so. What is shown is the committed state with the edits on top that are not part of it yet.
 */

import type { EditOp } from '../../shared/contract/history.ts';
import type { EventPayload, Input, Output } from '../../shared/contract/index.ts';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Id, RowChange } from '../../shared/model.ts';
import type { Api } from '../api.ts';
import { applyChange } from './apply-change.ts';
import { predict } from './predict.ts';
import type { ProjectState, SessionStore } from './session-store.ts';
import { type Edit, type HistoryOp, type TasksStore, toast } from './tasks-store.ts';

type Surroundings = {
  api: Api;
  session: SessionStore;
  tasks: TasksStore;
  /** The time as ISO 8601, for what is shown until the core says its own. */
  now(): string;
  /** Runs something later; the function that it returns prevents that. */
  later(run: () => void, milliseconds: number): () => void;
  /** Called when edits are saved again after a problem: events may have been missed in between. */
  onRecovered(): void;
};

export type Edits = {
  /** Makes an edit. Answers when it is saved, or null where it was refused (then a message has said why). */
  submit<K extends EditOp | HistoryOp>(op: K, input: Input<K>): Promise<Output<K> | null>;
  /** Tries to save what could not be saved. */
  retry(): void;
  /** Forgets the edits that are not saved. */
  discard(): void;
  /** Takes in what the core has committed. */
  receive(event: Pick<EventPayload<'project.changed'>, 'changes' | 'undo' | 'redo'>): void;
  /** Replaces the committed state by what was just asked for. */
  load(change: (committed: ProjectState) => ProjectState): void;
};

type Transport = { send(): Promise<void>; refuse(): void };

/** The edit cannot succeed as it is. After any other error it may, so that it is kept. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set(['bad-input', 'too-large', 'not-found', 'conflict', 'cancelled']);
const BACK_OFF = [1000, 2000, 5000, 10_000, 30_000];

export function createEdits({ api, session, tasks, now, later, onRecovered }: Surroundings): Edits {
  const transports = new Map<number, Transport>();
  let lastKey = 0;
  let sending = false;
  /** After a problem nothing is sent before it is tried again. */
  let stopped = false;
  let attempts = 0;
  let cancelRetry = () => {};

  function show(committed: ProjectState, edits: readonly Edit[]): void {
    const changes = edits.flatMap((edit) => (edit.seen ? [] : edit.changes));
    tasks.setState({ edits });
    session.setState({ ...applyChange(committed, changes), committed });
  }
  const showEdits = (edits: readonly Edit[]) => show(session.getState().committed, edits);
  /** How far an edit is on its way does not change what is shown. */
  const setState = (edit: Edit, state: Edit['state']) =>
    tasks.setState(({ edits }) => ({ edits: edits.map((e) => (e.key === edit.key ? { ...e, state } : e)) }));

  function submit<K extends EditOp | HistoryOp>(op: K, input: Input<K>): Promise<Output<K> | null> {
    lastKey += 1;
    const key = lastKey;
    const changes = isHistory(op) ? [] : predict(session.getState(), op as EditOp, input as Input<EditOp>, now());
    const saved = new Promise<Output<K> | null>((resolve) => {
      transports.set(key, { send: async () => resolve(await api.call(op, input)), refuse: () => resolve(null) });
    });
    showEdits([...tasks.getState().edits, { key, op, input, changes, state: 'queued', seen: false }]);
    void pump();
    return saved;
  }

  async function pump(): Promise<void> {
    if (sending || stopped) return;
    sending = true;
    for (let edit = nextQueued(); edit && !stopped; edit = nextQueued()) await send(edit);
    sending = false;
  }

  const nextQueued = () => tasks.getState().edits.find(({ state }) => state === 'queued');

  async function send(edit: Edit): Promise<void> {
    setState(edit, 'sent');
    try {
      await transports.get(edit.key)?.send();
      acknowledge(edit);
    } catch (error) {
      fail(edit, error instanceof AppError ? error : new AppError('internal', String(error)));
    }
  }

  /** An edit whose event has not come stays on the list, since only it shows what was done. */
  function acknowledge(edit: Edit): void {
    transports.delete(edit.key);
    setState(edit, 'acknowledged');
    tasks.setState(({ edits }) => ({
      edits: edits.filter(({ key, seen, changes }) => key !== edit.key || (!seen && changes.length > 0)),
    }));
    if (attempts === 0) return;
    overcome();
    onRecovered();
  }

  function fail(edit: Edit, error: AppError): void {
    const isDiscarded = !tasks.getState().edits.some(({ key }) => key === edit.key);
    if (isDiscarded) return;
    if (error.code === 'not-found' && /\.(delete|remove)$/.test(edit.op)) {
      // Whoever deletes what is gone has what they wanted: it went through, and its answer was lost.
      transports.get(edit.key)?.refuse();
      acknowledge(edit);
    } else if (REFUSALS.has(error.code) || isHistory(edit.op)) {
      toast(tasks, 'bad', error.message);
      overcome();
      forget(dependents(edit, tasks.getState().edits));
    } else {
      keep(edit, error);
    }
  }

  function keep(edit: Edit, { code, message }: AppError): void {
    stopped = true;
    setState(edit, 'queued');
    tasks.setState({ problem: { code, message } });
    cancelRetry = later(retry, BACK_OFF[Math.min(attempts, BACK_OFF.length - 1)] ?? 0);
    attempts += 1;
  }

  /** The problem is shown until an edit gets through to the core again. */
  function overcome(): void {
    attempts = 0;
    tasks.setState({ problem: null });
  }

  function forget(keys: ReadonlySet<number>): void {
    for (const key of keys) {
      transports.get(key)?.refuse();
      transports.delete(key);
    }
    showEdits(tasks.getState().edits.filter(({ key }) => !keys.has(key)));
  }

  function retry(): void {
    cancelRetry();
    stopped = false;
    void pump();
  }

  return {
    submit,
    retry,
    discard() {
      cancelRetry();
      stopped = false;
      forget(
        new Set(
          tasks
            .getState()
            .edits.filter(({ state }) => state !== 'acknowledged')
            .map(({ key }) => key),
        ),
      );
      overcome();
    },
    receive({ changes, undo, redo }) {
      const ids = new Set(changes.map(({ id }) => id));
      const edits = tasks
        .getState()
        .edits.filter(({ state }) => state !== 'acknowledged')
        .map((edit) =>
          edit.state === 'sent' && edit.changes.some(({ id }) => ids.has(id)) ? { ...edit, seen: true } : edit,
        );
      const committed = applyChange(session.getState().committed, changes);
      show({ ...committed, project: committed.project && { ...committed.project, undo, redo } }, edits);
    },
    load(change) {
      const edits = tasks.getState().edits.filter(({ state }) => state !== 'acknowledged');
      show(change(session.getState().committed), edits);
    },
  };
}

const isHistory = (op: EditOp | HistoryOp): op is HistoryOp => op === 'edit.undo' || op === 'edit.redo';

/** The keys of an edit and of those after it that touch or name a row which it was to make. */
function dependents(refused: Edit, edits: readonly Edit[]): Set<number> {
  const made = new Set<Id>();
  const keys = new Set<number>();
  const hangsOnIt = (change: RowChange) =>
    made.has(change.id) ||
    (change.table === 'relation' && [change.after?.source, change.after?.target].some((id) => id && made.has(id)));
  for (const edit of edits) {
    if (edit.key !== refused.key && !edit.changes.some(hangsOnIt)) continue;
    keys.add(edit.key);
    for (const { id, before } of edit.changes) if (before === null) made.add(id);
  }
  return keys;
}
