/**
 * The parts of a Word document that its text needs, each inflated with a bound, and a ZIP file of nothing else. A
 * document is untrusted: a part may claim to be small and inflate to gigabytes, or be where nobody looks for it.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { AppError } from '../../../shared/errors.ts';

/** All parts together, inflated, in bytes. */
const MOST_XML = 200_000_000;
const MOST_ENTRIES = 10_000;
/** How many times its size a part may inflate to, and from which size on, in bytes. XML of people is packed to a twentieth. */
const MOST_RATIO = 200;
const RATIO_FROM = 4_000_000;
/** The folder of the document itself, without those below it, which hold pictures and fonts. */
const NEEDED = /^(?:\[Content_Types\]\.xml|_rels\/\.rels|docProps\/core\.xml|word\/(?:_rels\/)?[\w.-]+\.(?:xml|rels))$/;
const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

const tooLarge = (what: string) => new AppError('too-large', `This Word document ${what}. It was not read.`);
const damaged = (cause?: unknown) => new AppError('bad-input', 'This Word document is damaged.', { cause });

/** What the text needs, by name. Throws AppError 'bad-input' or 'too-large'. */
export function neededParts(bytes: Uint8Array): Map<string, string> {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = new Map<string, string>();
  let left = MOST_XML;
  try {
    for (const entry of entriesOf(zip)) {
      if (!NEEDED.test(entry.name)) continue;
      if (parts.has(entry.name)) throw damaged();
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
  const count = zip.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) throw tooLarge(`has ${count} parts, more than the ${MOST_ENTRIES} Sayso takes`);
  for (let left = count; left > 0; left--) {
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
  const byRatio = Math.max(RATIO_FROM, packed.length * MOST_RATIO);
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, Math.min(most, byRatio)) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') throw error;
    const limit = byRatio < most ? `${MOST_RATIO} times its size` : `${MOST_XML / 1e6} MB`;
    throw tooLarge(`unpacks to more than ${limit}`);
  }
}

/** A ZIP file of these parts, none of them packed. */
export function zipOf(parts: ReadonlyMap<string, string>): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [part, content] of parts) {
    const name = Buffer.from(part, 'utf8');
    const bytes = Buffer.from(content, 'utf8');
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(bytes.length, 14);
    fields.writeUInt32LE(bytes.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    locals.push(signature(LOCAL), fields, name, bytes);
    central.push(signature(CENTRAL), Buffer.from([20, 0]), fields, place, name);
    at += 30 + name.length + bytes.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.size, 4);
  end.writeUInt16LE(parts.size, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...locals, directory, signature(END), end]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
