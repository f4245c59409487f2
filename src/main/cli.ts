#!/usr/bin/env node
/**
 * The command line's entry. It imports nothing of Sayso until it knows that this Node can run it: SQLite's binary would
 * end an older one without a word. An older Node starts the one that is pinned beside the project.
 */
const WANTED = 22;

async function start(): Promise<void> {
  if (Number(process.versions.node.split('.')[0]) >= WANTED) {
    const { main } = await import('./cli-main.ts');
    process.exitCode = await main(process.argv.slice(2));
    return;
  }
  const { existsSync } = await import('node:fs');
  const { spawnSync } = await import('node:child_process');
  const { fileURLToPath } = await import('node:url');
  const name = process.platform === 'win32' ? 'node.cmd' : 'node';
  const pinned = fileURLToPath(new URL(`../../node_modules/.bin/${name}`, import.meta.url));
  if (!existsSync(pinned)) {
    console.error(
      `sayso: this is Node ${process.versions.node}; Sayso needs Node ${WANTED} or newer. Run npm ci, or install it.`,
    );
    process.exitCode = 1;
    return;
  }
  const args = [fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  const ran = spawnSync(pinned, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  process.exitCode = ran.status ?? 1;
}

await start();
