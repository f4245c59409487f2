import { expect, test } from 'vitest';
import { moveEdge } from './edge-drag.ts';
import { nudged, nudgedFragment } from './nudge.ts';

const TEXT = 'The minister said that the dam would hold.';
const range = (words: string) => ({ start: TEXT.indexOf(words), end: TEXT.indexOf(words) + words.length });
const quoted = (moved: { start: number; end: number } | null) => moved && TEXT.slice(moved.start, moved.end);

test('an edge snaps to whole words unless it is to be exact', () => {
  const claim = [range('the dam')];
  expect(quoted(moveEdge(TEXT, claim, { fragment: 0, side: 'end' }, TEXT.indexOf('would') + 2, false))).toBe(
    'the dam would',
  );
  expect(quoted(moveEdge(TEXT, claim, { fragment: 0, side: 'end' }, TEXT.indexOf('would') + 2, true))).toBe(
    'the dam wo',
  );
  expect(quoted(moveEdge(TEXT, claim, { fragment: 0, side: 'start' }, TEXT.indexOf('that') + 1, false))).toBe(
    'that the dam',
  );
});

test('an edge does not cross the other one', () => {
  expect(quoted(moveEdge(TEXT, [range('dam')], { fragment: 0, side: 'start' }, TEXT.length, true))).toBe('m');
  expect(quoted(moveEdge(TEXT, [range('dam')], { fragment: 0, side: 'end' }, 0, true))).toBe('d');
});

test('an edge stays apart from the next fragment', () => {
  const fragments = [range('The minister'), range('that the dam')];
  const end = moveEdge(TEXT, fragments, { fragment: 0, side: 'end' }, TEXT.length, false);
  expect(end && end.end < TEXT.indexOf('that')).toBe(true);
  const start = moveEdge(TEXT, fragments, { fragment: 1, side: 'start' }, 0, false);
  expect(start && start.start > 'The minister'.length).toBe(true);
});

test('never through a grapheme', () => {
  const text = 'a e\u0301e\u0301 b';
  expect(moveEdge(text, [{ start: 0, end: 1 }], { fragment: 0, side: 'end' }, 3, true)).toEqual({ start: 0, end: 4 });
});

test('nudges go by words and by characters', () => {
  const claim = range('the dam');
  const go = (side: 'start' | 'end', forward: boolean, by: 'word' | 'character') => {
    const edge = { fragment: 0, side };
    return quoted(moveEdge(TEXT, [claim], edge, nudged(TEXT, claim, { side, forward, by }), by === 'character'));
  };
  expect(go('start', false, 'word')).toBe('that the dam');
  expect(go('start', true, 'word')).toBe('dam');
  expect(go('end', true, 'word')).toBe('the dam would');
  expect(go('end', false, 'word')).toBe('the');
  expect(go('start', true, 'character')).toBe('he dam');
  expect(go('end', false, 'character')).toBe('the da');
});

test('the fragment at the caret is nudged, else the outermost', () => {
  const fragments = [range('The minister'), range('the dam')];
  expect(nudgedFragment(fragments, TEXT.indexOf('dam'), 'start')).toBe(1);
  expect(nudgedFragment(fragments, TEXT.length, 'start')).toBe(0);
  expect(nudgedFragment(fragments, TEXT.length, 'end')).toBe(1);
});
