/** The worker thread that reads a large backup, so that the core can answer meanwhile. */
import { parentPort, workerData } from 'node:worker_threads';
import { AppError, type Reply } from '../shared/errors.ts';
import { type Verdict, verify } from './store/backup.ts';

function answer(path: string): Reply<Verdict> {
  try {
    return { ok: true, value: verify(path) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ok: false, error: { code: error.code, message: error.message } };
  }
}

parentPort?.postMessage(answer(workerData as string));
