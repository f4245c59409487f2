import { beforeEach, describe, expect, test } from 'vitest';
import type { EventName, EventPayload, Input, Op, Output } from '../../shared/contract/index.ts';
import type { ErrorCode, Reply } from '../../shared/errors.ts';
import type { RowChange, Span } from '../../shared/model.ts';
import { createApi } from '../api.ts';
import { createEdits, type Edits } from './edits.ts';
import { projectState, span, TEXT, TIME } from './session.fixture.ts';
import { createSessionStore } from './session-store.ts';
import { createTasksStore, savingOf } from './tasks-store.ts';

/** A core in memory that knows spans. Each call waits until it is let through, with or without a failure. */
function createCore() {
  const spans = new Map<string, Span>();
  const waiting: { name: Op; answer: (failure?: { code: ErrorCode; lost?: boolean }) => void }[] = [];
  let emit = (_changes: RowChange[]) => {};

  function run(name: Op, input: unknown): Reply<unknown> {
    if (name === 'span.add') {
      const { id, label, fragments } = input as Input<'span.add'>;
      const quotes = fragments.map(({ start, end }) => TEXT.slice(start, end));
      const after: Span = { ...span(id, label, 'Hale'), fragments, quotes };
      if (!spans.has(id)) change({ table: 'span', id, before: null, after });
      return { ok: true, value: after };
    }
    const { id, ...patch } = input as Input<'span.update'>;
    const before = spans.get(id);
    if (!before) return { ok: false, error: { code: 'not-found', message: 'This span is no longer there.' } };
    const after = name === 'span.delete' ? null : ({ ...before, ...patch } as Span);
    change({ table: 'span', id, before, after });
    return { ok: true, value: after };
  }

  function change(row: RowChange & { table: 'span' }): void {
    if (row.after) spans.set(row.id, row.after);
    else spans.delete(row.id);
    emit([row]);
  }

  return {
    spans,
    waiting,
    call: <K extends Op>(name: K, input: Input<K>) =>
      new Promise<Reply<Output<K>>>((resolve) => {
        waiting.push({
          name,
          answer(failure) {
            waiting.shift();
            if (failure?.lost || !failure) {
              const reply = run(name, input);
              if (!failure) return resolve(reply as Reply<Output<K>>);
            }
            resolve({ ok: false, error: { code: failure.code, message: `Failed: ${failure.code}.` } });
          },
        });
      }),
    on<K extends EventName>(name: K, listener: (payload: EventPayload<K>) => void) {
      if (name === 'project.changed') {
        emit = (changes) => listener({ changes, reload: false, undo: null, redo: null } as never);
      }
      return () => {};
    },
  };
}

let core: ReturnType<typeof createCore>;
let edits: Edits;
let later: (() => void)[];
let recovered: number;
const session = createSessionStore();
const tasks = createTasksStore();

beforeEach(() => {
  core = createCore();
  later = [];
  recovered = 0;
  session.setState({ ...session.getInitialState() }, true);
  tasks.setState({ ...tasks.getInitialState() }, true);
  const api = createApi(core);
  edits = createEdits({
    api,
    session,
    tasks,
    now: () => TIME,
    later(run) {
      later.push(run);
      return () => {
        later = later.filter((other) => other !== run);
      };
    },
    onRecovered: () => {
      recovered += 1;
    },
  });
  api.on('project.changed', edits.receive);
  edits.load(() => projectState());
});

const add = (id: string, quote = 'Marrow', label = 'speaker') => {
  const start = TEXT.indexOf(quote);
  return edits.submit('span.add', { id, articleId: 'a1', label, fragments: [{ start, end: start + quote.length }] });
};
const shown = () => [...(session.getState().open?.spans.keys() ?? [])];
const saving = () => savingOf(tasks.getState());
/** Lets the first waiting call through, and what follows from its answer. */
async function answer(failure?: { code: ErrorCode; lost?: boolean }) {
  core.waiting[0]?.answer(failure);
  for (let turn = 0; turn < 8; turn++) await Promise.resolve();
}

describe('the queue of edits', () => {
  test('an edit is shown at once and saved only when the core has said so', async () => {
    const saved = add('s1');
    expect(shown()).toEqual(['s1']);
    expect(saving()).toEqual({ state: 'saving', count: 1 });
    expect(session.getState().committed.open?.spans.size).toBe(0);
    await answer();
    expect(saving()).toEqual({ state: 'saved' });
    expect((await saved)?.quotes).toEqual(['Marrow']);
    expect(session.getState().summaries.get('a1')?.counts).toEqual({ speaker: 1 });
  });

  test('edits go one after the other, in order', async () => {
    void add('s1');
    void add('s2', 'Hale');
    expect(core.waiting.map(({ name }) => name)).toEqual(['span.add']);
    await answer();
    expect(saving()).toEqual({ state: 'saving', count: 1 });
    await answer();
    expect([...core.spans.keys()]).toEqual(['s1', 's2']);
    expect(saving()).toEqual({ state: 'saved' });
  });

  test.each(['disk', 'busy', 'moved', 'read-only', 'internal', 'damaged-file'] as const)(
    'an edit that fails for now (%s) is kept, is called not saved, and is sent again',
    async (code) => {
      void add('s1');
      await answer({ code });
      expect(shown()).toEqual(['s1']);
      expect(saving()).toEqual({ state: 'not-saved', count: 1, reason: `Failed: ${code}.` });
      expect(core.waiting).toEqual([]);
      void add('s2', 'Hale');
      expect(saving()).toMatchObject({ state: 'not-saved', count: 2 });
      later.shift()?.();
      await answer();
      await answer();
      expect(saving()).toEqual({ state: 'saved' });
      expect([...core.spans.keys()]).toEqual(['s1', 's2']);
      expect(recovered).toBe(1);
    },
  );

  test('Retry sends again at once and drops the retry that was planned', async () => {
    void add('s1');
    await answer({ code: 'disk' });
    expect(later).toHaveLength(1);
    edits.retry();
    expect(later).toHaveLength(0);
    expect(core.waiting).toHaveLength(1);
    expect(saving()).toMatchObject({ state: 'not-saved' });
    await answer();
    expect(saving()).toEqual({ state: 'saved' });
    expect(tasks.getState().problem).toBeNull();
  });

  test('without a connection nothing is called saving', () => {
    void add('s1');
    tasks.setState({ disconnected: true });
    expect(saving()).toMatchObject({ state: 'not-saved', count: 1 });
  });

  test.each(['bad-input', 'conflict', 'not-found'] as const)(
    'an edit that is refused (%s) is taken back, with the reason and with what hung on it',
    async (code) => {
      const saved = add('s1');
      const renamed = edits.submit('span.update', { id: 's1', label: 'claim' });
      void add('s2', 'Hale');
      await answer({ code });
      expect(await saved).toBeNull();
      expect(await renamed).toBeNull();
      expect(shown()).toEqual(['s2']);
      expect(tasks.getState().toasts.map(({ message }) => message)).toEqual([`Failed: ${code}.`]);
      await answer();
      expect([...core.spans.keys()]).toEqual(['s2']);
      expect(saving()).toEqual({ state: 'saved' });
    },
  );

  test('an edit whose answer was lost is not made twice', async () => {
    void add('s1');
    await answer({ code: 'internal', lost: true });
    expect(saving()).toMatchObject({ state: 'not-saved' });
    edits.retry();
    await answer();
    expect(shown()).toEqual(['s1']);
    expect(session.getState().summaries.get('a1')?.counts).toEqual({ speaker: 1 });
    expect(saving()).toEqual({ state: 'saved' });
  });

  test('a deletion whose answer was lost is done', async () => {
    void add('s1');
    await answer();
    const deleted = edits.submit('span.delete', { id: 's1' });
    expect(shown()).toEqual([]);
    await answer({ code: 'internal', lost: true });
    edits.retry();
    await answer();
    expect(await deleted).toBeNull();
    expect(shown()).toEqual([]);
    expect(tasks.getState().toasts).toEqual([]);
    expect(saving()).toEqual({ state: 'saved' });
  });

  test('undo waits for its turn and is not kept when it fails', async () => {
    void add('s1');
    const undone = edits.submit('edit.undo', {});
    await answer();
    expect(core.waiting.map(({ name }) => name)).toEqual(['edit.undo']);
    await answer({ code: 'internal' });
    expect(await undone).toBeNull();
    expect(saving()).toEqual({ state: 'saved' });
    expect(tasks.getState().toasts).toHaveLength(1);
    expect(tasks.getState().edits).toEqual([]);
  });

  test('what is discarded is no longer shown and never sent', async () => {
    void add('s1');
    await answer({ code: 'disk' });
    void add('s2', 'Hale');
    edits.discard();
    expect(shown()).toEqual([]);
    expect(saving()).toEqual({ state: 'saved' });
    expect(later).toHaveLength(0);
    expect(core.waiting).toEqual([]);
  });

  test("another window's edit is shown beneath one's own", async () => {
    void add('s1');
    const other = span('x', 'claim', 'Hale');
    edits.receive({ changes: [{ table: 'span', id: 'x', before: null, after: other }], undo: null, redo: null });
    expect(shown().sort()).toEqual(['s1', 'x']);
    await answer({ code: 'bad-input' });
    expect(shown()).toEqual(['x']);
  });
});
