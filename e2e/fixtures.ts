/** Starts the built Sayso for a test: on the web host in Chromium, with a profile and folders of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { test as base, expect, type Page } from '@playwright/test';
import { Workbench } from './workbench.ts';

const CLI = fileURLToPath(new URL('../out/main/cli.js', import.meta.url));

export type Sayso = {
  /** A folder of this test alone. */
  folder: string;
  /** Where the web host puts projects. */
  projects: string;
  /** Writes a file into it and gives its path. */
  write(name: string, content: string | Uint8Array): string;
  /** Starts the web host on these files and opens its window. */
  open(...files: string[]): Promise<Workbench>;
  /** Ends the host: gently, or as a power cut would. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Sends a signal to the process of the core, the host's child: SIGSTOP holds it up, SIGKILL is a crash of it alone. */
  signalCore(signal: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL'): void;
  /** Puts a project with these articles, by file name, where the web host puts projects, and gives its path. */
  project(name: string, articles: Readonly<Record<string, string>>): Promise<string>;
  /** Runs a command line to its end. */
  cli(...args: string[]): Promise<{ code: number | null; out: string; err: string }>;
};

/** Projects that tests of this worker began with: the same is made once. */
const made = new Map<string, Buffer>();

async function urlOf(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the host has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /^Sayso is at (http:\S+)$/.exec(line);
    if (found?.[1]) return found[1];
  }
  throw new Error('the host ended before it said where it is');
}

/** Processes that a process has started, where the system tells: the core, of a host. */
function childrenOf(pid: number | undefined): number[] {
  const list = `/proc/${pid}/task/${pid}/children`;
  return existsSync(list) ? readFileSync(list, 'utf8').split(' ').filter(Boolean).map(Number) : [];
}

/** `data` is the profile: another one is another person, who finds the same projects. */
function createSayso(page: Page, folder: string, data: string): Sayso {
  const { FORCE_COLOR: _, ...inherited } = process.env;
  const projects = join(folder, 'projects');
  const env = { ...inherited, SAYSO_DATA: join(folder, data), SAYSO_PROJECTS: projects };
  let host: ChildProcess | null = null;

  async function stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') {
    const child = host;
    host = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const cores = childrenOf(child.pid);
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
    // The core closes the project once it notices that its host is gone.
    await expect.poll(() => cores.filter((pid) => existsSync(`/proc/${pid}`)), { intervals: [10] }).toEqual([]);
  }

  function write(name: string, content: string | Uint8Array): string {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  async function cli(...args: string[]) {
    const child = spawn(process.execPath, [CLI, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const texts = [child.stdout, child.stderr].map(async (stream) => (await stream.toArray()).join(''));
    const [code] = (await once(child, 'close')) as [number | null];
    const [out = '', err = ''] = await Promise.all(texts);
    return { code, out, err };
  }

  return {
    folder,
    projects,
    write,
    async project(name, articles) {
      const path = join(projects, `${name}.sayso`);
      const key = JSON.stringify([name, articles]);
      const known = made.get(key);
      if (known) writeFileSync(path, known);
      else {
        await cli('new', path);
        const files = Object.entries(articles).map(([file, text]) => write(file, text));
        const { code, err } = await cli('import', path, ...files, '--annotator', 'Ana');
        if (code !== 0) throw new Error(err);
        made.set(key, readFileSync(path));
      }
      return path;
    },
    async open(...files) {
      host = spawn(process.execPath, [CLI, 'serve', '--no-open', ...files], {
        env,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await page.goto(await urlOf(host));
      return new Workbench(page);
    },
    stop,
    signalCore(signal) {
      const [core, ...more] = childrenOf(host?.pid);
      if (core === undefined || more.length > 0)
        throw new Error('the host has none or several children: which is the core?');
      process.kill(core, signal);
    },
    cli,
  };
}

export const test = base.extend<{ sayso: Sayso; colleague: Sayso }>({
  sayso: async ({ page }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'sayso-e2e-'));
    mkdirSync(join(folder, 'projects'));
    const sayso = createSayso(page, folder, 'data');
    await use(sayso);
    await sayso.stop();
    rmSync(folder, { recursive: true, force: true });
  },
  /** A second person with a Sayso of their own, on the same projects. */
  colleague: async ({ sayso, browser }, use) => {
    const context = await browser.newContext();
    const colleague = createSayso(await context.newPage(), sayso.folder, 'data-of-colleague');
    await use(colleague);
    await colleague.stop();
    await context.close();
  },
});
export { expect } from '@playwright/test';
