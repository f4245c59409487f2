/**
 * Measures the built app as a person meets it, on the web host in Chromium, against what nothing could beat. Compare
 * the ratios: times differ between machines and from day to day.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { launchChromium, median } from './chromium.ts';
import { CLI, type Measures, makeProject, profileIn } from './large-project.ts';

const RUNS = 5;
const SMALL: Measures = { articles: 20, size: 5_000, spans: 100, spacing: 50 };
const LARGE: Measures = { articles: 10_000, size: 4_100, spans: 20, spacing: 200 };
const FRAME = 1000 / 60;

/** A host of its own on a project, and the window on it. */
async function withWindow<T>(
  browser: Browser,
  env: NodeJS.ProcessEnv,
  project: string,
  use: (page: Page, usable: number) => Promise<T>,
): Promise<T> {
  const host = spawn(process.execPath, [CLI, 'serve', '--no-open', project], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(() => {
    const tasks: PerformanceEntry[] = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: 'longtask' });
    Object.assign(window, { longTasks: tasks });
  });
  try {
    const [line] = (await once(createInterface({ input: host.stdout }), 'line')) as [string];
    const started = performance.now();
    await page.goto(line.replace('Sayso is at ', ''));
    await page.waitForFunction(() => (document.querySelector('[role=document]')?.textContent ?? '').length > 1000);
    return await use(page, performance.now() - started);
  } finally {
    await page.close();
    const ended = once(host, 'exit');
    host.kill();
    await ended;
  }
}

async function emptyPage(browser: Browser): Promise<number> {
  const page = await browser.newPage();
  const started = performance.now();
  await page.goto('data:text/html,<p>Nothing');
  await page.waitForFunction(() => document.body.textContent !== '');
  const took = performance.now() - started;
  await page.close();
  return took;
}

/** Clicks on article after article; from each click to the frame that shows its text with its spans, in ms. */
const switchArticles = (page: Page): Promise<number[]> =>
  page.evaluate(async () => {
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    const painted = () => CSS.highlights.values().reduce((sum, highlight) => sum + highlight.size, 0);
    const took: number[] = [];
    const open = () => document.querySelector('[role=document]')?.getAttribute('aria-label') ?? '';
    for (const row of document.querySelectorAll<HTMLElement>('[role=listbox] [role=option]')) {
      const title = open();
      if (row.textContent?.includes(title)) continue;
      await frame();
      const started = performance.now();
      row.click();
      do await frame();
      while (open() === title || painted() === 0);
      took.push(performance.now() - started);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return took;
  });

/** The longest task since it was asked last, in ms; 0 where none took 50 ms. */
const longestTask = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const { longTasks } = window as unknown as { longTasks: PerformanceEntry[] };
    return Math.max(0, ...longTasks.splice(0).map(({ duration }) => duration));
  });

async function scrollList(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const list = document.querySelector('[role=listbox]');
    for (let step = 1; list && step <= 60; step++) {
      list.scrollTop = (list.scrollHeight * step) / 60;
      await new Promise(requestAnimationFrame);
    }
  });
}

/** Opens the file, checks it as a project is checked when it is opened, and closes it. */
function openAndCheck(path: string): number {
  const started = performance.now();
  const db = new Database(path, { readonly: true });
  db.pragma('quick_check(1)');
  db.close();
  return performance.now() - started;
}

const repeated = async (measure: () => Promise<number> | number): Promise<number> => {
  const values: number[] = [];
  for (let run = 0; run < RUNS; run++) values.push(await measure());
  return median(values);
};

type Line = { what: string; took: number; against: string; limit: number };

async function measureSmall(browser: Browser, env: NodeJS.ProcessEnv, folder: string): Promise<Line[]> {
  const project = makeProject(folder, env, SMALL);
  const empty = await repeated(() => emptyPage(browser));
  const usable = await repeated(() => withWindow(browser, env, project, async (_, took) => took));
  const switches = await withWindow(browser, env, project, switchArticles);
  return [
    { what: 'window usable', took: usable, against: 'an empty page', limit: empty },
    { what: 'another article, 5 kB with 100 spans', took: median(switches), against: 'two frames', limit: 2 * FRAME },
  ];
}

async function measureLarge(browser: Browser, env: NodeJS.ProcessEnv, folder: string): Promise<Line[]> {
  const project = makeProject(folder, env, LARGE);
  const checked = await repeated(() => openAndCheck(project));
  const usable = await repeated(() => withWindow(browser, env, project, async (_, took) => took));
  const longest = await withWindow(browser, env, project, async (page) => {
    const opened = await longestTask(page);
    await page.getByRole('searchbox').first().pressSequentially('report 77', { delay: 80 });
    const filtered = await longestTask(page);
    await page.getByRole('searchbox').first().fill('');
    await longestTask(page);
    await scrollList(page);
    return { opened, filtered, scrolled: await longestTask(page) };
  });
  const task = (what: string, took: number): Line => ({
    what: `list of 10,000 articles ${what}: longest task`,
    took,
    against: '50 ms',
    limit: 50,
  });
  return [
    {
      what: '10,000 articles with 200,000 spans usable',
      took: usable,
      against: 'the file opened and checked',
      limit: checked,
    },
    task('opened', longest.opened),
    task('filtered', longest.filtered),
    task('scrolled', longest.scrolled),
  ];
}

const folder = mkdtempSync(join(tmpdir(), 'sayso-bench-'));
const browser = await launchChromium();
try {
  const env = profileIn(folder);
  const lines = [...(await measureSmall(browser, env, folder)), ...(await measureLarge(browser, env, folder))];
  console.log('| what | ms | against | ms | ratio |\n|---|---:|---|---:|---:|');
  for (const { what, took, against, limit } of lines)
    console.log(`| ${what} | ${took.toFixed(0)} | ${against} | ${limit.toFixed(0)} | ${(took / limit).toFixed(2)} |`);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
