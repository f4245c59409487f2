/**
 * `npm start -- article.txt project.sayso`: builds Sayso where need be and opens it, as the desktop app where
 * Electron's program is there or can be had, else from the web host in a browser. Plain JavaScript without
 * dependencies, since it must run, and explain itself, on whatever Node is there.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale, stop } from './build.mjs';
import { findElectron } from './find-electron.mjs';
import { usableNode } from './pinned-node.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const FAILED_START = 10_000; // milliseconds: an app that fails sooner has shown nobody anything

const node = usableNode(root);
if (!node) stop('Sayso needs Node 22.12 or newer. Run "npm ci" here: it brings one along.');
buildIfStale(root, node);
process.exitCode = await open(args());

/** Files are named from the folder where npm was called, which need not be ours; switches go on as they are. */
function args() {
  const from = process.env.INIT_CWD ?? process.cwd();
  return process.argv
    .slice(2)
    .map((arg) => (arg.startsWith('-') || !existsSync(resolve(from, arg)) ? arg : resolve(from, arg)));
}

async function open(given) {
  const electron = findElectron(root, node);
  if (electron.path === null) console.log(electron.reason);
  else {
    const started = Date.now();
    const code = await run(electron.path, [root, ...given]);
    if (code === 0 || Date.now() - started > FAILED_START) return code;
    console.log('Electron does not run on this system, so Sayso opens in a browser.');
  }
  return run(node, [join(root, 'out', 'main', 'cli.js'), 'serve', ...given]);
}

/** Runs a program to its end; it hears Ctrl+C from the terminal as we do, and ends in its own order. */
function run(file, args) {
  return new Promise((done) => {
    const env = { ...process.env };
    delete env.ELECTRON_RUN_AS_NODE;
    const child = spawn(file, args, { stdio: 'inherit', env });
    process.on('SIGINT', () => {});
    for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.on('error', () => done(1));
    child.on('exit', (code) => done(code ?? 1));
  });
}
