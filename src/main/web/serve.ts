import { once } from 'node:events';
import { rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../shared/errors.ts';
import { forkCore } from '../core-fork.ts';
import { entryPoint } from '../entry-point.ts';
import { installation } from '../installation.ts';
import { makeTempFolder } from '../temp-folder.ts';
import { projectsFolder } from '../user-data.ts';
import { startWebHost } from './host.ts';
import { openBrowser } from './open-browser.ts';

export type ServeOptions = {
  /** Articles and projects that the window is to open. */
  files: string[];
  /** 0 takes any free port. */
  port: number;
  /** Whether to show the window in a browser. */
  open: boolean;
  userData: string;
};

/**
 * Runs the web host until a signal or the end of its core stops it, and answers the exit code. Throws an AppError
 * where it cannot start: `not-found` names the file, `busy` the port.
 */
export async function serve({ files, port, open, userData }: ServeOptions): Promise<number> {
  const paths = await Promise.all(files.map(existing));
  const stop = stopSignal();
  const { version, resources, renderer } = installation();
  const tempDir = makeTempFolder(userData);
  const { core } = forkCore(fileURLToPath(entryPoint('core-process')), { userData, resources, host: 'web', version });
  try {
    for (const path of paths) await core.take(path, { opened: true });
    const host = await startWebHost({ core, rendererDir: renderer, port, projectsDir: projectsFolder(), tempDir });
    console.log(`Sayso is at ${host.url}`);
    if (open) openBrowser(host.url);
    const failure = await Promise.race([stop, core.ended]);
    if (failure !== null) console.error(failure);
    await host.close();
    return failure === null ? 0 : 1;
  } finally {
    await core.close();
    await rm(tempDir, { recursive: true, force: true });
  }
}

/** Resolves at the first signal that asks us to stop. A second one ends the process at once, as it would have. */
function stopSignal(): Promise<null> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  return Promise.race(signals.map((signal) => once(process, signal))).then(() => {
    for (const signal of signals) process.removeAllListeners(signal);
    return null;
  });
}

async function existing(file: string): Promise<string> {
  const path = resolve(file);
  const found = await stat(path).then(
    () => true,
    () => false,
  );
  if (!found) throw new AppError('not-found', `There is no file ${file}.`);
  return path;
}
