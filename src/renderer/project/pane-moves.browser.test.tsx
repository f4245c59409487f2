import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { expect, onTestFinished, test } from 'vitest';
import { mouse } from '../article-view/article-view.fixture.ts';
import { usePaneMoves } from './pane-moves.ts';

function Panes() {
  return (
    <main onPointerMove={usePaneMoves()} style={{ height: 200, width: 600 }}>
      <Group disableCursor>
        <Panel defaultSize={200}>
          <div className="pane" style={{ height: '100%' }} />
        </Panel>
        <Separator style={{ width: 1 }} />
        <Panel>
          <div className="pane" style={{ height: '100%' }} />
        </Panel>
      </Group>
    </main>
  );
}

test('an edge shows the pointer at it and no longer, though moves over a pane go no further than the panes', async () => {
  const element = document.body.appendChild(document.createElement('div'));
  const root = createRoot(element);
  flushSync(() => root.render(<Panes />));
  const heard: number[] = [];
  const hear = ({ clientX }: PointerEvent) => heard.push(clientX);
  document.addEventListener('pointermove', hear);
  onTestFinished(() => {
    document.removeEventListener('pointermove', hear);
    root.unmount();
    element.remove();
  });
  const separator = document.querySelector('[role=separator]');
  const edge = separator?.getBoundingClientRect();
  if (!edge) throw new Error('there is no edge');
  const y = edge.top + 100;
  const shown = () => separator?.getAttribute('data-separator');

  for (const past of [100, 90, 80]) await mouse.move({ x: edge.left + past, y });
  await mouse.move({ x: edge.left, y });
  await expect.poll(shown).toBe('hover');
  for (const past of [4, 20, 40, 60, 80]) await mouse.move({ x: edge.left + past, y });
  await expect.poll(shown).toBe('inactive');
  expect(heard.map((x) => Math.round(x - edge.left))).toEqual([100, 0, 4, 20, 40]);
});
