/**
 * Completes package-lock.json after a change of dependencies. npm leaves out optional packages of other platforms that
 * the registry at hand does not have, and `npm ci` then refuses the lock, here and everywhere. Each gets a stub with
 * its version and its platform. `node scripts/complete-lock.mjs` does it; a second run changes nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SYSTEMS = ['android', 'darwin', 'linux', 'win32', 'freebsd', 'openbsd', 'netbsd', 'openharmony', 'sunos', 'aix'];
const SYSTEM_ALIASES = { win: 'win32', windows: 'win32' };
const PROCESSORS = ['x64', 'arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el'];
const LIBRARIES = { gnu: 'glibc', musl: 'musl' };

/** The lock with a stub for each optional platform package that it lacks, and the paths of those stubs. */
export function completeLock(lock) {
  const added = {};
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (lookUp(lock.packages, path, name)) continue;
      added[`node_modules/${name}`] = stub(name, range, entry.dev === true);
    }
  }
  const packages = Object.fromEntries(
    Object.entries({ ...lock.packages, ...added }).sort(([a], [b]) => a.localeCompare(b, 'en')),
  );
  return { lock: { ...lock, packages }, added: Object.keys(added) };
}

/** The entry that Node would find for a name from a package's folder, as it looks upwards. */
function lookUp(packages, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const found = packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`];
    if (found || folder === '') return found;
  }
}

function stub(name, version, dev) {
  if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${name}@${version}: a stub needs an exact version.`);
  const { os, cpu, libc } = platformOf(name);
  return { version, cpu: [cpu], ...(dev ? { dev } : {}), ...(libc ? { libc: [libc] } : {}), optional: true, os: [os] };
}

/** System, processor and C library, as a package's name tells them. */
export function platformOf(name) {
  const parts = name.split(/[-/]/);
  const os = parts.map((part) => SYSTEM_ALIASES[part] ?? part).find((part) => SYSTEMS.includes(part));
  const cpu = parts.find((part) => PROCESSORS.includes(part));
  if (!os || !cpu) throw new Error(`${name}: its name does not tell its platform; complete the lock by hand.`);
  const libc = parts.map((part) => LIBRARIES[part]).find((part) => part !== undefined);
  return { os, cpu, libc: os === 'linux' ? libc : undefined };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = join(dirname(dirname(fileURLToPath(import.meta.url))), 'package-lock.json');
  const { lock, added } = completeLock(JSON.parse(readFileSync(path, 'utf8')));
  if (added.length > 0) writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(added.length > 0 ? `Added ${added.length} stubs:\n  ${added.join('\n  ')}` : 'The lock is complete.');
}
