/// <reference types="@vitest/browser-playwright" />
/** For the tests in a browser: a view of a text, and a real mouse. */
import { cdp } from 'vitest/browser';
import type { Label, Range, Relation } from '../../shared/model.ts';
import type { MovedEdge } from './edge-moves.ts';
import type { OpenedText, Selected } from './opened-text.ts';
import type { ShownSpan } from './span-index.ts';
import { createArticleView } from './view.ts';
import '../styles/tokens.css';
import './article-view.css';

export const LABELS: Label[] = ['speaker', 'claim', 'condition'].map((id, position) => ({
  id,
  name: id.toUpperCase(),
  colour: ['#1f5fbf', '#9a5b00', '#7a3bb0'][position] ?? '',
  key: String(position + 1),
  description: '',
  active: true,
  position,
}));

type Happened = {
  selected: (Selected | null)[];
  activated: (string | null)[];
  edges: MovedEdge[];
  carets: number[];
};

export type Opened = OpenedText & {
  root: HTMLElement;
  host: HTMLElement;
  happened: Happened;
  reopen(text: string, spans?: ShownSpan[]): OpenedText;
  destroy(): void;
};

/** Opens a text in a scroller of 800 by 600. */
export function show(text: string, spans: ShownSpan[] = [], relations: Relation[] = []): Opened {
  const root = document.createElement('div');
  root.style.cssText = 'width: 800px; height: 600px';
  document.body.append(root);
  const view = createArticleView(root);
  const happened: Happened = { selected: [], activated: [], edges: [], carets: [] };
  const events = {
    selected: (selected: Selected | null) => void happened.selected.push(selected),
    activated: (id: string | null) => void happened.activated.push(id),
    edgeMoved: (moved: MovedEdge) => void happened.edges.push(moved),
    caretMoved: (offset: number) => void happened.carets.push(offset),
  };
  const reopen = (other: string, others: ShownSpan[] = []): OpenedText =>
    view.open({ text: other, spans: others, labels: LABELS, relations, events });
  const opened = reopen(text, spans);
  const destroy = (): void => {
    view.destroy();
    root.remove();
  };
  return Object.assign(Object.create(opened), { root, host: view.frame.host, happened, reopen, destroy });
}

/** A span over each of the words given, where they first stand in the text. */
export function span(text: string, id: string, label: string, ...words: string[]): ShownSpan {
  return { id, label, fragments: words.map((each) => range(text, each)) };
}

export function range(text: string, words: string): Range {
  const start = text.indexOf(words);
  return { start, end: start + words.length };
}

/** The text that is highlighted, by highlight. */
export function highlighted(): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const [name, highlight] of CSS.highlights) {
    const texts = [...highlight].map((each) => {
      const live = document.createRange();
      live.setStart(each.startContainer, each.startOffset);
      live.setEnd(each.endContainer, each.endOffset);
      return live.toString();
    });
    if (texts.length > 0) found[name] = texts;
  }
  return found;
}

export const frames = async (count = 2): Promise<void> => {
  for (let i = 0; i < count; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
};

type Place = { x: number; y: number };

async function dispatch(type: string, place: Place, modifiers = 0, clickCount = 1): Promise<void> {
  const frame = window.frameElement?.getBoundingClientRect();
  const at = { x: place.x + (frame?.left ?? 0), y: place.y + (frame?.top ?? 0) };
  const pressed = type !== 'mouseMoved' || held;
  await cdp().send('Input.dispatchMouseEvent', {
    type: type as 'mousePressed',
    ...at,
    modifiers,
    clickCount,
    button: pressed ? 'left' : 'none',
    buttons: held ? 1 : 0,
  });
}

let held = false;

export const mouse = {
  move: (place: Place, modifiers = 0): Promise<void> => dispatch('mouseMoved', place, modifiers),
  async down(place: Place, clickCount = 1): Promise<void> {
    held = true;
    await dispatch('mousePressed', place, 0, clickCount);
  },
  async up(place: Place, modifiers = 0, clickCount = 1): Promise<void> {
    held = false;
    await dispatch('mouseReleased', place, modifiers, clickCount);
    await frames();
  },
  async click(place: Place): Promise<void> {
    await mouse.move(place);
    await mouse.down(place);
    await mouse.up(place);
  },
  async drag(from: Place, to: Place, modifiers = 0): Promise<void> {
    await mouse.move(from);
    await mouse.down(from);
    await mouse.move({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, modifiers);
    await mouse.move(to, modifiers);
    await mouse.up(to, modifiers);
  },
};

/** Where the words first stand on the screen. */
export function boxOf(host: HTMLElement, words: string): DOMRect {
  const walker = document.createTreeWalker(host, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = (node.nodeValue ?? '').indexOf(words);
    if (at < 0) continue;
    const live = document.createRange();
    live.setStart(node, at);
    live.setEnd(node, at + words.length);
    return live.getBoundingClientRect();
  }
  throw new Error(`no ${words} in the text`);
}

export const middle = (box: DOMRect): Place => ({ x: box.left + box.width / 2, y: box.top + box.height / 2 });
