import { expect, test } from 'vitest';
import { createWorkbench } from '../connect.ts';
import { projectState, span } from '../session.fixture.ts';
import { keepRelation, relateToNearest, removeRelationOfActive } from './relations.ts';

test('a relation that is made or removed is announced by its kind and its other end, be it twice', () => {
  const w = createWorkbench({
    call: () => new Promise(() => {}),
    on: () => () => {},
    take: () => Promise.reject(new Error('no files here')),
    onConnection: () => () => {},
  });
  w.edits.load(() => {
    const state = projectState();
    if (!state.open) throw new Error('the fixture has no article');
    const spans = [span('c', 'claim', 'that it may rain'), span('s', 'speaker', 'Marrow')];
    return { ...state, open: { ...state.open, spans: new Map(spans.map((each) => [each.id, each])) } };
  });
  const said = () => w.view.getState().announcement;
  w.view.setState({ activeSpanId: 'c' });
  relateToNearest(w);
  expect(said()).toBe('Related, said by, speaker “Marrow”, 1 of 1.');
  removeRelationOfActive(w);
  expect(said()).toBe('Relation removed, said by, speaker “Marrow”.');
  keepRelation(w);
  const first = said();
  keepRelation(w);
  expect([first, said().trim(), said() === first]).toEqual(['Kept.', 'Kept.', false]);
});
