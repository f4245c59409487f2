/** Text alone: what the browser itself takes to show it. Nothing can be added to it. */
import type { BenchSpan, BenchView } from '../bench-view.ts';

let scroller: HTMLElement;

export const view: BenchView = {
  meta: { title: 'text alone', version: '', overlaps: true },
  open(text, _spans, root) {
    scroller = root;
    for (const line of text.split('\n')) root.appendChild(document.createElement('p')).textContent = line;
  },
  add: ({ id }: BenchSpan) => id,
  remove() {},
  scroller: () => scroller,
};
