/** A real core in a process of its own, as the web host runs it, for faults to strike. */
import type { ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { forkCore } from '../../src/main/core-fork.ts';
import { entryPoint } from '../../src/main/entry-point.ts';
import { installation } from '../../src/main/installation.ts';
import type { EventPayload, Input, Op, Output } from '../../src/shared/contract/index.ts';
import { Job } from '../../src/shared/contract/jobs.ts';
import { type Reply, unwrap } from '../../src/shared/errors.ts';
import type { Place } from './place.ts';

const PRELOAD = new URL('./preload.ts', import.meta.url).href;

export type Circumstances = {
  /** Of the recorder; see shim.ts. */
  shim?: NodeJS.ProcessEnv;
  weakness?: string | null;
  /** How far the clock is off, in milliseconds. */
  clock?: number;
  /** Whose process it is; that of the one who tries, where nothing is said. */
  person?: { uid: number; gid: number } | undefined;
};

/** The environment of a process of Sayso under these circumstances. */
export function environment({ shim = {}, weakness = null, clock = 0 }: Circumstances): NodeJS.ProcessEnv {
  const preload = weakness === null && clock === 0 ? {} : { NODE_OPTIONS: `--import ${PRELOAD}` };
  return {
    ...process.env,
    // Thousands of processes start; compiled once, each needs half the time.
    NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'),
    ...shim,
    ...preload,
    ...(weakness === null ? {} : { SAYSO_WEAKNESS: weakness }),
    SAYSO_CLOCK: String(clock),
  };
}

type JobName = 'article.import' | 'dataset.export';

export type RunningCore = {
  child: ChildProcess;
  reply<K extends Op>(name: K, input: Input<K>): Promise<Reply<Output<K>>>;
  /** Throws AppError. */
  ask<K extends Op>(name: K, input: Input<K>): Promise<Output<K>>;
  take(path: string): Promise<string>;
  place(path: string): Promise<string>;
  /** Starts a job and waits for its end. Throws AppError where it does not start. */
  job<K extends JobName>(name: K, input: Input<K>): Promise<Job>;
  /** Opens the project of the place that it was started with, or of another, or makes it. */
  open(place?: Place): Promise<void>;
  create(place?: Place): Promise<void>;
  close(): Promise<void>;
  /** As a power cut or the system would: at once. Resolves when it is gone. */
  kill(): Promise<void>;
};

export function startCore(at: Place, circumstances: Circumstances = {}): RunningCore {
  const { core, child } = forkCore(
    fileURLToPath(entryPoint('core-process')),
    { userData: at.data, resources: installation().resources, host: 'web', version: '0.0.0' },
    // What the core says of slow calls and of faults is for its developer.
    { env: environment(circumstances), stdio: ['ignore', 'ignore', 'ignore', 'ipc'], ...circumstances.person },
  );
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const reply = <K extends Op>(name: K, input: Input<K>) => core.call(name, input) as Promise<Reply<Output<K>>>;
  const ask = async <K extends Op>(name: K, input: Input<K>) => unwrap(await reply(name, input));

  /** Resolves when the job has ended, however it ended, or its process has. */
  function job<K extends JobName>(name: K, input: Input<K>): Promise<Job> {
    return new Promise((resolve, reject) => {
      const ended: Job[] = [];
      let id = '';
      const settle = () => {
        const job = ended.find((e) => e.id === id);
        if (!job) return;
        stop();
        resolve(job);
      };
      const stop = core.on((event, payload) => {
        if (event !== 'job.changed') return;
        const job = Job.parse(payload as EventPayload<'job.changed'>);
        if (job.state !== 'running') ended.push(job);
        settle();
      });
      ask(name, input).then((started) => {
        id = started.jobId;
        settle();
      }, reject);
      void gone.then(() => reject(new Error('the core is gone')));
    });
  }

  return {
    child,
    reply,
    ask,
    take: (path) => core.take(path),
    place: (path) => core.place(path),
    job,
    async open({ project } = at) {
      await ask('project.open', { token: await core.take(project) });
    },
    async create({ project } = at) {
      await ask('app.setAnnotator', { name: 'Ana' });
      await ask('project.create', { token: await core.place(project) });
    },
    close: () => core.close(),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
