/** For browser tests: puts a component into the page, in a pane of a usual size. */
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { onTestFinished } from 'vitest';
import '../styles/tokens.css';

export function mount(
  content: ReactNode,
  size = { width: 348, height: 640 },
): { update: (content: ReactNode) => void } {
  const pane = document.createElement('div');
  Object.assign(pane.style, { width: `${size.width}px`, height: `${size.height}px` });
  document.body.append(pane);
  const root = createRoot(pane);
  root.render(content);
  onTestFinished(() => {
    root.unmount();
    pane.remove();
  });
  return { update: (next) => root.render(next) };
}
