import { afterEach, expect, test } from 'vitest';
import type { Relation } from '../../shared/model.ts';
import { boxOf, frames, middle, mouse, type Opened, range, show, span } from './article-view.fixture.ts';

const TEXT =
  'The minister said that the board had claimed the dam would hold if the rain stopped.\nNobody believed it.';
const SPANS = [
  span(TEXT, 'outer', 'claim', 'that the board had claimed the dam would hold'),
  span(TEXT, 'inner', 'claim', 'the dam would hold'),
  span(TEXT, 'deep', 'condition', 'dam'),
  span(TEXT, 'who', 'speaker', 'The minister'),
];

let view: Opened | null = null;
const open = (...args: Parameters<typeof show>): Opened => {
  view = show(...args);
  return view;
};
afterEach(() => {
  view?.destroy();
  view = null;
});
const hitAt = (opened: Opened, words: string) => {
  const { x, y } = middle(boxOf(opened.host, words));
  return opened.hit(x, y);
};
const announced = (opened: Opened) => opened.root.querySelector('[aria-live]')?.textContent;

test('finds the spans under a point, smallest first', async () => {
  const opened = open(TEXT, SPANS);
  await frames();
  expect(hitAt(opened, 'dam')).toEqual(['deep', 'inner', 'outer']);
  expect(hitAt(opened, 'would')).toEqual(['inner', 'outer']);
  expect(hitAt(opened, 'Nobody')).toEqual([]);
});

test('the first and the last half character of a span are in it, what is beside it is not', async () => {
  const opened = open(TEXT, SPANS);
  await frames();
  const box = boxOf(opened.host, 'The minister');
  const y = box.top + 10;
  expect(opened.hit(box.left + 1, y)).toEqual(['who']);
  expect(opened.hit(box.right - 1, y)).toEqual(['who']);
  expect(opened.hit(box.right + 2, y)).toEqual([]);
  expect(opened.hit(box.left - 20, y)).toEqual([]);
  const last = boxOf(opened.host, 'it.');
  expect(opened.hit(last.right + 200, last.top + 10)).toEqual([]);
});

test('a click activates the smallest, further clicks there walk the stack, a click beside it ends that', async () => {
  const opened = open(TEXT, SPANS);
  const dam = middle(boxOf(opened.host, 'dam'));
  for (let i = 0; i < 4; i++) await mouse.click(dam);
  await mouse.click(middle(boxOf(opened.host, 'board')));
  await mouse.click(middle(boxOf(opened.host, 'Nobody')));
  expect(opened.happened.activated).toEqual(['deep', 'inner', 'outer', 'deep', 'outer', null]);
});

test('a click that selects does not activate', async () => {
  const opened = open(TEXT, SPANS);
  const box = boxOf(opened.host, 'would');
  await mouse.drag({ x: box.left + 1, y: box.top + 10 }, { x: box.right - 1, y: box.top + 10 });
  expect(opened.happened.activated).toEqual([]);
});

test('the span cursor selects and announces each span', async () => {
  const opened = open(TEXT, SPANS);
  opened.stepSpan('next');
  opened.stepSpan('next');
  expect(opened.happened.activated).toEqual(['who', 'outer']);
  expect(opened.selection).toEqual(range(TEXT, 'that the board had claimed the dam would hold'));
  expect(announced(opened)).toBe('CLAIM, ‘that the board had claimed the dam would hold’, 2 of 4');
  opened.stepSpan('next');
  opened.stepSpan('next');
  opened.stepSpan('next');
  expect(announced(opened)).toBe('No further span');
  opened.stepSpan('stack');
  expect(opened.happened.activated.at(-1)).toBe('inner');
});

test('spans are a list in document order', async () => {
  const opened = open(TEXT, SPANS);
  const items = () => [...opened.root.querySelectorAll('li')].map((item) => item.textContent);
  await expect
    .poll(items)
    .toEqual([
      'SPEAKER, ‘The minister’',
      'CLAIM, ‘that the board had claimed the dam would hold’',
      'CLAIM, ‘the dam would hold’',
      'CONDITION, ‘dam’',
    ]);
  opened.remove('inner');
  await expect.poll(() => items().length).toBe(3);
  opened.root.querySelectorAll('li')[1]?.querySelector('button')?.click();
  expect(opened.happened.activated).toEqual(['outer']);
});

test('a list of very many spans is a window that says how many there are', async () => {
  const text = 'word '.repeat(3000);
  const many = Array.from({ length: 3000 }, (_, i) => ({
    id: `s${i}`,
    label: 'claim',
    fragments: [{ start: i * 5, end: i * 5 + 4 }],
  }));
  const opened = open(text, many);
  opened.setActive('s1500');
  await expect.poll(() => opened.root.querySelectorAll('li').length).toBe(50);
  await expect
    .poll(() => opened.root.querySelector('li[aria-posinset="1501"]')?.getAttribute('aria-setsize'))
    .toBe('3000');
});

test('the active span has an outline, a tag and handles; nothing else has', async () => {
  const opened = open(TEXT, SPANS);
  opened.setActive('inner');
  await frames();
  expect(opened.root.querySelector('.av-tag')?.textContent).toBe('CLAIM');
  expect(opened.root.querySelectorAll('.av-handle')).toHaveLength(2);
  const outline = opened.root.querySelector('.av-outline')?.getBoundingClientRect() as DOMRect;
  const words = boxOf(opened.host, 'the dam');
  expect(Math.abs(outline.left - words.left)).toBeLessThan(5);
  opened.setActive(null);
  await frames();
  expect(opened.root.querySelector('.av-tag, .av-handle, .av-outline')).toBeNull();
});

test('lines join the active span to those it is related to', async () => {
  const relation = (id: string, source: string, target: string): Relation => ({
    id,
    articleId: 'x',
    annotatorId: 'x',
    type: 'said-by',
    source,
    target,
    origin: 'manual',
    createdAt: '2026-01-01T00:00:00.000Z',
  });
  const opened = open(TEXT, SPANS, [
    relation('r1', 'outer', 'who'),
    relation('r2', 'inner', 'deep'),
    relation('r3', 'outer', 'gone'),
  ]);
  const lines = () => opened.root.querySelectorAll('.av-relations path').length;
  opened.setActive('outer');
  await frames();
  expect(lines()).toBe(1);
  opened.setActive('who');
  await frames();
  expect(lines()).toBe(1);
  opened.setRelations([]);
  await frames();
  expect(lines()).toBe(0);
});

test('an edge is dragged to the end of a word, and with Alt to the character', async () => {
  const opened = open(TEXT, SPANS);
  opened.setActive('who');
  await frames();
  const handle = () => middle(opened.root.querySelector('.av-handle-end')?.getBoundingClientRect() as DOMRect);
  const said = middle(boxOf(opened.host, 'said'));
  await mouse.drag(handle(), said);
  expect(opened.happened.edges).toEqual([{ spanId: 'who', fragment: 0, range: range(TEXT, 'The minister said') }]);
  opened.put(span(TEXT, 'who', 'speaker', 'The minister'));
  await frames();
  const ALT = 1;
  await mouse.drag(handle(), { x: boxOf(opened.host, 'sa').right, y: said.y }, ALT);
  expect(opened.happened.edges.at(-1)?.range).toEqual(range(TEXT, 'The minister sa'));
});

test('where the project keeps selections as they are, an edge goes by characters, and with Alt by words', async () => {
  const opened = open(TEXT, SPANS);
  opened.setEditing({ readOnly: false, snapping: 'characters' });
  opened.setActive('who');
  await frames();
  const handle = () => middle(opened.root.querySelector('.av-handle-end')?.getBoundingClientRect() as DOMRect);
  const sa = boxOf(opened.host, 'sa');
  const to = { x: sa.right, y: middle(sa).y };
  await mouse.drag(handle(), to);
  expect(opened.happened.edges.at(-1)?.range).toEqual(range(TEXT, 'The minister sa'));
  opened.put(span(TEXT, 'who', 'speaker', 'The minister'));
  await frames();
  const ALT = 1;
  await mouse.drag(handle(), to, ALT);
  expect(opened.happened.edges.at(-1)?.range).toEqual(range(TEXT, 'The minister said'));
});

test('a selection begins where the active span does: its handles are beside the line', async () => {
  const opened = open(TEXT, SPANS);
  opened.setActive('who');
  await frames();
  const words = boxOf(opened.host, 'The');
  const end = boxOf(opened.host, 'minister');
  await mouse.drag({ x: words.left + 1, y: words.top + 2 }, { x: words.right - 1, y: words.bottom - 2 });
  expect(opened.happened.selected.at(-1)?.range).toEqual(range(TEXT, 'The'));
  await mouse.drag({ x: end.right - 1, y: end.bottom - 2 }, { x: end.left + 1, y: end.top + 2 });
  expect(opened.happened.selected.at(-1)?.range).toEqual(range(TEXT, 'minister'));
  expect(opened.happened.edges).toEqual([]);
});

test('a handle that is drawn along keeps to its line, wherever it was taken hold of', async () => {
  const opened = open(`${TEXT}\n${TEXT}\n${TEXT}`, SPANS);
  opened.setActive('who');
  await frames();
  for (const [side, at] of [
    ['end', 'bottom'],
    ['end', 'top'],
    ['start', 'top'],
  ] as const) {
    const grip = opened.root.querySelector(`.av-handle-${side}`)?.getBoundingClientRect() as DOMRect;
    const y = at === 'top' ? grip.top + 1 : grip.bottom - 1;
    await mouse.drag({ x: grip.left + 7, y }, { x: boxOf(opened.host, 'minister').left + 20, y });
    const moved = opened.happened.edges.at(-1)?.range;
    expect(moved).toEqual(range(TEXT, side === 'end' ? 'The minister' : 'minister'));
  }
});

test('where nothing can be changed, the active span has no handles', async () => {
  const opened = open(TEXT, SPANS);
  opened.setEditing({ readOnly: true, snapping: 'words' });
  opened.setActive('who');
  await frames();
  expect(opened.root.querySelector('.av-outline')).not.toBeNull();
  expect(opened.root.querySelector('.av-handle')).toBeNull();
});

test('nudges report the new range of the active span', () => {
  const opened = open(TEXT, SPANS);
  opened.nudge({ side: 'end', forward: true, by: 'word' });
  expect(opened.happened.edges).toEqual([]);
  opened.setActive('who');
  opened.nudge({ side: 'end', forward: true, by: 'word' });
  expect(opened.happened.edges).toEqual([{ spanId: 'who', fragment: 0, range: range(TEXT, 'The minister said') }]);
});

test('at rest over overlapping spans they are listed', async () => {
  const opened = open(TEXT, SPANS);
  await mouse.move(middle(boxOf(opened.host, 'dam')));
  const card = opened.root.querySelector('.av-stack') as HTMLElement;
  await expect.poll(() => card.hidden).toBe(false);
  expect([...card.querySelectorAll('b')].map((name) => name.textContent)).toEqual(['CONDITION', 'CLAIM', 'CLAIM']);
  await mouse.move(middle(boxOf(opened.host, 'Nobody')));
  await expect.poll(() => card.hidden).toBe(true);
});

test('reveals a span far below, measured anew as sections take their height', async () => {
  const text = `${'A paragraph with some words in it.\n'.repeat(1500)}TARGET here`;
  const opened = open(text);
  opened.reveal(range(text, 'TARGET'));
  await frames(5);
  const box = boxOf(opened.host, 'TARGET');
  const root = opened.root.getBoundingClientRect();
  expect(box.top).toBeGreaterThanOrEqual(root.top);
  expect(box.bottom).toBeLessThanOrEqual(root.bottom);
});
