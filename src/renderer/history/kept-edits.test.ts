import { beforeEach, expect, test } from 'vitest';
import type { AppState } from '../../shared/contract/app.ts';
import { ME, projectState, TIME } from '../session/session.fixture.ts';
import { createSessionStore } from '../session/session-store.ts';
import { createTasksStore, type Edit } from '../session/tasks-store.ts';
import { isKeptEdits, keptEdits, wordsOf } from './kept-edits.ts';

const session = createSessionStore();
const tasks = createTasksStore();

const edit = (key: number, op: Edit['op'], state: Edit['state']): Edit => ({
  key,
  op,
  input: { id: `s${key}` },
  changes: [],
  state,
  seen: false,
});

beforeEach(() => {
  const app: Pick<AppState, 'annotator'> = { annotator: { id: ME, name: 'Mara Kehl' } };
  session.setState({ ...projectState(), app: app as AppState });
  tasks.setState({ edits: [] });
});

test('what is not known to be saved is kept in its order, with what it belongs to', () => {
  tasks.setState({
    edits: [
      edit(1, 'span.add', 'acknowledged'),
      edit(2, 'span.add', 'sent'),
      edit(3, 'span.update', 'queued'),
      edit(4, 'edit.undo', 'queued'),
      edit(5, 'span.delete', 'queued'),
    ],
  });
  expect(keptEdits({ session, tasks }, TIME)).toEqual({
    saysoEdits: 1,
    project: { id: 'p', name: 'River' },
    annotator: { id: ME, name: 'Mara Kehl' },
    keptAt: TIME,
    edits: [
      { op: 'span.add', input: { id: 's2' } },
      { op: 'span.update', input: { id: 's3' } },
      { op: 'span.delete', input: { id: 's5' } },
    ],
  });
});

test('there is nothing to keep where all is saved', () => {
  tasks.setState({ edits: [edit(1, 'span.add', 'acknowledged')] });
  expect(keptEdits({ session, tasks }, TIME)).toBe(null);
});

test('a file of edits is known by its name', () => {
  expect(
    ['River.sayso-edits.json', 'RIVER.SAYSO-EDITS.JSON', 'river.json', 'river.sayso'].map((name) =>
      isKeptEdits({ name }),
    ),
  ).toEqual([true, true, false, false]);
});

test('what became of the edits is said in words', () => {
  expect(wordsOf({ applied: 1, known: 0 })).toBe('One edit is in the project now.');
  expect(wordsOf({ applied: 0, known: 2 })).toBe('2 edits were in it already.');
});
