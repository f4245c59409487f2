import { beforeEach, expect, test } from 'vitest';
import type { ProjectSettings } from '../../../shared/model.ts';
import { createWorkbench } from '../connect.ts';
import { projectState, span, TEXT } from '../session.fixture.ts';
import type { Workbench } from '../workbench.ts';
import { addFragment, applyLabel } from './spans.ts';

const FREE: ProjectSettings = { nesting: 'allowed', splitQuotes: 'one-claim', snapping: 'words' };
let w: Workbench;

beforeEach(() => {
  w = createWorkbench({
    call: () => new Promise(() => {}),
    on: () => () => {},
    take: () => Promise.reject(new Error('no files here')),
    onConnection: () => () => {},
  });
});

function openWith(settings: Partial<ProjectSettings>): void {
  w.edits.load(() => {
    const state = projectState();
    const info = state.project;
    if (!info || !state.open) throw new Error('the fixture has no project');
    return {
      ...state,
      project: { ...info, project: { ...info.project, settings: { ...FREE, ...settings } } },
      open: { ...state.open, spans: new Map([['c', span('c', 'claim', 'that it may rain')]]) },
    };
  });
}

function select(quote: string, snapsOtherWay = false) {
  const start = TEXT.indexOf(quote);
  const selection = { start, end: start + quote.length };
  w.view.setState({ selection, snapsOtherWay });
  return selection;
}

const quotes = () => [...(w.session.getState().open?.spans.values() ?? [])].slice(1).map((s) => s.quotes.join('|'));

test.each([
  ['words', false, false, 'Marrow said'],
  ['words', true, false, 'arrow sai'],
  ['words', false, true, 'arrow sai'],
  ['characters', false, false, 'arrow sai'],
  ['characters', true, false, 'Marrow said'],
  ['characters', false, true, 'Marrow said'],
] as const)('snapping to %s; Alt with the key: %s, while selecting: %s', (snapping, otherWay, whileSelecting, made) => {
  openWith({ snapping });
  select('arrow sai', whileSelecting);
  applyLabel(w, 'speaker', { otherWay });
  expect(quotes()).toEqual([made]);
});

test('what the project does not allow is not shown for a moment, and stays selected', () => {
  openWith({ nesting: 'outermost', splitQuotes: 'several-claims' });
  const selection = select('it may rain');
  applyLabel(w, 'claim', { otherWay: false });
  expect(quotes()).toEqual([]);
  expect(w.view.getState()).toMatchObject({ selection, activeSpanId: null });

  w.view.setState({ activeSpanId: 'c' });
  const piece = select('Hale denied it');
  addFragment(w);
  expect(w.session.getState().open?.spans.get('c')?.fragments).toHaveLength(1);
  expect(w.view.getState()).toMatchObject({ selection: piece, activeSpanId: 'c' });
});
