/** A job's end of the worker that reads documents: one that takes too long, or too much memory, is ended alone. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { AppError, type Reply, unwrap } from '../../../shared/errors.ts';
import { entryPoint } from '../../entry-point.ts';
import type { DraftArticle } from '../draft-article.ts';
import type { DocumentInput } from './read-document.ts';

const MOST_SECONDS = 120;
const MOST_MEGABYTES = 1500;

const AS_TEXT = 'Save it as plain text and add that.';

export type DocumentReader = {
  /** Throws AppError with the reason and the way out. */
  read(input: DocumentInput): Promise<DraftArticle>;
  close(): Promise<void>;
};

export function createDocumentReader(): DocumentReader {
  let worker: Worker | null = null;

  function start(): Worker {
    // What the libraries say on their way is of no use to anyone.
    const options = { stdout: true, stderr: true, resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES } };
    return new Worker(entryPoint('document-worker'), options);
  }
  async function close(): Promise<void> {
    const ended = worker;
    worker = null;
    await ended?.terminate();
  }

  async function read(input: DocumentInput): Promise<DraftArticle> {
    worker ??= start();
    try {
      return unwrap(await replyOf(worker, input));
    } catch (error) {
      // A worker that refuses a document is as good as it was; one that did not answer is not.
      if (!(error instanceof AppError) || error.code !== 'bad-input') await close();
      throw error;
    }
  }
  return { read, close };
}

/** The worker's reply. Throws AppError where none comes. */
async function replyOf(worker: Worker, input: DocumentInput): Promise<Reply<DraftArticle>> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(tooMuch(`more than ${MOST_SECONDS} seconds`)), MOST_SECONDS * 1000);
  try {
    worker.postMessage(input);
    // An error of the worker rejects this as well.
    const [reply] = (await once(worker, 'message', { signal: stop.signal })) as [Reply<DraftArticle>];
    return reply;
  } catch (error) {
    throw explain(stop.signal.aborted ? stop.signal.reason : error);
  } finally {
    clearTimeout(timer);
  }
}

const tooMuch = (what: string) => new AppError('too-large', `Reading this document takes ${what}. ${AS_TEXT}`);

function explain(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') return tooMuch('too much memory');
  return new AppError('internal', `This document could not be read, for a reason Sayso does not know. ${AS_TEXT}`, {
    cause: error,
  });
}
