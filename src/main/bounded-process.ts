/** A process of its own for work on a file that nobody vouches for: it may be ended at any moment and leaves nothing. */
import { Worker } from 'node:worker_threads';
import { AppError } from '../shared/errors.ts';
import type { BoundedInput, FromBounded } from './bounded-run.ts';
import { entryPoint } from './entry-point.ts';
import { logFault } from './fault-log.ts';
import { recoverFile } from './recovery/recover-file.ts';
import { explainSqlite } from './store/sqlite-errors.ts';

// Without the callback, a message to somebody who has just gone would be thrown as an error.
const post = (message: FromBounded) => process.send?.(message, undefined, undefined, () => {});

/** At most ten messages a second: nobody sees more. */
function throttled() {
  let last = Number.NEGATIVE_INFINITY;
  return (done: number, total: number, message: string) => {
    const now = performance.now();
    if (now - last < 100) return;
    last = now;
    post({ type: 'progress', done, total, message });
  };
}

// Whoever asked is gone, or has the answer.
process.on('disconnect', () => process.exit());
process.once('message', (input: BoundedInput) => {
  new Worker(entryPoint('process-watch'), { workerData: input.bounds }).unref();
  recoverFile(input, throttled())
    .then(
      (output) => post({ type: 'result', output }),
      (thrown: unknown) => {
        const error = explain(thrown, input.name);
        if (error instanceof AppError) return post({ type: 'error', code: error.code, message: error.message });
        logFault('Sayso: a recovery failed', thrown);
        return post({
          type: 'error',
          code: 'internal',
          message: `${input.name} could not be read: Sayso failed at it.`,
        });
      },
    )
    .finally(() => process.disconnect());
});

function explain(thrown: unknown, name: string): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
  if (code === 'ENOSPC' || code === 'SQLITE_FULL')
    return new AppError(
      'disk',
      `The disk is full: there is no room for a copy of ${name}. Free some space, then try again.`,
    );
  if (code === 'EACCES' || code === 'EPERM')
    return new AppError('read-only', `${name} may not be read. Check its permissions.`);
  return explainSqlite(thrown, name);
}
