/** The worker thread that reads documents for a job, one after the other, until it is ended. */
import { parentPort } from 'node:worker_threads';
import { AppError, type Reply } from '../shared/errors.ts';
import { type DocumentInput, readDocument } from './articles/documents/read-document.ts';
import type { DraftArticle } from './articles/draft-article.ts';

async function answer(input: DocumentInput): Promise<Reply<DraftArticle>> {
  try {
    return { ok: true, value: await readDocument(input) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ok: false, error: { code: error.code, message: error.message } };
  }
}

parentPort?.on('message', (input: DocumentInput) => void answer(input).then((reply) => parentPort?.postMessage(reply)));
