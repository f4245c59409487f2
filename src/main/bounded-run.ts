import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { AppError, type ErrorCode } from '../shared/errors.ts';
import { entryPoint } from './entry-point.ts';
import type { Progress } from './jobs.ts';
import type { Bounds } from './process-watch.ts';
import type { RecoveredFile, RecoverFileInput } from './recovery/recover-file.ts';

export type BoundedInput = RecoverFileInput & { bounds: Bounds };
export type FromBounded =
  | { type: 'progress'; done: number; total: number; message: string }
  | { type: 'result'; output: RecoveredFile }
  | { type: 'error'; code: ErrorCode; message: string };

type Options = { bounds: Bounds; progress?: Progress; signal?: AbortSignal };

/**
 * Recovers a file in a process of its own, which is killed at its bounds and when `signal` is aborted. Rejects with an
 * AppError: that of the work, 'too-large' at a bound, 'cancelled'.
 */
export function runBounded(input: RecoverFileInput, { bounds, progress, signal }: Options): Promise<RecoveredFile> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(cancelled());
    const child = fork(fileURLToPath(entryPoint('bounded-process')), [], {
      execArgv: [`--max-old-space-size=${bounds.megabytes}`],
      // In the desktop app the program is Electron's, which is to be Node here.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const began = performance.now();
    let end = () => {
      const tooLong = performance.now() - began > bounds.seconds * 1000;
      const bound = tooLong
        ? `took longer than ${bounds.seconds} seconds`
        : `stopped, or needed more than ${bounds.megabytes} MB of memory`;
      reject(
        new AppError('too-large', `${input.name} could not be read: that ${bound}, the most that is given to it.`),
      );
    };
    const kill = () => {
      end = () => reject(cancelled());
      child.kill('SIGKILL');
    };
    signal?.addEventListener('abort', kill);
    child.on('message', (message: FromBounded) => {
      if (message.type === 'progress') progress?.(message.done, message.total, message.message);
      else if (message.type === 'error') end = () => reject(new AppError(message.code, message.message));
      else end = () => resolve(message.output);
    });
    // It could not be started: there may be no 'close'.
    child.on('error', reject);
    // After 'exit' messages may still be on their way; after 'close' none is.
    child.on('close', () => {
      signal?.removeEventListener('abort', kill);
      end();
    });
    child.send({ bounds, ...input } satisfies BoundedInput, (error) => error && child.kill('SIGKILL'));
  });
}

const cancelled = () => new AppError('cancelled', 'Cancelled; nothing was changed.');
