/** PDF documents: their text, a paragraph a line. Nothing is drawn, and nothing in a file runs. */
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { getDocument, type PDFPageProxy, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { AppError } from '../../../shared/errors.ts';
import { cleanMetadata, type ReadText } from '../metadata.ts';
import { type Line, linesOfPage, type Piece } from './pdf-lines.ts';
import { paragraphsOf, titleOf } from './pdf-paragraphs.ts';

const MOST_PAGES = 5000;
/** Titles and authors that programs make up. */
const MADE_UP =
  /^(?:\(?(?:untitled|anonymous|unspecified|unknown)\)?|microsoft word\b.*|.*\.(?:docx?|indd|qxd|tex|dvi|pdf|odt|rtf|p65))$/i;

const SCANNED =
  'This PDF holds pictures of pages and no text. Have its text recognised (OCR), save it with the text and add that.';
const PROTECTED = 'This PDF is protected by a password. Save it without one in a PDF reader and add that.';
const DAMAGED = 'This PDF is damaged. Open it in a PDF reader, save or print it as a new PDF, and add that.';

/** Throws AppError 'bad-input' with the reason and the way out, or 'too-large'. */
export async function readPdf(bytes: Uint8Array): Promise<ReadText> {
  const library = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const loading = getDocument({
    // It takes the bytes away from whoever gives them.
    data: new Uint8Array(bytes),
    enableXfa: false,
    useSystemFonts: false,
    disableFontFace: true,
    useWorkerFetch: false,
    verbosity: VerbosityLevel.ERRORS,
    cMapUrl: join(library, 'cmaps') + sep,
    cMapPacked: true,
    standardFontDataUrl: join(library, 'standard_fonts') + sep,
  });
  try {
    const document = await loading.promise;
    if (document.numPages > MOST_PAGES)
      throw new AppError(
        'too-large',
        `This PDF has ${document.numPages} pages, more than the ${MOST_PAGES} Sayso takes.`,
      );
    const { info } = (await document.getMetadata()) as { info: { Title?: unknown; Author?: unknown } };
    const pages: Line[][] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      pages.push(await linesOf(page));
      page.cleanup();
    }
    if (pages.every((page) => page.length === 0)) throw new AppError('bad-input', SCANNED);
    const metadata = cleanMetadata({ title: told(info.Title) || titleOf(pages), author: told(info.Author) });
    return { text: paragraphsOf(pages).join('\n'), ...metadata };
  } catch (error) {
    if (error instanceof AppError) throw error;
    const protectedOne = error instanceof Error && error.name === 'PasswordException';
    throw new AppError('bad-input', protectedOne ? PROTECTED : DAMAGED, { cause: error });
  } finally {
    await loading.destroy();
  }
}

/** What a document says of itself, where a person may have said it. */
function told(value: unknown): string {
  const text = typeof value === 'string' ? value.trim() : '';
  return MADE_UP.test(text) ? '' : text;
}

/** Text that stands upright in reading order, then what is turned. */
async function linesOf(page: PDFPageProxy): Promise<Line[]> {
  const toPage = page.getViewport({ scale: 1 }).transform as number[];
  const { items } = await page.getTextContent();
  const upright: Piece[] = [];
  const turned: Line[] = [];
  for (const item of items) {
    if (!('str' in item) || item.str.trim() === '') continue;
    const [across = 1, up = 0, , , x = 0, y = 0] = times(toPage, item.transform as number[]);
    const { str: text, width } = item;
    const size = item.height || Math.hypot(across, up) || 1;
    const isUpright = across > 0 && Math.abs(up) < across / 10;
    if (isUpright) upright.push({ text, x, right: x + width, y, size, rtl: item.dir === 'rtl' });
    else turned.push({ text: text.trim(), x, right: x + size, y, size });
  }
  return [...linesOfPage(upright), ...turned];
}

/** One affine map after another, each as [a, b, c, d, e, f]. */
function times([a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: number[], inner: number[]): number[] {
  const [ia = 1, ib = 0, ic = 0, id = 1, ie = 0, of = 0] = inner;
  return [a * ia + c * ib, b * ia + d * ib, a * ic + c * id, b * ic + d * id, a * ie + c * of + e, b * ie + d * of + f];
}
