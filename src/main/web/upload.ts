import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../shared/errors.ts';
import type { CoreClient } from '../core-client.ts';
import { freePath, lastPart, safeFileName } from '../file-names.ts';

export type UploadOptions = {
  core: CoreClient;
  /** Where uploads lie until the host stops. */
  tempDir: string;
  /** Where projects go, since they are opened where they lie. */
  projectsDir: string;
  /** The most that one upload may hold, in bytes. */
  limit: number;
};

/** Stores the body of a request as a file and gives it to the core. Throws an AppError; nothing is left then. */
export async function receiveUpload(
  request: IncomingMessage,
  givenName: string,
  { core, tempDir, projectsDir, limit }: UploadOptions,
): Promise<{ token: string; name: string }> {
  const name = safeFileName(lastPart(givenName), 'file');
  const project = name.toLowerCase().endsWith('.sayso');
  const folder = project ? projectsDir : tempDir;
  let created: { path: string; file: FileHandle } | null = null;
  try {
    await mkdir(folder, { recursive: true });
    created = await createFree(folder, project ? name : `${randomUUID()}-${name}`);
    await pipeline(request, atMost(limit, name), created.file.createWriteStream());
    const path = project ? await onlyOnce(created.path, join(folder, name)) : created.path;
    const shown = project ? lastPart(path) : name;
    return { token: await core.take(path, { name: shown }), name: shown };
  } catch (error) {
    await created?.file.close();
    if (created) await rm(created.path, { force: true });
    // What is left of the body is read and dropped, so that the answer arrives.
    request.resume();
    throw asAppError(error, name);
  }
}

/** Creates a file under a free name; exclusively, so that none that appears meanwhile is lost. */
async function createFree(folder: string, name: string): Promise<{ path: string; file: FileHandle }> {
  for (;;) {
    const path = await freePath(folder, name, () => false);
    try {
      return { path, file: await open(path, 'wx', 0o600) };
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }
}

/** The path of what was uploaded: that of the same file from an earlier time where it is there unchanged. */
async function onlyOnce(uploaded: string, earlier: string): Promise<string> {
  if (uploaded === earlier || (await digest(uploaded)) !== (await digest(earlier))) return uploaded;
  await rm(uploaded);
  return earlier;
}

async function digest(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function atMost(limit: number, name: string): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= limit) done(null, chunk);
      else
        done(new AppError('too-large', `${name} is larger than ${Math.floor(limit / 2 ** 20)} MB, the most we take.`));
    },
  });
}

function asAppError(error: unknown, name: string): AppError {
  if (error instanceof AppError) return error;
  const code = errorCode(error);
  if (code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET')
    return new AppError('cancelled', `${name} did not arrive in full.`);
  if (code === 'ENOSPC') return new AppError('disk', `The disk is full: ${name} was not stored.`, { cause: error });
  return new AppError('disk', `${name} could not be stored (${code || String(error)}).`, { cause: error });
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
