/** `npm run sayso -- COMMAND ...`: the command line, built where need be. Files are named from where npm was called. */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale, stop } from './build.mjs';
import { usableNode } from './pinned-node.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const node = usableNode(root);
if (!node) stop('Sayso needs Node 22.12 or newer. Run "npm ci" here: it brings one along.');
buildIfStale(root, node);
const cwd = process.env.INIT_CWD ?? process.cwd();
const { status } = spawnSync(node, [join(root, 'out', 'main', 'cli.js'), ...process.argv.slice(2)], {
  cwd,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
