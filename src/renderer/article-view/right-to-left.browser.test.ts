/** Text from right to left, with names and numbers in it that run from left to right. */
import { afterEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { boxOf, frames, middle, mouse, type Opened, range, show, span } from './article-view.fixture.ts';

const HEBREW = 'ראש העיר Lene Holm אמרה שב־2026 הגשר ייפתח אם הכביש יורחב.';
const ARABIC = 'قال Peskov إن الأسعار سترتفع 15 في المئة إذا استمرت الحرب.';

let opened: Opened | null = null;
afterEach(() => opened?.destroy());

function open(text: string, ...spans: ReturnType<typeof span>[]): Opened {
  opened = show(text, spans);
  return opened;
}

for (const [name, text, words] of [
  ['Hebrew', HEBREW, 'אם הכביש יורחב'],
  ['Arabic', ARABIC, 'إذا استمرت الحرب'],
  ['a Latin name in Hebrew', HEBREW, 'Lene Holm'],
  ['both directions', HEBREW, 'העיר Lene Holm אמרה'],
  ['a number in Arabic', ARABIC, 'سترتفع 15 في'],
] as const) {
  test(`a drag over ${name} selects just that, offset by offset`, async () => {
    const { host, happened } = open(text);
    const { start, end } = range(text, words);
    const first = rectOf(host, start);
    const last = rectOf(host, end - 1);
    const isRtl = (offset: number) => /[\u0590-\u06ff]/.test(text.charAt(offset));
    const from = { x: isRtl(start) ? first.right - 1 : first.left + 1, y: first.top + first.height / 2 };
    const to = { x: isRtl(end - 1) ? last.left + 1 : last.right - 1, y: last.top + last.height / 2 };
    await mouse.drag(from, to);
    await frames();
    expect(happened.selected.at(-1)?.range).toEqual({ start, end });
  });
}

/** The box of the character at an offset of a text of one paragraph. */
function rectOf(host: HTMLElement, offset: number): DOMRect {
  const node = document.createTreeWalker(host, NodeFilter.SHOW_TEXT).nextNode();
  const live = document.createRange();
  live.setStart(node as Node, offset);
  live.setEnd(node as Node, offset + 1);
  return live.getBoundingClientRect();
}

test('left goes on in a paragraph from right to left, by character and by word, and back with right', async () => {
  const { host } = open(HEBREW);
  host.focus();
  await userEvent.keyboard('{Control>}{Home}{/Control}{ArrowLeft}{ArrowLeft}');
  expect(opened?.caret).toBe(2);
  await userEvent.keyboard('{ArrowRight}');
  expect(opened?.caret).toBe(1);
  await userEvent.keyboard('{Control>}{ArrowLeft}{ArrowLeft}{/Control}');
  expect(HEBREW.slice(0, opened?.caret).trim()).toBe('ראש העיר');
  await userEvent.keyboard('{Control>}{ArrowRight}{/Control}');
  expect(HEBREW.slice(opened?.caret)).toMatch(/^\s?העיר/);
});

test.each([
  ['from right to left in one from left to right', 'The mayor said שלום עולם to all.', 'Right'],
  ['from left to right in one from right to left', HEBREW, 'Left'],
])('arrows go along the line, not along the text, where it runs %s', async (_, text, side) => {
  const { host, root } = open(text);
  host.focus();
  await userEvent.keyboard('{Control>}{Home}{/Control}');
  const places: number[] = [];
  const offsets = new Set<number>();
  for (let step = 0; step < text.length; step++) {
    await frames(1);
    places.push(root.querySelector('.av-caret')?.getBoundingClientRect().left ?? Number.NaN);
    offsets.add(opened?.caret ?? -1);
    if (opened?.caret === text.length) break;
    await userEvent.keyboard(`{Arrow${side}}`);
  }
  const onward = side === 'Right' ? 1 : -1;
  expect(places.every((place, index) => index === 0 || (place - (places[index - 1] ?? 0)) * onward > 0)).toBe(true);
  expect(opened?.caret).toBe(text.length);
  // At each edge of a run of the other direction one offset has two places on the line.
  expect(offsets.size).toBeGreaterThan(text.length - 6);
});

test('Shift extends by the same keys, and an arrow leaves the selection on the side it points to', async () => {
  const { host } = open(HEBREW);
  host.focus();
  await userEvent.keyboard('{Control>}{Home}{/Control}{Shift>}{ArrowLeft}{ArrowLeft}{ArrowLeft}{/Shift}');
  expect(opened?.selection).toEqual({ start: 0, end: 3 });
  await userEvent.keyboard('{ArrowLeft}');
  expect(opened?.caret).toBe(3);
  await userEvent.keyboard('{Shift>}{ArrowLeft}{ArrowLeft}{/Shift}{ArrowRight}');
  expect(opened?.caret).toBe(3);
});

test('the handles of a span are where it begins and ends: the start is on the right', async () => {
  const claim = span(HEBREW, 'c', 'claim', 'הגשר ייפתח');
  const { root } = open(HEBREW, claim);
  opened?.setActive('c');
  await frames();
  const start = root.querySelector('.av-handle-start')?.getBoundingClientRect();
  const end = root.querySelector('.av-handle-end')?.getBoundingClientRect();
  const words = boxOf(root, 'הגשר ייפתח');
  expect(Math.abs((start?.left ?? 0) + 7 - words.right)).toBeLessThan(2);
  expect(Math.abs((end?.left ?? 0) + 7 - words.left)).toBeLessThan(2);
});

test('dragging the start of a span moves its start', async () => {
  const { root, host, happened } = open(HEBREW, span(HEBREW, 'c', 'claim', 'הגשר ייפתח'));
  opened?.setActive('c');
  await frames();
  const grip = root.querySelector('.av-handle-start');
  if (!grip) throw new Error('no handle');
  const to = boxOf(host, 'ייפתח');
  await mouse.drag(middle(grip.getBoundingClientRect()), { x: to.right - 1, y: to.top + to.height / 2 });
  expect(happened.edges.at(-1)).toMatchObject({ spanId: 'c', range: range(HEBREW, 'ייפתח') });
});

test('an outline goes round the words of a span only, where it ends within text of the other direction', async () => {
  // The words stand apart on the line: between them is what follows the span.
  const text = 'The mayor said שלום עולם to all.';
  const { root } = open(text, span(text, 's', 'claim', 'said שלום'));
  opened?.setActive('s');
  await frames();
  const beyond = boxOf(root, 'עולם');
  const boxes = [...root.querySelectorAll('.av-outline')].map((each) => each.getBoundingClientRect());
  const at = beyond.left + beyond.width / 2;
  expect(boxes.length).toBeGreaterThan(1);
  expect(boxes.some(({ left, right }) => left < at && at < right)).toBe(false);
});
