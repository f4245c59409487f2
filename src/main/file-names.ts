import { lstat } from 'node:fs/promises';
import { extname, join } from 'node:path';

const LONGEST = 200; // bytes; file systems allow 255, and a number, a suffix or a sidecar's prefix may be added
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/**
 * A file name that every file system takes: no separators, control or bidi characters, no reserved name of Windows,
 * no dot or space at either end, at most 200 bytes of UTF-8. What is left of nothing is `fallback`.
 */
export function safeFileName(name: string, fallback: string): string {
  const clean = name.toWellFormed().normalize('NFC').replace(FORBIDDEN, ' ').replace(/\s+/g, ' ');
  const bare = shorten(trimEnds(clean).replace(/ (\.[^. ]+)$/, '$1'));
  if (bare === '') return fallback;
  return RESERVED.test(bare) ? `_${bare}` : bare;
}

/** The name with the extension (with its dot) at its end, once. */
export function withExtension(name: string, extension: string): string {
  return name.toLowerCase().endsWith(extension) ? name : name + extension;
}

/** The last part of a path as any system writes it, for a name that came with a folder. */
export function lastPart(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** The path of `name` in the folder, with a number where the name is taken (`name 2.sayso`). */
export async function freePath(folder: string, name: string, taken: (path: string) => boolean): Promise<string> {
  const extension = extname(name);
  const stem = name.slice(0, name.length - extension.length);
  for (let n = 1; ; n++) {
    const path = join(folder, n === 1 ? name : `${stem} ${n}${extension}`);
    if (!taken(path) && !(await exists(path))) return path;
  }
}

/** Whether anything has that name, be it a link to nowhere. */
async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function trimEnds(name: string): string {
  return name.replace(/^[. ]+/, '').replace(/[. ]+$/, '');
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST) return name;
  const extension = extname(name);
  const keep = Buffer.byteLength(extension) <= 20 ? extension : '';
  let stem = '';
  let bytes = Buffer.byteLength(keep);
  for (const character of name.slice(0, name.length - keep.length)) {
    bytes += Buffer.byteLength(character);
    if (bytes > LONGEST) break;
    stem += character;
  }
  return trimEnds(stem) + keep;
}
