/**
 * Word documents: the text as it stands when all tracked changes are accepted, a paragraph a line, cells parted by tabs,
 * footnotes at the end.
 */
import mammoth from 'mammoth';
import { AppError } from '../../../shared/errors.ts';
import { cleanMetadata, type ReadText } from '../metadata.ts';
import { htmlToText } from '../read-html.ts';
import { neededParts, zipOf } from './zip-parts.ts';

const OLE = '\xd0\xcf\x11\xe0';
const STYLES = ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => h2:fresh"];
/** What leads from a footnote back to its place. */
const BACK_LINK = /\s*<a href="#(?:foot|end)note-ref-[^"]*">[^<]*<\/a>/g;

/** A cell without a table in it. Its paragraphs stand on one line, with the cells beside it. */
const CELL = /<td[^>]*>(?:(?!<\/?td)[\s\S])*<\/td>/g;

/** Throws AppError 'bad-input' with the reason and the way out, or 'too-large'. */
export async function readDocx(bytes: Uint8Array): Promise<ReadText> {
  refuseOldOffice(bytes);
  const parts = neededParts(bytes);
  for (const [name, xml] of parts)
    if (xml.includes('<!DOCTYPE'))
      throw new AppError('bad-input', `This Word document is not sound: ${name} has a DTD.`);
  if (![...parts.keys()].some((name) => name.startsWith('word/')))
    throw new AppError('bad-input', 'This is no Word document, although its name says so. Add it by its right name.');
  const html = (await toHtml(zipOf(parts))).replace(BACK_LINK, '').replace(CELL, withoutParagraphs);
  const heading = /<h1>(.*?)<\/h1>/.exec(html)?.[1];
  const core = parts.get('docProps/core.xml') ?? '';
  return {
    text: htmlToText(html),
    ...cleanMetadata({
      title: (heading && htmlToText(heading)) || property(core, 'dc:title'),
      author: property(core, 'dc:creator'),
    }),
  };
}

const withoutParagraphs = (cell: string): string => cell.replace(/<\/p>\s*<p>/g, ' ').replace(/<\/?p>/g, '');

async function toHtml(buffer: Buffer): Promise<string> {
  // Pictures are left out, and nothing outside of the file is looked at.
  const convertImage = mammoth.images.imgElement(async () => ({ src: '' }));
  try {
    return (await mammoth.convertToHtml({ buffer }, { styleMap: STYLES, convertImage, externalFileAccess: false }))
      .value;
  } catch (error) {
    throw new AppError('bad-input', 'This Word document is damaged. Open it in Word, save it again and add that.', {
      cause: error,
    });
  }
}

/** A document with a password, and one of the time before .docx, are of another kind, whatever their name. */
function refuseOldOffice(bytes: Uint8Array): void {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (whole.toString('latin1', 0, 4) !== OLE) return;
  if (whole.includes(Buffer.from('EncryptedPackage', 'utf16le')))
    throw new AppError(
      'bad-input',
      'This Word document is protected by a password. Save it without one in Word and add that.',
    );
  throw new AppError(
    'bad-input',
    'This is an old Office document. Save it as .docx in an office program and add that.',
  );
}

function property(xml: string, name: string): string {
  const value = new RegExp(`<${name}(?:\\s[^>]*)?>([^<]*)</${name}>`).exec(xml)?.[1];
  return value ? htmlToText(value) : '';
}
