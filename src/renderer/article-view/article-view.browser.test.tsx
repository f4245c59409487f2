import { createRef } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, expect, test } from 'vitest';
import { boxOf, frames, highlighted, LABELS, middle, mouse, range, span } from './article-view.fixture.ts';
import { ArticleView, type ArticleViewHandle, type ArticleViewProps } from './article-view.tsx';
import type { ShownSpan } from './span-index.ts';

const TEXT = 'The minister said that the dam would hold. Nobody believed it.';
let mounted: { root: Root; box: HTMLElement } | null = null;
const highlightsBefore = new Set(CSS.highlights.keys());

afterEach(() => {
  mounted?.root.unmount();
  mounted?.box.remove();
  mounted = null;
});

const spansOf = (...spans: ShownSpan[]) => new Map(spans.map((each) => [each.id, each]));
const painted = () => Object.values(highlighted()).flat().toSorted();

function render(changes: Partial<ArticleViewProps> = {}) {
  if (!mounted) {
    const box = document.createElement('div');
    box.style.cssText = 'width: 800px; height: 600px; display: grid';
    document.body.append(box);
    mounted = { root: createRoot(box), box };
  }
  const { root, box } = mounted;
  const props: ArticleViewProps = {
    article: { id: 'a', title: 'A dam' },
    text: TEXT,
    spans: new Map(),
    relations: new Map(),
    labels: LABELS,
    activeSpanId: null,
    readOnly: false,
    snapping: 'words',
    invisibles: false,
    header: <h1>A dam</h1>,
    toolbar: ({ range: { start, end } }) => <button type="button">{`Label ${start}-${end}`}</button>,
    onSelect: () => undefined,
    onCaretMove: () => undefined,
    onActivate: () => undefined,
    onEdgeMoved: () => undefined,
    ...changes,
  };
  flushSync(() => root.render(<ArticleView {...props} />));
  return box;
}

test('shows heading, text and spans, and applies what changes', () => {
  const who = span(TEXT, 'who', 'speaker', 'The minister');
  const box = render({ spans: spansOf(who) });
  expect(box.querySelector('h1')?.textContent).toBe('A dam');
  expect(box.querySelector('[role=document]')?.getAttribute('aria-label')).toBe('A dam');
  expect(box.querySelector('[role=document]')?.textContent).toBe(TEXT);
  expect(painted()).toEqual(['The minister']);
  const text = box.querySelector('[role=document] p');
  render({ spans: spansOf(who, span(TEXT, 'what', 'claim', 'the dam would hold')) });
  expect(painted()).toEqual(['The minister', 'the dam would hold']);
  render({ spans: spansOf(span(TEXT, 'what', 'claim', 'would hold')) });
  expect(painted()).toEqual(['would hold']);
  expect(box.querySelector('[role=document] p')).toBe(text);
});

test('another article replaces text, spans and selection', () => {
  const ref = createRef<ArticleViewHandle>();
  const box = render({ ref, spans: spansOf(span(TEXT, 'who', 'speaker', 'The minister')) });
  ref.current?.select({ start: 0, end: 3 });
  render({ ref, article: { id: 'b', title: 'Another' }, text: 'Other words', spans: new Map() });
  expect(box.querySelector('[role=document]')?.textContent).toBe('Other words');
  expect(box.querySelector('[role=document]')?.getAttribute('aria-label')).toBe('Another');
  expect(painted()).toEqual([]);
  expect(ref.current?.selection).toBeNull();
});

test('renders the toolbar for the selection that was made', async () => {
  const selections: (string | null)[] = [];
  const box = render({
    onSelect: (selected) => selections.push(selected && TEXT.slice(selected.range.start, selected.range.end)),
  });
  await frames();
  const text = box.querySelector('[role=document]') as HTMLElement;
  const dam = boxOf(text, 'dam');
  await mouse.drag({ x: dam.left + 1, y: dam.top + 10 }, { x: dam.right - 1, y: dam.top + 10 });
  const { start, end } = range(TEXT, 'dam');
  await expect.poll(() => box.querySelector('button:not(li *)')?.textContent).toBe(`Label ${start}-${end}`);
  await mouse.click(middle(boxOf(text, 'Nobody')));
  await expect.poll(() => box.querySelector('button:not(li *)')).toBeNull();
  expect(selections).toEqual(['dam', null]);
});

test('the handle expands the selection, steps through spans and nudges', () => {
  const ref = createRef<ArticleViewHandle>();
  const activated: (string | null)[] = [];
  const moved: unknown[] = [];
  const spans = spansOf(span(TEXT, 'who', 'speaker', 'The minister'));
  const props = {
    ref,
    spans,
    onActivate: (id: string | null) => activated.push(id),
    onEdgeMoved: (each: unknown) => moved.push(each),
  };
  render(props);
  const handle = ref.current as ArticleViewHandle;
  handle.select({ start: TEXT.indexOf('dam') + 1, end: TEXT.indexOf('dam') + 1 });
  handle.expandSelection();
  expect(handle.selection).toEqual(range(TEXT, 'dam'));
  handle.expandSelection();
  expect(handle.selection?.start).toBeLessThan(TEXT.indexOf('dam'));
  handle.select({ start: 0, end: 0 });
  handle.moveSpanCursor('next');
  expect(activated).toEqual(['who']);
  expect(handle.selection).toEqual(range(TEXT, 'The minister'));
  render({ ...props, activeSpanId: 'who' });
  handle.nudge({ side: 'end', forward: true, by: 'word' });
  expect(moved).toEqual([{ spanId: 'who', fragment: 0, range: range(TEXT, 'The minister said') }]);
});

test('taken away, it leaves nothing behind', () => {
  render({ spans: spansOf(span(TEXT, 'who', 'speaker', 'The minister')) });
  mounted?.root.unmount();
  expect([...CSS.highlights.keys()].filter((name) => !highlightsBefore.has(name))).toEqual([]);
});
