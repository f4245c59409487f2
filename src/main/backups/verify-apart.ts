import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { AppError, type Reply, unwrap } from '../../shared/errors.ts';
import { entryPoint } from '../entry-point.ts';
import { type Verdict, verify } from '../store/backup.ts';

/** Bytes that are read in some tens of milliseconds, which is less than a thread takes to start. */
const SMALL = 8 * 2 ** 20;

/** Reads a whole file that nobody writes; a large one in a thread of its own. Rejects with AppError. */
export async function verifyApart(path: string): Promise<Verdict> {
  if (statSync(path).size <= SMALL) return verify(path);
  const worker = new Worker(entryPoint('backup-worker'), { workerData: path });
  return new Promise((resolve, reject) => {
    worker.once('message', (reply: Reply<Verdict>) => {
      try {
        resolve(unwrap(reply));
      } catch (error) {
        reject(error);
      }
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new AppError('internal', 'The check of the copy stopped before it was done.')));
  });
}
