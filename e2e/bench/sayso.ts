/**
 * Sayso for a bench: the window's own Annotate screen, with its article view, toolbar, cards and queue of edits. Only
 * the core is left out: its answers come from memory.
 */
import { createElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { OpenedText } from '../../src/renderer/article-view/opened-text.ts';
import { RunnerContext } from '../../src/renderer/commands/runner.ts';
import { adoptLabelColours } from '../../src/renderer/label-palette/label-colours.ts';
import { AnnotateScreen } from '../../src/renderer/project/annotate-screen.tsx';
import { applyLabel, deleteSpan } from '../../src/renderer/session/actions/spans.ts';
import { createWorkbench, follow } from '../../src/renderer/session/connect.ts';
import { WorkbenchContext } from '../../src/renderer/session/context.tsx';
import { openArticle } from '../../src/renderer/session/loading.ts';
import { NO_PROJECT } from '../../src/renderer/session/session-store.ts';
import { newSummary } from '../../src/renderer/session/summaries.ts';
import type { Workbench } from '../../src/renderer/session/workbench.ts';
import { ANNOTATOR, ARTICLE, articleOf, createBenchCore, PROJECT } from './bench-core.ts';
import type { BenchSpan, BenchView } from './bench-view.ts';
import '../../src/renderer/styles/tokens.css';
import '../../src/renderer/styles/base.css';

const core = createBenchCore();
let w: Workbench;

export const meta: BenchView['meta'] = {
  title: 'Sayso: the Annotate screen, with cards and toolbar',
  version: 'this one',
  overlaps: true,
  paints: 'highlights',
};

/** The window of a project, before an article is opened. */
export function prepare(root: HTMLElement): void {
  w = createWorkbench(core.bridge);
  follow(w, core.bridge, { onFiles() {}, onCommand() {} });
  adoptLabelColours(PROJECT.labels);
  w.edits.load(() => ({
    ...NO_PROJECT,
    project: PROJECT,
    annotatorId: ANNOTATOR,
    summaries: new Map([[ARTICLE, newSummary(articleOf(''))]]),
    order: [ARTICLE],
  }));
  root.style.padding = '0';
  const screen = createElement(RunnerContext, { value: () => {} }, createElement(AnnotateScreen));
  flushSync(() => createRoot(root).render(createElement(WorkbenchContext, { value: w }, screen)));
}

export async function open(text: string, spans: readonly BenchSpan[]): Promise<void> {
  core.hold(text, spans);
  await openArticle(w, ARTICLE);
}

/** As a person does it: selects the text, so that the toolbar comes, and gives it the label. */
export function add({ start, end, label }: BenchSpan): string {
  flushSync(() => w.text.current?.select({ start, end }));
  applyLabel(w, label, { otherWay: false });
  return w.view.getState().activeSpanId ?? '';
}

export const remove = (id: string): void => deleteSpan(w, id);

export function scroller(): HTMLElement {
  const found = document.querySelector<HTMLElement>('.article-view');
  if (!found) throw new Error('no article is open');
  return found;
}

const opened = (): OpenedText | null => w.text.current?.opened ?? null;
export const complete = async (): Promise<void> => opened()?.complete();
export const painted = (): boolean => (opened()?.painted ?? 0) > 0;
export const isPainted = (id: string): boolean => opened()?.isPainted(id) ?? false;
export const reveal = ({ start, end }: BenchSpan): void => opened()?.reveal({ start, end });
export const rendered = (): number => opened()?.painted ?? 0;
export const hit = (x: number, y: number): string[] => opened()?.hit(x, y) ?? [];
