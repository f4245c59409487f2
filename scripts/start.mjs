/**
 * `npm start -- article.txt project.sayso`: builds Sayso where need be and opens it, as the desktop app where
 * Electron's program is there or can be had, else from the web host in a browser. Plain JavaScript without
 * dependencies, since it must run, and explain itself, on whatever Node is there.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findElectron } from './find-electron.mjs';
import { usableNode } from './pinned-node.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const FAILED_START = 10_000; // milliseconds: an app that fails sooner has shown nobody anything

const node = usableNode(root);
if (!node) stop('Sayso needs Node 22.12 or newer. Run "npm ci" here: it brings one along.');
if (!existsSync(join(root, 'node_modules'))) stop('Run "npm ci" first: what Sayso is built of is not there yet.');
if (outOfDate()) build();
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

function outOfDate() {
  const built = ['main/cli.js', 'preload/index.cjs', 'renderer/index.html'].map((file) =>
    changed(join(root, 'out', file)),
  );
  const sources = ['src', 'electron.vite.config.ts', 'package-lock.json'].map((name) => newest(join(root, name)));
  return Math.min(...built) < Math.max(...sources);
}

function newest(path) {
  if (!existsSync(path)) return 0;
  if (!statSync(path).isDirectory()) return changed(path);
  return Math.max(changed(path), ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** When it was last changed, in milliseconds; 0 where it is not there. */
function changed(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function build() {
  console.log('Building Sayso ...');
  const vite = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const { status, stdout, stderr } = spawnSync(node, [vite, 'build'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) stop(`${stdout}${stderr}\nSayso could not be built.`);
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
