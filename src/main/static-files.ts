/** The built window as both hosts hand it out: contained in its folder, and under the same strict headers. */
import { readFile, realpath } from 'node:fs/promises';
import { extname, isAbsolute, relative, resolve } from 'node:path';

const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Headers of every answer to a window, be it a page, a file or a refusal. */
export const STRICT_HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
} as const;

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

export type StaticFile = { body: Buffer; type: string };

/** The file of the folder that a URL's path names, or null: no such file, or a way out of the folder. */
export async function readStatic(folder: string, urlPath: string): Promise<StaticFile | null> {
  const path = contained(folder, urlPath);
  if (path === null) return null;
  try {
    // A link inside the folder may point out of it.
    const [base, real] = await Promise.all([realpath(folder), realpath(path)]);
    if (!within(base, real)) return null;
    return { body: await readFile(real), type: TYPES[extname(real)] ?? 'application/octet-stream' };
  } catch {
    return null;
  }
}

/** The absolute path that a URL's path names inside the folder, or null where it would lead out of it. */
export function contained(folder: string, urlPath: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  if (!decoded.startsWith('/') || decoded.includes('\0') || decoded.includes('\\')) return null;
  const path = resolve(folder, decoded === '/' ? 'index.html' : decoded.slice(1));
  return within(folder, path) ? path : null;
}

function within(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith('../') && !way.startsWith('..\\') && !isAbsolute(way);
}
