/**
 * Measures Sayso beside others and the browser's own floor: the same texts and spans, the same work, in one run.
 * `--views a,b` and `--sizes 5k,2m` measure less. Compare within one run: machines differ, and drift.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser, CDPSession, Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build, type Plugin, preview } from 'vite';
import { launchChromium, median } from './chromium.ts';
import type { Measured } from './page.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
/** Peers are nobody's dependency: they are installed here when first measured. */
const PEERS_FOLDER = join(HERE, '../../node_modules/.bench');
const PEERS = { '@recogito/text-annotator': '4.1.1', 'v-annotator': '0.1.31', vue: '2.7.16' };
const SIZES: Record<string, string> = {
  '5k': 'size=5000',
  '50k': 'size=50000',
  '500k': 'size=500000',
  '2m': 'size=2000000',
  '2m in one line': 'size=2000000&oneLine',
};
const RUNS = 5;
const SLOWEST = 60_000;

const { values: asked } = parseArgs({
  options: {
    views: { type: 'string', default: 'plain-text,sayso,recogito,v-annotator' },
    sizes: { type: 'string', default: Object.keys(SIZES).join() },
    runs: { type: 'string', default: String(RUNS) },
  },
});

function installPeers(): void {
  if (existsSync(join(PEERS_FOLDER, 'node_modules/vue'))) return;
  mkdirSync(PEERS_FOLDER, { recursive: true });
  writeFileSync(join(PEERS_FOLDER, 'package.json'), JSON.stringify({ private: true, dependencies: PEERS }));
  execFileSync('npm', ['install', '--prefix', PEERS_FOLDER, '--ignore-scripts', '--no-audit', '--no-fund'], {
    stdio: 'inherit',
  });
}

function peersFromTheirFolder(): Plugin {
  const names = Object.keys(PEERS);
  return {
    name: 'peers',
    enforce: 'pre',
    resolveId(id) {
      if (!names.some((name) => id === name || id.startsWith(`${name}/`))) return null;
      return this.resolve(id, join(PEERS_FOLDER, 'index.js'), { skipSelf: true });
    },
  };
}

async function buildPage(outDir: string): Promise<void> {
  await build({
    root: HERE,
    configFile: false,
    logLevel: 'error',
    plugins: [react(), peersFromTheirFolder()],
    build: { outDir, rolldownOptions: { input: join(HERE, 'page.html') }, target: 'esnext' },
  });
}

/** `hover`: what a move of the mouse takes on the main thread, ms. `memory`: of the page's process alone, MB. */
type Taken = Measured & { hover: number; memory: number };

const MOVES = 30;

async function hover(page: Page, cdp: CDPSession): Promise<number> {
  const taken = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  };
  await cdp.send('Performance.enable');
  const before = await taken();
  for (let move = 0; move < MOVES; move++) await page.mouse.move(100 + move * 31, 80 + ((move * 173) % 640));
  return (((await taken()) - before) * 1000) / MOVES;
}

/** What no other process shares; only Linux tells. 0 elsewhere. */
async function privateMemory(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = processInfo
    .map(({ type, id }) => ({ type, path: `/proc/${id}/smaps_rollup` }))
    .filter(({ type, path }) => type === 'renderer' && existsSync(path))
    .map(({ path }) => readFileSync(path, 'utf8').matchAll(/^Private_\w+:\s+(\d+) kB/gm))
    .map((lines) => lines.reduce((sum, [, size]) => sum + Number(size), 0));
  return Math.max(0, ...sizes) / 1024;
}

/** One measurement in a page of its own, or null where it took too long. */
async function measure(browser: Browser, url: string): Promise<Taken | null> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    await page.goto(url);
    await page.waitForFunction('window.measure');
    const work = page.evaluate('measure()') as Promise<Measured>;
    const late = new Promise<null>((resolve) => setTimeout(resolve, SLOWEST, null).unref());
    const measured = await Promise.race([work, late]);
    if (!measured) return null;
    const cdp = await page.context().newCDPSession(page);
    const hovered = await hover(page, cdp);
    await cdp.send('HeapProfiler.collectGarbage');
    return { ...measured, hover: hovered, memory: await privateMemory(browser) };
  } finally {
    await page.close();
  }
}

type Row = {
  view: string;
  open: number;
  complete: number;
  longest: number;
  add: number;
  slowAdd: number;
  remove: number;
  frames: number;
  hover: number;
  memory: number;
};

function rowOf(view: string, runs: readonly Taken[]): Row {
  const adds = runs.flatMap(({ add }) => add).toSorted((a, b) => a - b);
  return {
    view,
    open: median(runs.map(({ open }) => open)),
    complete: median(runs.map(({ complete }) => complete)),
    longest: median(runs.map(({ longest }) => longest)),
    add: median(adds),
    slowAdd: adds[Math.floor(adds.length * 0.95)] ?? 0,
    remove: median(runs.flatMap(({ remove }) => remove)),
    frames: median(runs.map(({ framesPerSecond }) => framesPerSecond)),
    hover: median(runs.map(({ hover }) => hover)),
    memory: median(runs.map(({ memory }) => memory)),
  };
}

function print(size: string, rows: readonly (Row | string)[]): void {
  const floor = rows.find((row) => typeof row !== 'string');
  console.log(
    `\n${size}\n\n| | open ms (to text alone) | whole text ms | longest task ms | add ms (95 %) | remove ms | scroll fps | hover ms | memory MB |`,
  );
  console.log('|---|---:|---:|---:|---:|---:|---:|---:|---:|');
  for (const row of rows) {
    if (typeof row === 'string' || !floor || typeof floor === 'string') {
      console.log(`| ${row} | over ${SLOWEST / 1000} s | | | | | | | |`);
      continue;
    }
    const cells = [
      row.view,
      `${row.open.toFixed(0)} (${(row.open / floor.open).toFixed(2)})`,
      row.complete.toFixed(0),
      row.longest.toFixed(0),
      `${row.add.toFixed(0)} (${row.slowAdd.toFixed(0)})`,
      row.remove.toFixed(0),
      row.frames.toFixed(0),
      row.hover.toFixed(1),
      row.memory.toFixed(0),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

installPeers();
const outDir = mkdtempSync(join(tmpdir(), 'sayso-bench-'));
await buildPage(outDir);
const server = await preview({
  root: HERE,
  configFile: false,
  build: { outDir },
  preview: { port: 0, host: '127.0.0.1' },
});
const browser = await launchChromium();
try {
  const views = asked.views.split(',');
  for (const size of asked.sizes.split(',')) {
    const runs = new Map<string, Taken[]>(views.map((view) => [view, []]));
    // In turn, so that a drift of the machine meets all of them alike. The first round is to warm up.
    for (let run = 0; run <= Number(asked.runs); run++) {
      for (const view of views) {
        const kept = runs.get(view);
        const url = `${server.resolvedUrls?.local[0]}page.html?view=${view}&${SIZES[size]}`;
        const measured = kept ? await measure(browser, url) : null;
        if (!measured) runs.delete(view);
        else if (run > 0) kept?.push(measured);
      }
    }
    print(
      size,
      views.map((view) => (runs.has(view) ? rowOf(view, runs.get(view) ?? []) : view)),
    );
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(outDir, { recursive: true });
}
