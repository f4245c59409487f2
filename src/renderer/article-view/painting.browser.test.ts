import { afterEach, beforeEach, expect, test } from 'vitest';
import { frames, highlighted, LABELS, type Opened, show, span } from './article-view.fixture.ts';

const TEXT = 'The minister said that the dam would hold if the rain stopped.\nNobody believed it.';
const MANY = Array.from(
  { length: 600 },
  (_, i) => `Paragraph ${i} has words and more words, and a few more of them.`,
).join('\n');

let view: Opened | null = null;
let highlightsBefore = new Set<string>();
let sheetsBefore = 0;
const open = (...args: Parameters<typeof show>): Opened => {
  view = show(...args);
  return view;
};
beforeEach(() => {
  highlightsBefore = new Set(CSS.highlights.keys());
  sheetsBefore = document.adoptedStyleSheets.length;
});
afterEach(() => {
  view?.destroy();
  view = null;
});

test('paints each span where it is', () => {
  open(TEXT, [span(TEXT, 'a', 'speaker', 'The minister'), span(TEXT, 'b', 'claim', 'the dam', 'believed')]);
  expect(Object.values(highlighted()).flat().toSorted()).toEqual(['The minister', 'believed', 'the dam']);
  expect(Object.keys(highlighted())).toHaveLength(2);
});

test('spans that overlap are in lanes of their own, also with the same label', () => {
  open(TEXT, [
    span(TEXT, 'a', 'claim', 'that the dam would hold if the rain stopped'),
    span(TEXT, 'b', 'claim', 'the dam would hold'),
    span(TEXT, 'c', 'claim', 'hold if the rain'),
  ]);
  const lanes = Object.values(highlighted());
  expect(lanes).toHaveLength(3);
  expect(lanes.every((texts) => texts.length === 1)).toBe(true);
});

test('what lies deeper than three shares the last lane', () => {
  open(
    TEXT,
    ['dam would hold if', 'dam would hold', 'dam would', 'dam'].map((words, i) => span(TEXT, `s${i}`, 'claim', words)),
  );
  expect(
    Object.values(highlighted())
      .map((texts) => texts.length)
      .toSorted(),
  ).toEqual([1, 1, 2]);
});

test('adds, relabels, moves and removes one span', () => {
  const opened = open(TEXT, [span(TEXT, 'a', 'speaker', 'The minister')]);
  opened.put(span(TEXT, 'b', 'claim', 'the dam'));
  expect(Object.values(highlighted()).flat().toSorted()).toEqual(['The minister', 'the dam']);
  const [before] = Object.entries(highlighted()).find(([, texts]) => texts.includes('the dam')) ?? [];
  opened.put(span(TEXT, 'b', 'condition', 'the dam would'));
  const [after] = Object.entries(highlighted()).find(([, texts]) => texts.includes('the dam would')) ?? [];
  expect(after).toBeDefined();
  expect(after).not.toBe(before);
  opened.remove('b');
  expect(Object.values(highlighted()).flat()).toEqual(['The minister']);
});

test('a removed span gives its lane back', () => {
  const opened = open(TEXT, [span(TEXT, 'a', 'claim', 'the dam would hold'), span(TEXT, 'b', 'claim', 'dam would')]);
  const laneOf = (words: string) => Object.entries(highlighted()).find(([, texts]) => texts.includes(words))?.[0];
  const first = laneOf('the dam would hold');
  expect(laneOf('dam would')).not.toBe(first);
  opened.remove('a');
  expect(laneOf('dam would')).toBe(first);
});

test('the rules of the labels reach the text', () => {
  open(TEXT, [span(TEXT, 'a', 'claim', 'the dam')]);
  const [name] = Object.keys(highlighted());
  const text = document.querySelector('.av-text span') as HTMLElement;
  const style = getComputedStyle(text, `::highlight(${name})`);
  expect(style.backgroundColor).toMatch(/^oklab\(.* \/ 0\.23\)$/);
  expect(style.textDecorationLine).toBe('underline');
});

test('paints only near the viewport, and follows it', async () => {
  const spans = Array.from({ length: 600 }, (_, i) => span(MANY, `s${i}`, 'claim', `Paragraph ${i} has`));
  const opened = open(MANY, spans);
  await frames(4);
  expect(opened.isPainted('s0')).toBe(true);
  expect(opened.isPainted('s300')).toBe(false);
  expect(opened.painted).toBeLessThan(200);
  opened.reveal(spans[300]?.fragments[0] as { start: number; end: number });
  await expect.poll(() => opened.isPainted('s300')).toBe(true);
  await expect.poll(() => opened.isPainted('s0')).toBe(false);
  expect(opened.painted).toBeLessThan(200);
});

test('a span over many sections is painted in those that are near', async () => {
  const opened = open(MANY, [{ id: 'all', label: 'claim', fragments: [{ start: 0, end: MANY.length }] }]);
  await frames(4);
  const painted = Object.values(highlighted()).flat().join('');
  expect(painted.startsWith('Paragraph 0 has')).toBe(true);
  expect(painted.length).toBeLessThan(MANY.length / 2);
  expect(opened.painted).toBeGreaterThan(0);
});

test('new labels paint anew', () => {
  const opened = open(TEXT, [span(TEXT, 'a', 'claim', 'the dam')]);
  opened.setLabels(LABELS.toReversed());
  expect(Object.values(highlighted()).flat()).toEqual(['the dam']);
});

test('another text, then none: no highlight and no style sheet stays behind', () => {
  const opened = open(TEXT, [span(TEXT, 'a', 'claim', 'the dam')]);
  CSS.highlights.set('of-somebody-else', new Highlight());
  opened.select({ start: 0, end: 3 });
  opened.reopen('Other words', []);
  expect(Object.values(highlighted()).flat()).toEqual([]);
  expect(opened.host.textContent).toBe('Other words');
  opened.destroy();
  view = null;
  expect([...CSS.highlights.keys()].filter((name) => !highlightsBefore.has(name))).toEqual(['of-somebody-else']);
  CSS.highlights.delete('of-somebody-else');
  expect(document.adoptedStyleSheets).toHaveLength(sheetsBefore);
  expect(document.querySelector('.av-page')).toBeNull();
});
