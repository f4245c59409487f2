/**
 * The parts of a ZIP file that hold XML, each inflated with a bound. An Office document is untrusted: a part may claim
 * to be small and inflate to gigabytes.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { AppError } from '../../../shared/errors.ts';

/** All XML together, inflated, in bytes. */
const MOST_XML = 200_000_000;
const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

const damaged = (cause?: unknown) => new AppError('bad-input', 'This Word document is damaged.', { cause });

/** Every part whose name ends in .xml or .rels, by name. Throws AppError 'bad-input' or 'too-large'. */
export function xmlParts(bytes: Uint8Array): Map<string, string> {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = new Map<string, string>();
  let left = MOST_XML;
  try {
    for (const entry of entriesOf(zip)) {
      if (!/\.(?:xml|rels)$/i.test(entry.name)) continue;
      const content = inflate(zip, entry, left);
      left -= content.length;
      parts.set(entry.name, content.toString('utf8'));
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw damaged(error);
  }
  return parts;
}

type Entry = { name: string; method: number; crc: number; size: number; at: number };

function* entriesOf(zip: Buffer): Generator<Entry> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || zip.readUInt32LE(end) !== END) throw damaged();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== CENTRAL) throw damaged();
    const nameLength = zip.readUInt16LE(at + 28);
    yield {
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      method: zip.readUInt16LE(at + 10),
      crc: zip.readUInt32LE(at + 16),
      size: zip.readUInt32LE(at + 20),
      at: zip.readUInt32LE(at + 42),
    };
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}

function inflate(zip: Buffer, { method, crc, size, at }: Entry, most: number): Buffer {
  if (zip.readUInt32LE(at) !== LOCAL) throw damaged();
  const start = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28);
  const packed = zip.subarray(start, start + size);
  const content = method === STORED ? packed : method === DEFLATED ? unpack(packed, most) : null;
  if (!content || crc32(content) !== crc) throw damaged();
  return content;
}

function unpack(packed: Buffer, most: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') throw error;
    const limit = `${MOST_XML / 1e6} MB`;
    throw new AppError('too-large', `This Word document unpacks to more than ${limit}. It was not read.`);
  }
}
