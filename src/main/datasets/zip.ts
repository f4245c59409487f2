/** Zip files whose bytes depend on nothing but what is in them. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import { AppError } from '../../shared/errors.ts';
import type { FileFacts } from './staging.ts';

/** The first day that a zip can name; in local time, as zips have it, so that it is the same everywhere. */
const FIRST_DAY = new Date(1980, 0, 1);

/** Packs files under `root` into `target`, in their order, then reads it again. Throws AppError where it differs. */
export async function zipFiles(root: string, files: readonly FileFacts[], target: string): Promise<void> {
  const zip = new ZipFile();
  for (const { path } of files)
    zip.addFile(join(root, ...path.split('/')), path, { mtime: FIRST_DAY, forceDosTimestamp: true, mode: 0o100644 });
  const written = pipeline(zip.outputStream, createWriteStream(target, { flags: 'wx' }));
  // Files that cannot be read are told by the zip, not by its stream.
  const failed = new Promise<never>((_, reject) => zip.once('error', reject));
  zip.end();
  await Promise.race([written, failed]);
  await checkZip(target, files);
}

async function checkZip(path: string, files: readonly FileFacts[]): Promise<void> {
  const left = new Map(files.map((file) => [file.path, file.sha256]));
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      const hash = createHash('sha256');
      for await (const chunk of await zip.openReadStreamPromise(entry)) hash.update(chunk as Buffer);
      if (left.get(entry.fileName) !== hash.digest('hex'))
        throw new AppError(
          'internal',
          `The zip does not hold ${entry.fileName} as it was written. Nothing was exported.`,
        );
      left.delete(entry.fileName);
    }
  } finally {
    zip.close();
  }
  if (left.size > 0)
    throw new AppError('internal', 'The zip does not hold all that was written. Nothing was exported.');
}
