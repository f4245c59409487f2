/** A text file's bytes, or pasted text, to an article ready to be stored. */
import type { ReadAs } from '../../shared/contract/articles.ts';
import { AppError } from '../../shared/errors.ts';
import { binaryEnding } from './binary-kinds.ts';
import { decodeText } from './decode.ts';
import { type DraftArticle, draftArticle } from './draft-article.ts';
import { endingOf } from './file-kind.ts';
import type { ReadText } from './metadata.ts';
import { normaliseText } from './normalise.ts';
import { isHtml, readHtml } from './read-html.ts';
import { readMarkdown } from './read-markdown.ts';
import { readText } from './read-text.ts';

const HTML: ReadonlySet<string> = new Set(['html', 'htm', 'xhtml']);
const MARKDOWN: ReadonlySet<string> = new Set(['md', 'markdown']);

/** Whether a file of this name is a web page, which may say what it is encoded in. */
export const isPage = (name: string): boolean => HTML.has(endingOf(name));

/**
 * Reads an article. The ending of the name says what the bytes are: HTML, Markdown, else plain text; without a name they
 * are pasted text. `readAs` is what a person has chosen. Throws AppError 'bad-input' with the reason and the way out, or
 * 'too-large'.
 */
export function readArticle(name: string, bytes: Uint8Array, { encoding, large }: ReadAs = {}): DraftArticle {
  const ending = endingOf(name);
  const refused = binaryEnding(ending);
  if (refused) throw new AppError('bad-input', `This is ${refused.what}, which Sayso cannot read. ${refused.wayOut}`);
  const html = HTML.has(ending);
  const decoded = decodeText(bytes, { html, encoding, large });
  const source = normaliseText(decoded.text);
  const what = html ? 'There is no text in this page.' : 'There is nothing but white space in this file.';
  // Character references can bring in what was just taken out, so that the draft is normalised again.
  return draftArticle(readAs(ending, source.text), {
    name,
    raw: bytes,
    encoding: decoded.encoding,
    replaced: decoded.replaced + source.replaced,
    blank: `${what} Check that the right file was chosen.`,
    namesIt: true,
  });
}

function readAs(ending: string, text: string): ReadText {
  if (HTML.has(ending) && isHtml(text)) return readHtml(text);
  return MARKDOWN.has(ending) ? readMarkdown(text) : readText(text);
}
