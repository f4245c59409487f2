import { open } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../shared/errors.ts';
import { STRICT_HEADERS } from '../static-files.ts';

/** Streams a finished file to be saved. Throws an AppError `not-found` while it does not exist. */
export async function sendDownload(response: ServerResponse, file: { path: string; name: string }): Promise<void> {
  const handle = await open(file.path).catch(() => {
    throw new AppError('not-found', `${file.name} is not finished, or was not exported.`);
  });
  const { size } = await handle.stat();
  response.writeHead(200, {
    ...STRICT_HEADERS,
    'Content-Type': 'application/octet-stream',
    'Content-Length': size,
    'Content-Disposition': disposition(file.name),
  });
  await pipeline(handle.createReadStream(), response);
}

/** RFC 6266: a name in ASCII for old readers, and the true one. */
function disposition(name: string): string {
  const plain = name.replace(/[^ -~]|["\\%]/g, '_');
  const full = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`;
}
