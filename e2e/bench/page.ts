/** Runs in the page: does the same work with the view that the address names, and takes the time. */
import type { BenchSpan, BenchView } from './bench-view.ts';
import { makeCorpus } from './corpus.ts';

/** Times in ms; `longest`: the longest task on the way to the whole text, 0 where none took 50 ms. */
export type Measured = {
  open: number;
  complete: number;
  longest: number;
  add: number[];
  remove: number[];
  framesPerSecond: number;
};

const EDITS = 15;
const STEPS = 60;
/** What takes longer than this an edit is not done so often. */
const PATIENCE = 10_000;
/** Until what is scrolled to is there. */
const SETTLING = 150;

const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Resolves after the frame that is next has been painted. */
async function afterPaint(): Promise<number> {
  await frame();
  await new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
  return performance.now();
}

async function timed(work: () => unknown, isDone: () => boolean = () => true): Promise<number> {
  const started = performance.now();
  await work();
  let now = await afterPaint();
  while (!isDone() && now - started < PATIENCE) now = await afterPaint();
  return now - started;
}

/** One annotates what one sees: brings it about into the middle of the view. */
async function show(view: BenchView, span: BenchSpan, { length }: string): Promise<void> {
  const scroller = view.scroller();
  if (view.reveal) view.reveal(span);
  else scroller.scrollTop = (scroller.scrollHeight * span.start) / length - scroller.clientHeight / 2;
  await pause(SETTLING);
}

async function edit(
  view: BenchView,
  text: string,
  free: readonly BenchSpan[],
): Promise<Pick<Measured, 'add' | 'remove'>> {
  const result: Pick<Measured, 'add' | 'remove'> = { add: [], remove: [] };
  const started = performance.now();
  for (const span of free.slice(0, EDITS)) {
    let id = '';
    await show(view, span, text);
    result.add.push(
      await timed(
        async () => {
          id = await view.add(span);
        },
        () => view.isPainted?.(id) ?? true,
      ),
    );
    await pause(60);
    result.remove.push(
      await timed(
        () => view.remove(id),
        () => !(view.isPainted?.(id) ?? false),
      ),
    );
    if (performance.now() - started > PATIENCE) break;
  }
  return result;
}

async function scroll(view: BenchView): Promise<number> {
  const scroller = view.scroller();
  scroller.scrollTop = 0;
  await pause(300);
  const started = performance.now();
  for (let step = 1; step <= STEPS; step++) {
    await frame();
    scroller.scrollTop = ((scroller.scrollHeight - scroller.clientHeight) * step) / STEPS;
  }
  return STEPS / (((await afterPaint()) - started) / 1000);
}

async function measure(view: BenchView, size: number, oneLine: boolean): Promise<Measured> {
  const root = document.getElementById('root') as HTMLElement;
  const { text, spans, free } = makeCorpus(size, { oneLine });
  const tasks: number[] = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
  });
  await view.prepare?.(root);
  await pause(200);
  const open = await timed(() => view.open(text, spans, root), view.painted);
  await pause(60);
  tasks.length = 0;
  const started = performance.now();
  await view.complete?.();
  const complete = performance.now() - started;
  await pause(200);
  const longest = Math.max(0, ...tasks);
  const edits = await edit(view, text, free);
  return { open, complete, longest, ...edits, framesPerSecond: await scroll(view) };
}

const views = import.meta.glob<{ view: BenchView }>('./views/*');
const asked = new URLSearchParams(location.search);
const name = asked.get('view') ?? '';
const load = views[`./views/${name}.ts`] ?? views[`./views/${name}.mjs`];
if (!load) throw new Error(`there is no view ${name}`);
const { view } = await load();
Object.assign(window, { measure: () => measure(view, Number(asked.get('size')), asked.has('oneLine')) });
