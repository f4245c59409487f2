/**
 * What reading a project from end to end before SQLite opens it does for the check at a cold open:
 * `node e2e/bench/open-cold.ts [MB]`. On Linux only, where a file can be dropped from memory.
 */
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectToRead } from '../../src/main/store/connection.ts';
import { createProjectFile } from '../../src/main/store/project-file.ts';
import { readThrough } from '../../src/main/store/read-through.ts';

const ARTICLE = 8192;
const megabytes = Number(process.argv[2] ?? 200);
const folder = mkdtempSync(join(tmpdir(), 'sayso-bench-'));
const path = join(folder, 'cold.sayso');

function make(): void {
  const file = createProjectFile(path, () => {});
  const author = { annotator: 'ana', device: 'laptop' };
  for (let made = 0; made < megabytes * 2 ** 20; )
    file.edit(author, 'Fill', (w) => {
      for (let n = 0; n < 500; n++, made += ARTICLE) {
        const bytes = randomBytes(ARTICLE);
        const hash = createHash('sha256').update(bytes).digest('hex');
        w.keep(hash, bytes);
        w.put('entity', { id: hash, name: hash, note: hash.repeat(8) });
      }
    });
  file.close();
}

/** Milliseconds of a check with nothing of the file in memory. */
function check(prepare: () => void): number {
  execFileSync('dd', [`of=${path}`, 'oflag=nocache', 'conv=notrunc,fdatasync', 'count=0', 'status=none']);
  const started = performance.now();
  prepare();
  const db = connectToRead(path);
  db.pragma('quick_check(1)');
  db.close();
  return performance.now() - started;
}

try {
  make();
  const runs = Array.from({ length: 3 }, () => ({ plain: check(() => {}), read: check(() => readThrough(path)) }));
  const best = (key: 'plain' | 'read') => Math.min(...runs.map((run) => run[key]));
  console.log(
    `cold check of ${(statSync(path).size / 1e6).toFixed(0)} MB: ${best('plain').toFixed(0)} ms, ` +
      `after reading it through ${best('read').toFixed(0)} ms (best of ${runs.length})`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
