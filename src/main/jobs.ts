/**
 * Long work: done in a worker thread on files of its own (a snapshot, a staging file), so that the project stays free
 * and a cancelled or failed job leaves nothing behind. What a worker made is moved in by `finish`, in the core.
 */
import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { Emit } from '../shared/contract/index.ts';
import type { Job } from '../shared/contract/jobs.ts';
import { AppError, type ErrorCode } from '../shared/errors.ts';
import { entryPoint } from './entry-point.ts';
import { logFault } from './fault-log.ts';
import type { JobInput, JobOutput } from './job-worker.ts';

export type WorkerMessage =
  | { type: 'progress'; done: number; total: number; message: string }
  | { type: 'result'; output: JobOutput }
  | { type: 'error'; code: ErrorCode; message: string };

/** `total` is 0 while unknown. */
export type Progress = (done: number, total: number, message: string) => void;

type JobPlan = {
  kind: Job['kind'];
  /** Makes what the worker needs; runs in the core. */
  prepare(): JobInput | Promise<JobInput>;
  /** Takes over what the worker made; runs in the core, after the last chance to cancel. */
  finish(output: JobOutput): Job['result'];
  /** Removes what is left over; runs however the job ends. */
  cleanUp(): void;
};

/** Runs one worker to its end. Rejects with AppError; with `signal` aborted, with 'cancelled'. */
function runWorker(input: JobInput, progress: Progress, signal?: AbortSignal): Promise<JobOutput> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(entryPoint('job-worker'), { workerData: input });
    const settle = (end: () => void) => {
      signal?.removeEventListener('abort', cancel);
      worker.removeAllListeners();
      void worker.terminate().then(end, end);
    };
    const cancel = () => settle(() => reject(new AppError('cancelled', 'Cancelled; nothing was changed.')));
    if (signal?.aborted) return cancel();
    signal?.addEventListener('abort', cancel);
    worker.on('message', (message: WorkerMessage) => {
      if (message.type === 'progress') progress(message.done, message.total, message.message);
      else if (message.type === 'result') settle(() => resolve(message.output));
      else settle(() => reject(new AppError(message.code, message.message)));
    });
    worker.on('error', (error) => settle(() => reject(error)));
    worker.on('exit', () =>
      reject(new AppError('internal', 'The work stopped before it was done; nothing was changed.')),
    );
  });
}

export function createJobs(emit: Emit) {
  const running = new Map<string, AbortController>();

  async function run(id: string, plan: JobPlan, signal: AbortSignal): Promise<void> {
    let job: Job = { id, kind: plan.kind, state: 'running', done: 0, total: 0, message: '', result: null };
    const tell = (change: Partial<Job>) => {
      job = { ...job, ...change };
      emit('job.changed', job);
    };
    tell({});
    try {
      const input = await plan.prepare();
      const output = await runWorker(input, (done, total, message) => tell({ done, total, message }), signal);
      const result = plan.finish(output);
      tell({ state: 'done', done: job.total, message: '', result });
    } catch (error) {
      const cancelled = error instanceof AppError && error.code === 'cancelled';
      const message = error instanceof AppError ? error.message : 'The work failed for a reason Sayso does not know.';
      if (!(error instanceof AppError)) logFault(`The ${plan.kind} failed`, error);
      tell({ state: cancelled ? 'cancelled' : 'failed', message });
    } finally {
      plan.cleanUp();
      running.delete(id);
    }
  }

  return {
    /** Starts a job and gives its id; how it goes on is told by 'job.changed'. */
    start(plan: JobPlan): string {
      const id = randomUUID();
      const controller = new AbortController();
      running.set(id, controller);
      // The reply with the id goes out before the first event about it.
      setImmediate(() => void run(id, plan, controller.signal));
      return id;
    },
    /** Cancelling a job that has ended does nothing. */
    cancel: (id: string) => running.get(id)?.abort(),
    close() {
      for (const controller of running.values()) controller.abort();
    },
  };
}
export type Jobs = ReturnType<typeof createJobs>;
