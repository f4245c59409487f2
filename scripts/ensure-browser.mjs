/** Makes sure that the tests have a Chromium: finds one, or installs one, or says which command does. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

// The places where the configurations of Vitest and Playwright look.
const found = () =>
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', chromium.executablePath()].find((path) => existsSync(path));

if (!found()) {
  if (debianAsRoot()) run('apt-get', ['update']) && run('apt-get', ['install', '-y', 'chromium']);
  else run(process.execPath, [playwright(), 'install', 'chromium']);
}
if (!found()) {
  const command = debian() ? 'sudo apt-get install -y chromium' : 'npx playwright install --with-deps chromium';
  console.error(`The tests need Chromium, and it could not be installed. Run:\n  ${command}`);
  process.exit(1);
}

function run(file, args) {
  console.log(
    `No Chromium found; running ${file === process.execPath ? 'playwright install chromium' : `${file} ${args.join(' ')}`}`,
  );
  return (
    spawnSync(file, args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0
  );
}

function playwright() {
  return join(dirname(dirname(fileURLToPath(import.meta.url))), 'node_modules', 'playwright', 'cli.js');
}

function debianAsRoot() {
  return debian() && process.getuid?.() === 0;
}

/** Debian itself: on Ubuntu the package only points at a snap, which a test cannot start. */
function debian() {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}
