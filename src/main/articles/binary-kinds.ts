/** Recognising files that hold no plain text, by their first bytes or by their names, and what to do instead. */

export type BinaryKind = { what: string; wayOut: string };

const AS_TEXT = 'Save the article as plain text or HTML and add that.';
const AS_TEXT_FROM = (program: string) => `Open it in ${program}, save it as plain text (.txt) and add that.`;
const UNPACK = 'Unpack it and add the articles in it.';

const IMAGE = 'Type the text of the picture into a text file, or have it recognised, and add that.';
const WORD = { what: 'a word processor document', wayOut: AS_TEXT_FROM('your word processor') };
const PDF = {
  what: 'a PDF document',
  wayOut: 'Copy its text, or save it as plain text (.txt) in a PDF reader, and add that.',
};
const BOOK = { what: 'an electronic book', wayOut: AS_TEXT };
const SHEET = { what: 'a spreadsheet', wayOut: AS_TEXT };
const ARCHIVE = { what: 'an archive', wayOut: UNPACK };
const PROJECT = { what: 'a Sayso project', wayOut: 'Open it as a project instead of adding it as an article.' };
const DATABASE = { what: 'a database, such as a Sayso project', wayOut: PROJECT.wayOut };
const PROGRAM = { what: 'a program', wayOut: AS_TEXT };
const SOUND = { what: 'a sound or video file', wayOut: 'Transcribe it and add the transcript as a text file.' };
const PICTURE = { what: 'a picture', wayOut: IMAGE };

/** First bytes, as Latin-1, and what they begin. Those that a text might begin with too are not among them. */
const SIGNATURES: readonly (readonly [string, BinaryKind])[] = [
  ['\x89PNG\r\n', { ...PICTURE, what: 'a PNG picture' }],
  ['\xff\xd8\xff', { ...PICTURE, what: 'a JPEG picture' }],
  ['GIF87a', { ...PICTURE, what: 'a GIF picture' }],
  ['GIF89a', { ...PICTURE, what: 'a GIF picture' }],
  ['II*\0', { ...PICTURE, what: 'a TIFF picture' }],
  ['MM\0*', { ...PICTURE, what: 'a TIFF picture' }],
  ['%PDF-', PDF],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', { what: 'an old Office document', wayOut: AS_TEXT_FROM('an office program') }],
  ['{\\rtf', { what: 'a rich text document (RTF)', wayOut: WORD.wayOut }],
  ['SQLite format 3\0', DATABASE],
  ['\x1f\x8b', { what: 'a gzip archive', wayOut: UNPACK }],
  ['7z\xbc\xaf\x27\x1c', { what: 'a 7-Zip archive', wayOut: UNPACK }],
  ['Rar!\x1a\x07', { what: 'a RAR archive', wayOut: UNPACK }],
  ['\x7fELF', PROGRAM],
  ['\xcf\xfa\xed\xfe', PROGRAM],
  ['\xca\xfe\xba\xbe', PROGRAM],
  ['\0asm', PROGRAM],
  ['OggS\0', SOUND],
  ['PAR1', { what: 'a Parquet dataset', wayOut: AS_TEXT }],
  ['bplist00', { what: 'a binary property list', wayOut: AS_TEXT }],
];

/** File name endings that are refused whatever the file holds. */
const ENDINGS: readonly (readonly [string, BinaryKind])[] = [
  ['doc odt rtf pages wpd', WORD],
  ['epub mobi azw3', BOOK],
  ['xlsx xls ods numbers', SHEET],
  ['pptx ppt odp key', { what: 'a presentation', wayOut: AS_TEXT }],
  ['png jpg jpeg gif webp tif tiff bmp heic avif svg ico', PICTURE],
  ['zip gz tgz 7z rar tar bz2 xz', ARCHIVE],
  ['mp3 m4a wav ogg flac mp4 mov mkv webm avi', SOUND],
  ['exe dll so dylib bin', PROGRAM],
  ['sayso', PROJECT],
];

/** What a file is by its first bytes, where that is no plain text. */
export function binaryKind(bytes: Uint8Array): BinaryKind | null {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  const known = SIGNATURES.find(([signature]) => head.startsWith(signature))?.[1];
  if (known) return known;
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return zipKind(head);
  if (!head.includes('\0')) return null;
  if (head.startsWith('MZ')) return PROGRAM;
  if (head.startsWith('RIFF') || head.startsWith('ID3') || head.startsWith('ftyp', 4)) return SOUND;
  return null;
}

function zipKind(head: string): BinaryKind {
  if (head.includes('application/epub')) return BOOK;
  if (head.includes('word/') || head.includes('opendocument.text')) return WORD;
  if (head.includes('xl/') || head.includes('opendocument.spreadsheet')) return SHEET;
  // Office writes the list of contents first, and the name of its part later than one looks.
  if (head.includes('[Content_Types].xml')) return { ...WORD, what: 'an Office document' };
  return { ...ARCHIVE, what: 'a ZIP archive' };
}

/** What a file is by the ending of its name, where that is no plain text. */
export function binaryEnding(ending: string): BinaryKind | null {
  return ENDINGS.find(([endings]) => endings.split(' ').includes(ending))?.[1] ?? null;
}
