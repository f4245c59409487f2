import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incompleteOf } from '../../shared/attributions.ts';
import type { RowChange, Span } from '../../shared/model.ts';
import { applyChange } from './apply-change.ts';
import { article, ME, projectState, relation, span, TIME } from './session.fixture.ts';
import type { ProjectState } from './session-store.ts';
import { areStale } from './summaries.ts';

const added = (row: Span): RowChange => ({ table: 'span', id: row.id, before: null, after: row });

describe('applying changes', () => {
  test('a span in the open article is there, and counted', () => {
    const state = applyChange(projectState(), [added(span('c', 'claim', 'that it may rain'))]);
    expect(state.open?.spans.get('c')?.quotes).toEqual(['that it may rain']);
    expect(state.summaries.get('a1')).toMatchObject({ counts: { claim: 1 }, incomplete: 1 });
  });

  test('applying a change twice counts it once in the open article', () => {
    const change = added(span('c', 'claim', 'that it may rain'));
    const once = applyChange(projectState(), [change]);
    expect(applyChange(once, [change])).toEqual(once);
  });

  test('a relation makes the claim complete', () => {
    const state = applyChange(projectState(), [
      added(span('c', 'claim', 'that it may rain')),
      added(span('s', 'speaker', 'Marrow')),
      { table: 'relation', id: 'r', before: null, after: relation('r', 'said-by', 'c', 's') },
    ]);
    expect(state.summaries.get('a1')?.incomplete).toBe(0);
  });

  test('a span of another article moves its count, and its incomplete number is stale', () => {
    const change = added(span('x', 'claim', 'Hale', 'a2'));
    const state = applyChange(projectState(), [change]);
    expect(state.summaries.get('a2')?.counts).toEqual({ claim: 1 });
    expect(state.open?.spans.size).toBe(0);
    expect(areStale(state, [change])).toBe(true);
  });

  test("another annotator's span is neither shown nor counted", () => {
    const before = projectState();
    const state = applyChange(before, [added({ ...span('x', 'claim', 'Hale'), annotatorId: 'other' })]);
    expect(state).toEqual(before);
  });

  test('an article that goes away while it is open is closed', () => {
    const state = applyChange(projectState(), [{ table: 'article', id: 'a1', before: article('a1'), after: null }]);
    expect(state.open).toBeNull();
    expect(state.order).toEqual(['a2']);
  });

  test('labels keep their order', () => {
    const cue = { id: 'cue', name: 'cue', colour: '#20754a', key: '4', description: '', active: true, position: -1 };
    const state = applyChange(projectState(), [{ table: 'label', id: 'cue', before: null, after: cue }]);
    expect(state.project?.labels.map(({ id }) => id)).toEqual(['cue', 'speaker', 'claim', 'condition']);
  });
});

const LABELS = ['speaker', 'claim', 'condition'] as const;
const WORDS = ['Marrow', 'that it may rain', 'unless it snows', 'Hale', 'denied'] as const;
const STATUSES = ['to-do', 'in-progress', 'done', 'not-relevant'] as const;
const step = fc.record({
  kind: fc.constantFrom('span', 'relation', 'status', 'article', 'elsewhere'),
  slot: fc.nat(4),
  other: fc.nat(4),
  label: fc.constantFrom(...LABELS),
  status: fc.constantFrom(...STATUSES),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Turns a step into the change it means in a state: what is there is changed or taken away, what is not is made. */
function changeFor(state: ProjectState, { kind, slot, other, label, status }: Step): RowChange {
  if (kind === 'span') {
    const before = state.open?.spans.get(`s${slot}`) ?? null;
    const note = slot === other ? 'a note' : '';
    const after = before?.label === label ? null : { ...span(`s${slot}`, label, WORDS[slot] ?? 'Hale'), note };
    return { table: 'span', id: `s${slot}`, before, after };
  }
  if (kind === 'relation') {
    const before = state.open?.relations.get(`r${slot}`) ?? null;
    const type = label === 'condition' ? 'holds-if' : 'said-by';
    const after = before ? null : relation(`r${slot}`, type, `s${slot}`, `s${other}`);
    return { table: 'relation', id: `r${slot}`, before, after };
  }
  if (kind === 'status') {
    const row = { id: `a1:${ME}`, articleId: 'a1', annotatorId: ME };
    return {
      table: 'status',
      id: row.id,
      before: { ...row, status: state.summaries.get('a1')?.status ?? 'to-do' },
      after: { ...row, status },
    };
  }
  if (kind === 'elsewhere') {
    const count = state.summaries.get('a2')?.counts[label] ?? 0;
    const row = span('x', label, 'Hale', 'a2');
    return count > 0
      ? { table: 'span', id: 'x', before: row, after: null }
      : { table: 'span', id: 'x', before: null, after: row };
  }
  const before = state.summaries.get(`b${slot}`)?.article ?? null;
  const after = before ? null : { ...article(`b${slot}`), importedAt: TIME.replace('10:', `1${slot}:`) };
  return { table: 'article', id: `b${slot}`, before, after };
}

/** The same changes backwards, which take the state back to what it was. */
const reverse = (changes: readonly RowChange[]): RowChange[] =>
  changes.map((change) => ({ ...change, before: change.after, after: change.before }) as RowChange).reverse();

test('property: changes taken back leave the state as it was, and counts are always those of the spans', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.nat(39), (steps, cut) => {
      let state = projectState();
      const changes: RowChange[] = [];
      let atCut = state;
      for (const [index, each] of steps.entries()) {
        if (index === cut) atCut = state;
        const change = changeFor(state, each);
        state = applyChange(state, [change]);
        if (index >= cut) changes.push(change);
        const { spans, relations } = state.open ?? { spans: new Map<string, Span>(), relations: new Map() };
        const summary = state.summaries.get('a1');
        expect(summary?.incomplete).toBe(incompleteOf(spans, relations.values()).length);
        expect(summary?.notes).toBe([...spans.values()].filter((s) => s.note).length);
        for (const label of LABELS) {
          const count = [...spans.values()].filter((s) => s.label === label).length;
          expect(summary?.counts[label] ?? 0).toBe(count);
        }
      }
      if (changes.length === 0) return;
      expect(applyChange(state, reverse(changes))).toEqual(atCut);
      expect(applyChange(atCut, changes)).toEqual(state);
    }),
  );
});
