/** Which legacy encoding a text may be in, where nothing in the file says so: the likely ones, and how sure one can be. */
import { detectAll } from 'jschardet';
import type { EncodingSample } from '../../shared/contract/articles.ts';

/** How much of a file is looked at, in bytes. */
const SAMPLE = 100_000;
/** What a person is shown of a text, in characters. */
const SAMPLE_LENGTH = 300;
/** Encodings of the Encoding Standard, as jschardet names them: it knows more than a decoder does. */
const DETECTABLE = [
  ...['Windows-1250', 'Windows-1251', 'Windows-1252', 'Windows-1253', 'Windows-1254', 'Windows-1255', 'Windows-1256'],
  ...[
    'Windows-1257',
    'Windows-1258',
    'CP874',
    'ISO-8859-2',
    'ISO-8859-5',
    'ISO-8859-7',
    'ISO-8859-15',
    'KOI8-R',
    'koi8-u',
  ],
  ...['IBM866', 'MacCyrillic', 'CP932', 'SHIFT_JIS', 'EUC-JP', 'ISO-2022-JP', 'GB18030', 'Big5', 'CP949', 'EUC-KR'],
];
const DECODER_NAMES: Readonly<Record<string, string>> = {
  CP874: 'windows-874',
  CP932: 'shift_jis',
  CP949: 'euc-kr',
  MacCyrillic: 'x-mac-cyrillic',
};
/** Below this jschardet says nothing at all. */
const LEAST = 0.02;
/** What a text of windows-1252 has at least: it is by far the likeliest where the letters tell little. */
const WESTERN_AT_LEAST = 0.12;
/** Hardly any file is in one of these today. */
const RARE: ReadonlySet<string> = new Set(['x-mac-cyrillic', 'ibm866', 'koi8-u', 'windows-1258', 'iso-8859-15']);
/** From this share of the best score on, another reading might be the right one. Found by trying texts of 25 languages. */
const RIVAL = 0.8;
/** With fewer letters beyond ASCII than this, scores say nothing: every reading that looks like a text is a rival. */
const FEW_LETTERS = 10;
const LOOKS_LIKE_TEXT = 0.1;
/** A reading that is odder than this is not offered. */
const MOST_ODD = 0.5;
/** More than this are not worth a person's look. */
const MOST_CANDIDATES = 6;

/** Likeliest first, each reading the sample differently; `sure` where no other comes near the first. */
export type Candidates = { encodings: string[]; sure: boolean };

/** What the letters of a text that is no UTF-8 say about its encoding. `encodings` is never empty. */
export function likelyEncodings(bytes: Uint8Array): Candidates {
  const sample = tellingLines(bytes);
  const found = detectAll(sample, { detectEncodings: DETECTABLE, minimumThreshold: LEAST });
  const scores = new Map([['windows-1252', WESTERN_AT_LEAST]]);
  for (const { encoding, confidence } of found) {
    if (!encoding) continue;
    const { encoding: name } = new TextDecoder(DECODER_NAMES[encoding] ?? encoding);
    const score = RARE.has(name) ? confidence * 0.8 : confidence;
    scores.set(name, Math.max(score, scores.get(name) ?? 0));
  }
  const readings = [...scores].map(([encoding, score]) => {
    const text = new TextDecoder(encoding).decode(sample);
    const odd = oddShare(text);
    return { encoding, text, odd, score: score * (1 - odd) };
  });
  readings.sort((a, b) => b.score - a.score);
  const different = readings.filter(({ text }, index) => readings.findIndex((other) => other.text === text) === index);
  const [best, ...others] = different;
  const few = count(best?.text ?? '', /(?!\p{ASCII})\p{L}/gu) < FEW_LETTERS;
  const rivals = others.filter(
    ({ score, odd }) => score >= (best?.score ?? 0) * RIVAL || (few && odd < LOOKS_LIKE_TEXT),
  );
  const plausible = different.filter(({ odd }, index) => index === 0 || odd < MOST_ODD);
  return { encodings: plausible.slice(0, MOST_CANDIDATES).map(({ encoding }) => encoding), sure: rivals.length === 0 };
}

/** How a text begins to read in each of several encodings, from a little before its first sign beyond ASCII on. */
export function encodingSamples(bytes: Uint8Array, encodings: readonly string[]): EncodingSample[] {
  const lines = tellingLines(bytes);
  return encodings.map((name) => {
    const text = new TextDecoder(name).decode(lines).replace(/\s+/g, ' ');
    const start = Math.max(0, text.search(/\P{ASCII}/u) - 60);
    return { name, sample: text.slice(start, start + SAMPLE_LENGTH).toWellFormed() };
  });
}

/** The lines that hold more than ASCII, which alone tell encodings apart. */
function tellingLines(bytes: Uint8Array): Uint8Array {
  const lines: Uint8Array[] = [];
  let length = 0;
  for (let start = 0; start < bytes.length && length < SAMPLE; ) {
    const at = bytes.subarray(start).findIndex((byte) => byte > 0x7f);
    if (at < 0) break;
    const from = Math.max(start, bytes.lastIndexOf(0x0a, start + at) + 1);
    const end = bytes.indexOf(0x0a, start + at);
    const line = bytes.subarray(Math.max(from, start + at - SAMPLE / 2), end < 0 ? bytes.length : end + 1);
    lines.push(line.subarray(0, SAMPLE - length));
    length += line.length;
    start = end < 0 ? bytes.length : end + 1;
  }
  return Buffer.concat(lines);
}

/** What of the signs beyond ASCII no writer would have put there: controls, signs inside words, mixed scripts, 0 to 1. */
function oddShare(text: string): number {
  const signs = count(text, /\P{ASCII}/gu);
  if (signs === 0) return 0;
  const odd =
    count(text, /(?![\t\n\v\f\r])[\p{Cc}\p{Cn}\p{Co}\ufffd]/gu) * 4 +
    count(text, /(?<=\p{L})(?![’‘'\u00b7\u2010-\u2015\u00ad])[^\p{L}\p{M}\p{N}\p{ASCII}](?=\p{L})/gu) +
    count(text, /(?<=\p{Ll})\p{Lu}/gu) +
    count(text, /(?<=[a-z])(?!\p{Script=Latin})\p{L}|(?!\p{Script=Latin})\p{L}(?=[a-z])/giu) +
    count(text, /[\u00a4\u00a6\u00ac\u00af\u00b4\u00b8\u02c7\u02d8\u02d9\u02db\u02dd]/g);
  return Math.min(1, odd / signs);
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
