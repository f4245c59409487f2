/** Bytes to text: which encoding a file is in, and whether it is text at all. */
import { AppError } from '../../shared/errors.ts';
import { binaryKind } from './binary-kinds.ts';
import { type Candidates, likelyEncodings } from './encodings.ts';

/** The most that a text may have, in bytes, and from where on it has to be asked for: it makes everything slow. */
export const MAX_ARTICLE_BYTES = 50_000_000;
export const LARGE_ARTICLE_BYTES = 10_000_000;

export type Decoded = {
  /** With its byte order mark, if it has one. */
  text: string;
  /** As the Encoding Standard names it. */
  encoding: string;
  /** Number of U+FFFD that stand for bytes that could not be decoded. */
  replaced: number;
};

/** How much of a file is looked at where a sample will do. */
const SAMPLE = 100_000;
/** What switches to Japanese characters in ISO-2022-JP, which is plain ASCII otherwise. */
const JAPANESE_ESCAPES = ['\u001b$B', '\u001b$@', '\u001b(J'];

/** What is known of bytes besides themselves: that they are a page, and what a person has chosen. */
type Known = { html?: boolean; encoding?: string | undefined; large?: boolean | undefined };

/**
 * Decodes a file: by its byte order mark; UTF-8 where it is valid; UTF-16 without a mark; damaged UTF-8 with U+FFFD in
 * place of what is broken; what an HTML file declares; else by its letters. Or by the encoding that was chosen. Throws
 * AppError 'bad-input' for what is empty or no text, 'too-large' as refuseLarge does.
 */
export function decodeText(bytes: Uint8Array, known: Known = {}): Decoded {
  refuseLarge(bytes.length, 'The file', known.large);
  if (bytes.length === 0) throw new AppError('bad-input', 'The file is empty.');
  const kind = binaryKind(bytes);
  if (kind) throw new AppError('bad-input', `This is ${kind.what}, not a text file. ${kind.wayOut}`);
  const decoded = known.encoding
    ? decodeWith(bytes, known.encoding)
    : (fromBytes(bytes, known) ?? decodeWith(bytes, likelyEncodings(bytes).encodings[0] ?? 'windows-1252'));
  if (isMostlyControls(decoded.text))
    throw new AppError(
      'bad-input',
      'This seems to be a binary file, not a text. Save the article as plain text and add that.',
    );
  return decoded;
}

/** What a text is in: one encoding where the bytes leave no doubt, else those that a person may have to choose from. */
export function encodingsOf(bytes: Uint8Array, known: Known = {}): Candidates {
  const told = fromBytes(bytes, known);
  return told ? { encodings: [told.encoding], sure: true } : likelyEncodings(bytes);
}

/** Decoded as the bytes themselves tell; null where only the letters can. */
function fromBytes(bytes: Uint8Array, { html = false }: Known): Decoded | null {
  return (
    byMark(bytes) ??
    withoutMark(bytes) ??
    strict(bytes, 'utf-8') ??
    damagedUtf8(bytes) ??
    (html ? asDeclared(bytes) : null)
  );
}

const megabytes = (size: number) => `${(size / 1e6).toFixed(size < 1e8 ? 1 : 0).replace('.0', '')} MB`;
const SPLIT = 'Split it into one file an article and add those';

/** Throws AppError 'too-large', with the size and the limit, for more bytes than an article, or a document, may have. */
export function refuseSize(bytes: number, name: string, most = MAX_ARTICLE_BYTES): void {
  if (bytes <= most) return;
  const problem = `${name} has ${megabytes(bytes)}; an article may have up to ${megabytes(most)}.`;
  throw new AppError('too-large', `${problem} ${SPLIT}.`);
}

/** The same, and for a text of more than LARGE_ARTICLE_BYTES that nobody asked for. */
export function refuseLarge(bytes: number, name: string, large = false): void {
  refuseSize(bytes, name);
  if (large || bytes <= LARGE_ARTICLE_BYTES) return;
  const problem = `${name} has ${megabytes(bytes)}; a text of more than ${megabytes(LARGE_ARTICLE_BYTES)} makes Sayso slow.`;
  throw new AppError('too-large', `${problem} ${SPLIT}, or ask for it when you add the file (--large).`);
}

/** The name of an encoding, by any of its labels. Throws AppError 'bad-input' for one that is unknown. */
export function encodingNamed(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AppError('bad-input', `There is no encoding “${label}”. Known are for example utf-8 and windows-1252.`);
  }
}

function decodeWith(bytes: Uint8Array, encoding: string): Decoded {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  const text = decoder.decode(bytes);
  return { text, encoding: decoder.encoding, replaced: count(text, '\ufffd') };
}

/** Null where any byte cannot be decoded. */
function strict(bytes: Uint8Array, encoding: string): Decoded | null {
  try {
    const decoder = new TextDecoder(encoding, { ignoreBOM: true, fatal: true });
    const text = decoder.decode(bytes);
    if (JAPANESE_ESCAPES.some((sequence) => text.includes(sequence))) return decodeWith(bytes, 'iso-2022-jp');
    return { text, encoding: decoder.encoding, replaced: 0 };
  } catch {
    return null;
  }
}

function byMark(bytes: Uint8Array): Decoded | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return damagedBy(bytes, 'utf-8');
  if (a === 0xff && b === 0xfe) return damagedBy(bytes, 'utf-16le');
  if (a === 0xfe && b === 0xff) return damagedBy(bytes, 'utf-16be');
  return null;
}

/** Decodes what is known to be in a Unicode encoding; a U+FFFD of the source itself is not counted as replaced. */
function damagedBy(bytes: Uint8Array, encoding: 'utf-8' | 'utf-16le' | 'utf-16be'): Decoded {
  const own = strict(bytes, encoding);
  if (own) return own;
  const decoded = decodeWith(bytes, encoding);
  const genuine = encoding === 'utf-8' ? count(Buffer.from(bytes).toString('latin1'), '\u00ef\u00bf\u00bd') : 0;
  return { ...decoded, replaced: decoded.replaced - genuine };
}

/** UTF-16 without a byte order mark: reads as text of everyday characters, which other bytes hardly ever do. */
function withoutMark(bytes: Uint8Array): Decoded | null {
  const sample = bytes.subarray(0, Math.min(SAMPLE, bytes.length - (bytes.length % 2)));
  if (sample.length < 8 || (controlShare(sample) < 0.05 && strict(bytes, 'utf-8'))) return null;
  for (const encoding of ['utf-16le', 'utf-16be'] as const) {
    const text = new TextDecoder(encoding).decode(sample);
    const strange = text.match(/(?![\t\n\v\f\r])[\p{Cc}\p{Cn}\p{Co}\p{Cs}\ufffd]/gu)?.length ?? 0;
    const everyday = text.match(/[ \n.,\u3000-\u3002\uff0c\uff0e]/g)?.length ?? 0;
    if (strange <= text.length / 100 && everyday >= text.length / 50) return damagedBy(bytes, encoding);
  }
  return null;
}

function controlShare(bytes: Uint8Array): number {
  let controls = 0;
  for (const byte of bytes) if (byte < 0x20 && (byte < 0x09 || byte > 0x0d)) controls++;
  return controls / bytes.length;
}

/** UTF-8 with few faults. In other encodings valid sequences of UTF-8 are rarer than invalid ones. */
function damagedUtf8(bytes: Uint8Array): Decoded | null {
  const decoded = damagedBy(bytes, 'utf-8');
  const valid = (decoded.text.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0) * 2;
  const cutAtTheEnd = decoded.replaced === 1 && decoded.text.endsWith('\ufffd') && valid > 0;
  return cutAtTheEnd || decoded.replaced * 4 <= valid ? decoded : null;
}

function asDeclared(bytes: Uint8Array): Decoded | null {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  const [, label] =
    /<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w:.-]+)/i.exec(head) ?? [];
  try {
    return label ? strict(bytes, label) : null;
  } catch {
    return null;
  }
}

function isMostlyControls(text: string): boolean {
  const strange = text.match(/(?![\t\n\v\f\r])[\p{Cc}\ufffd]/gu)?.length ?? 0;
  return strange > text.length / 2 || (strange >= 8 && strange > text.length / 20);
}

function count(text: string, piece: string): number {
  return text.split(piece).length - 1;
}
