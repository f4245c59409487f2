import { afterEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { boxOf, frames, middle, mouse, type Opened, range, show } from './article-view.fixture.ts';

const TEXT =
  'The minister said so. Nobody \u{1f468}\u200d\u{1f469}\u200d\u{1f467} believed it.\n\nSecond paragraph, with words enough to fill more than one line of the page so that it wraps, and then some more.\nLast';

let view: Opened | null = null;
function open(text = TEXT): Opened {
  view = show(text);
  view.host.focus();
  return view;
}
afterEach(() => {
  view?.destroy();
  view = null;
});

const put = (opened: Opened, offset: number) => opened.select({ start: offset, end: offset });
const selectedText = (opened: Opened, text = TEXT) =>
  opened.selection && text.slice(opened.selection.start, opened.selection.end);

test('moves and extends by grapheme', async () => {
  const opened = open();
  const family = range(TEXT, '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}');
  put(opened, family.start);
  await userEvent.keyboard('{ArrowRight}');
  expect(opened.caret).toBe(family.end);
  await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}');
  expect(opened.selection).toEqual(family);
  await userEvent.keyboard('{ArrowLeft}');
  expect(opened.selection).toBeNull();
  expect(opened.caret).toBe(family.start);
});

test('moves and extends by word and by sentence', async () => {
  const opened = open();
  put(opened, 0);
  await userEvent.keyboard('{Control>}{ArrowRight}{/Control}{Control>}{Shift>}{ArrowRight}{/Shift}{/Control}');
  expect(selectedText(opened)).toBe(' minister');
  put(opened, 0);
  await userEvent.keyboard('{Alt>}{Shift>}{ArrowRight}{/Shift}{/Alt}');
  expect(selectedText(opened)).toBe('The minister said so. ');
  expect(opened.happened.selected.at(-1)).toMatchObject({ source: 'keyboard', alt: false });
});

test('moves by paragraph and to the ends of the article', async () => {
  const opened = open();
  put(opened, 5);
  await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');
  expect(opened.caret).toBe(TEXT.indexOf('Second'));
  await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
  expect(opened.caret).toBe(0);
  await userEvent.keyboard('{Control>}{End}{/Control}');
  expect(opened.caret).toBe(TEXT.length);
  await userEvent.keyboard('{Control>}{Home}{/Control}');
  expect(opened.caret).toBe(0);
});

test('moves by line through wrapped lines and empty ones, and back to where it began', async () => {
  const opened = open();
  put(opened, 6);
  const seen: number[] = [];
  for (let i = 0; i < 4; i++) {
    await userEvent.keyboard('{ArrowDown}');
    seen.push(opened.caret);
  }
  const empty = TEXT.indexOf('\n') + 1;
  expect(seen[0]).toBe(empty);
  expect(seen[1]).toBeGreaterThan(TEXT.indexOf('Second'));
  expect(seen[2]).toBeGreaterThan(seen[1] ?? 0);
  expect(seen[2]).toBeLessThan(TEXT.indexOf('Last') - 1);
  expect(seen[3]).toBeGreaterThanOrEqual(TEXT.indexOf('Last'));
  for (let i = 0; i < 4; i++) await userEvent.keyboard('{ArrowUp}');
  expect(opened.caret).toBe(6);
});

test('Home and End go to the ends of the line on the screen', async () => {
  const opened = open();
  put(opened, TEXT.indexOf('paragraph'));
  await userEvent.keyboard('{End}');
  const end = opened.caret;
  expect(TEXT[end]).toBe(' ');
  expect(end).toBeLessThan(TEXT.indexOf('Last') - 1);
  await userEvent.keyboard('{ArrowRight}{End}');
  expect(opened.caret).toBe(TEXT.indexOf('\nLast'));
  await userEvent.keyboard('{Home}');
  expect(opened.caret).toBe(end + 1);
  await userEvent.keyboard('{Home}');
  expect(opened.caret).toBe(end + 1);
});

test('a line that wraps without a space has its end and its start at one offset', async () => {
  const text = '漢'.repeat(100);
  const opened = open(text);
  put(opened, 3);
  await userEvent.keyboard('{End}');
  const end = opened.caret;
  await frames();
  const caret = () => opened.root.querySelector('.av-caret')?.getBoundingClientRect() as DOMRect;
  const atEnd = caret();
  await userEvent.keyboard('{Home}');
  expect(opened.caret).toBe(0);
  put(opened, end);
  await frames();
  expect(caret().top).toBeGreaterThan(atEnd.top + 10);
  expect(caret().left).toBeLessThan(atEnd.left - 100);
});

test('arrows follow the writing direction', async () => {
  const text = 'עברית אחת';
  const opened = open(text);
  put(opened, 2);
  await userEvent.keyboard('{ArrowLeft}');
  expect(opened.caret).toBe(3);
});

test('a page down scrolls and moves', async () => {
  const text = Array.from({ length: 200 }, (_, i) => `Paragraph ${i}.`).join('\n');
  const opened = open(text);
  put(opened, 0);
  await userEvent.keyboard('{PageDown}');
  expect(opened.root.scrollTop).toBeGreaterThan(300);
  expect(opened.caret).toBeGreaterThan(100);
  await userEvent.keyboard('{PageUp}{PageUp}');
  expect(opened.caret).toBeLessThan(20);
});

test('crosses the cut of a long line one character at a time', async () => {
  const text = 'word '.repeat(2000).trim();
  const opened = open(text);
  await opened.complete();
  const first = opened.host.querySelector('p')?.textContent?.length ?? 0;
  put(opened, first - 1);
  await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowRight}{ArrowRight}{/Shift}');
  expect(opened.selection).toEqual({ start: first - 1, end: first + 2 });
  expect(selectedText(opened, text)).toBe(' wo');
});

test('a mouse selects across paragraphs and cuts, to the character', async () => {
  const text = `Short start\n${'word '.repeat(900)}XYZ ${'word '.repeat(900)}`;
  const opened = open(text);
  await opened.complete();
  const from = boxOf(opened.host, 'start');
  const to = boxOf(opened.host, 'word word');
  await mouse.drag({ x: from.left + 1, y: from.top + 10 }, { x: to.right - 1, y: to.top + 10 });
  expect(selectedText(opened, text)).toBe('start\nword word');
  expect(opened.happened.selected.at(-1)).toMatchObject({ source: 'pointer', alt: false });
  const cut = opened.host.querySelectorAll('p')[2]?.textContent ?? '';
  opened.reveal({ start: text.indexOf(cut, 4000), end: text.indexOf(cut, 4000) + 1 });
  await frames(4);
  const [, before, after] = [...opened.host.querySelectorAll('p')].map((p) => p.getBoundingClientRect());
  if (!before || !after) throw new Error('the line was not cut');
  await mouse.drag({ x: after.left + 2, y: after.top - 18 }, { x: after.left + 2, y: after.top + 18 });
  const { start, end } = opened.selection ?? { start: 0, end: 0 };
  const cutAt = 'Short start\n'.length + (opened.host.querySelectorAll('p')[1]?.textContent?.length ?? 0);
  expect(end).toBe(cutAt);
  expect(start).toBeLessThan(cutAt);
});

test('Alt is reported with the selection', async () => {
  const opened = open();
  const box = boxOf(opened.host, 'minister');
  const ALT = 1;
  await mouse.drag({ x: box.left + 12, y: box.top + 10 }, { x: box.right - 12, y: box.top + 10 }, ALT);
  expect(opened.happened.selected.at(-1)?.alt).toBe(true);
});

test('a press on selected text selects anew', async () => {
  const opened = open();
  opened.select(range(TEXT, 'The minister said'));
  const box = boxOf(opened.host, 'minister');
  await mouse.drag({ x: box.left + 1, y: box.top + 10 }, { x: box.right - 1, y: box.top + 10 });
  expect(selectedText(opened)).toBe('minister');
});

test('a selection outlives the focus, painted, and comes back with it', async () => {
  const opened = open();
  const words = range(TEXT, 'minister');
  opened.select(words);
  const field = document.createElement('input');
  document.body.append(field);
  field.focus();
  field.select();
  await expect
    .poll(() => [...CSS.highlights].some(([name, h]) => name.startsWith('article-selection') && h.size > 0))
    .toBe(true);
  expect(opened.selection).toEqual(words);
  field.remove();
  opened.host.focus();
  expect(document.getSelection()?.toString()).toBe('minister');
});

test('a click on the empty page takes the selection away, a drag from there selects', async () => {
  const opened = open();
  opened.select(range(TEXT, 'minister'));
  const page = opened.root.querySelector('.av-page')?.getBoundingClientRect() as DOMRect;
  await mouse.click({ x: page.left + 20, y: page.top + 10 });
  expect(opened.selection).toBeNull();
  expect(opened.happened.selected.at(-1)).toBeNull();
  const minister = boxOf(opened.host, 'minister');
  await mouse.drag({ x: page.left + 20, y: page.top + 10 }, { x: minister.right - 1, y: minister.top + 10 });
  expect(selectedText(opened)).toBe('The minister');
});

test('a selection made for somebody who types elsewhere leaves the typing alone', async () => {
  const opened = open();
  const field = document.createElement('input');
  document.body.append(field);
  field.focus();
  opened.select(range(TEXT, 'minister'));
  await userEvent.keyboard('abc');
  expect(field.value).toBe('abc');
  expect(selectedText(opened)).toBe('minister');
  field.remove();
});

test('select all takes the whole text', async () => {
  const text = Array.from({ length: 2000 }, (_, i) => `Paragraph ${i}.`).join('\n');
  const opened = open(text);
  await userEvent.keyboard('{Control>}a{/Control}');
  expect(opened.selection).toEqual({ start: 0, end: text.length });
  expect(opened.host.textContent).toBe(text.replaceAll('\n', ''));
});

test('keys that it does not know go on', async () => {
  const opened = open();
  const keys: string[] = [];
  const listen = (event: KeyboardEvent) => {
    if (!event.defaultPrevented) keys.push(event.key);
  };
  window.addEventListener('keydown', listen);
  await userEvent.keyboard('2r{ArrowRight}{Escape}');
  window.removeEventListener('keydown', listen);
  expect(keys).toEqual(['2', 'r', 'Escape']);
  expect(opened.caret).toBe(1);
});

test('the toolbar is shown at a finished selection and stays in the page', async () => {
  const opened = open();
  const toolbar = opened.root.querySelector('.av-toolbar') as HTMLElement;
  toolbar.innerHTML = '<button type="button" style="width: 300px; height: 30px">Claim</button>';
  expect(toolbar.hidden).toBe(true);
  const box = boxOf(opened.host, 'wraps');
  await mouse.drag({ x: box.left + 1, y: box.top + 10 }, { x: box.right - 1, y: box.top + 10 });
  await frames();
  const page = opened.root.querySelector('.av-page')?.getBoundingClientRect() as DOMRect;
  const at = toolbar.getBoundingClientRect();
  expect(toolbar.hidden).toBe(false);
  expect(at.right).toBeLessThanOrEqual(page.right);
  expect(at.top).toBeGreaterThan(box.bottom);
  await mouse.click(middle(at));
  expect(selectedText(opened)).toBe('wraps');
  expect(document.activeElement).toBe(opened.host);
});
