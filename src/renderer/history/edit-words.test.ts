import { expect, test } from 'vitest';
import type { RowChange, Span } from '../../shared/model.ts';
import { projectState, relation, span } from '../session/session.fixture.ts';
import { linesOf, startOfDay, titleOf } from './edit-words.ts';

const claim = span('c1', 'claim', 'it may rain');
const speaker = span('s1', 'speaker', 'Marrow');
const { project } = projectState();
const names = {
  labels: project?.labels ?? [],
  relationTypes: project?.relationTypes ?? [],
  spans: new Map([claim, speaker].map((row) => [row.id, row])),
};

const ofSpan = (before: Span | null, after: Span | null): RowChange => ({
  table: 'span',
  id: (after ?? before)?.id ?? '',
  before,
  after,
});
const line = (change: RowChange) => {
  const [first] = linesOf([change], names);
  return first && `${first.sign} ${first.what}: ${first.words}`;
};

test('a title says whether it was done, undone or done again', () => {
  const titles = (['done', 'undo', 'redo'] as const).map((kind) => titleOf({ kind, title: 'Add claim' }));
  expect(titles).toEqual(['Add claim', 'Undone: Add claim', 'Done again: Add claim']);
});

test('what comes back, goes away and changes is told by label and words', () => {
  expect(line(ofSpan(null, claim))).toBe('+ claim: it may rain');
  expect(line(ofSpan(claim, null))).toBe('− claim: it may rain');
  expect(line(ofSpan(claim, { ...claim, label: 'condition' }))).toBe('~ claim → condition: it may rain');
  expect(line(ofSpan(claim, { ...claim, note: 'why', attributes: { quote: 'direct' } }))).toBe(
    '~ claim (note, attributes): it may rain',
  );
  const longer = { ...claim, fragments: [{ start: 12, end: 28 }], quotes: ['that it may rain'] };
  expect(line(ofSpan(claim, longer))).toBe('~ claim (extent): it may rain → that it may rain');
});

test('a relation is told by the words at its ends, a status by both', () => {
  const after = relation('r1', 'said-by', 'c1', 's1');
  expect(line({ table: 'relation', id: 'r1', before: null, after })).toBe('+ relation said by: it may rain → Marrow');
  const row = { id: 'a1:me', articleId: 'a1', annotatorId: 'me', status: 'done' as const };
  expect(line({ table: 'status', id: row.id, before: row, after: null })).toBe('~ status: done → to do');
});

test('a day begins at midnight here, and ends where the next one begins', () => {
  const [start, end] = [startOfDay('2026-03-09'), startOfDay('2026-03-09', 1)];
  expect(new Date(start)).toEqual(new Date(2026, 2, 9));
  expect(new Date(end)).toEqual(new Date(2026, 2, 10));
  expect(new Date(startOfDay('2026-12-31', 1))).toEqual(new Date(2027, 0, 1));
});
