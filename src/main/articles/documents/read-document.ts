/** A document's bytes to an article ready to be stored. Runs in a worker of its own: documents can be made to harm. */
import { AppError } from '../../../shared/errors.ts';
import { refuseLarge } from '../decode.ts';
import { type DraftArticle, draftArticle } from '../draft-article.ts';
import type { DocumentKind } from '../file-kind.ts';
import { readDocx } from './read-docx.ts';
import { readPdf } from './read-pdf.ts';

export type DocumentInput = { kind: DocumentKind; name: string; bytes: Uint8Array; large?: boolean | undefined };

/** Throws AppError 'bad-input' with the reason and the way out, or 'too-large'. */
export async function readDocument({ kind, name, bytes, large }: DocumentInput): Promise<DraftArticle> {
  if (bytes.length === 0) throw new AppError('bad-input', 'The file is empty.');
  const read = kind === 'pdf' ? await readPdf(bytes) : await readDocx(bytes);
  refuseLarge(Buffer.byteLength(read.text), 'The text', large);
  return draftArticle(read, {
    name,
    raw: bytes,
    encoding: '',
    replaced: 0,
    blank: 'There is no text in this document. If it holds pictures of pages, have their text recognised (OCR).',
    namesIt: true,
  });
}
