/**
 * A thread beside the work of a bounded process. It ends the process where that takes too long or too much memory, also
 * while the work is inside SQLite and hears nothing, and where whoever asked for it is gone.
 */
import { workerData } from 'node:worker_threads';

export type Bounds = {
  /** The most memory that the process may have, and the longest it may work. */
  megabytes: number;
  seconds: number;
};

const { megabytes, seconds } = workerData as Bounds;
const began = performance.now();
const parent = process.ppid;

setInterval(() => {
  const tooLarge = process.memoryUsage.rss() > megabytes * 2 ** 20;
  const tooLong = performance.now() - began > seconds * 1000;
  if (tooLarge || tooLong || process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, 50);
