/** A file's bytes, or pasted text, to an article ready to be stored. */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { AppError } from '../../shared/errors.ts';
import type { Article } from '../../shared/model.ts';
import { countWords } from '../../shared/text.ts';
import { binaryEnding } from './binary-kinds.ts';
import { decodeText, refuseSize } from './decode.ts';
import type { ReadText } from './metadata.ts';
import { normaliseText } from './normalise.ts';
import { isHtml, readHtml } from './read-html.ts';
import { readMarkdown } from './read-markdown.ts';
import { headline, readText } from './read-text.ts';

const HTML: ReadonlySet<string> = new Set(['html', 'htm', 'xhtml']);
const MARKDOWN: ReadonlySet<string> = new Set(['md', 'markdown']);

/** An article as its file gives it, with its frozen text. */
export type DraftArticle = Omit<Article, 'id' | 'archived' | 'importedAt' | 'externalId' | 'tags'> & { text: string };

/** Throws AppError 'too-large' by the file's size alone, before it is read. */
export function refuseTooLarge(path: string, name: string): void {
  refuseSize(statSync(path).size, name);
}

/**
 * Reads an article. The ending of the name says what the bytes are: HTML, Markdown, else plain text; without a name they
 * are pasted text. Throws AppError 'bad-input' with the reason and the way out, or 'too-large'.
 */
export function readArticle(name: string, bytes: Uint8Array): DraftArticle {
  const ending = endingOf(name);
  const refused = binaryEnding(ending);
  if (refused) throw new AppError('bad-input', `This is ${refused.what}, which Sayso cannot read. ${refused.wayOut}`);
  const html = HTML.has(ending);
  const decoded = decodeText(bytes, { html });
  const source = normaliseText(decoded.text);
  const read = readAs(ending, source.text);
  // Character references can bring in what was just taken out.
  const frozen = normaliseText(read.text);
  if (!/[^\s\u200b\u2060\p{Cc}]/u.test(frozen.text)) {
    const what = html ? 'There is no text in this page.' : 'There is nothing but white space in this file.';
    throw new AppError('bad-input', `${what} Check that the right file was chosen.`);
  }
  const { author, date, outlet, url } = read;
  return {
    title: read.title || headline(frozen.text) || titleFromName(name) || firstWords(frozen.text),
    author,
    date,
    outlet,
    url,
    source: name.slice(0, 2000),
    encoding: decoded.encoding,
    text: frozen.text,
    textHash: sha256(frozen.text),
    rawHash: sha256(bytes),
    size: frozen.text.length,
    words: countWords(frozen.text),
    replaced: decoded.replaced + source.replaced + frozen.replaced,
  };
}

function readAs(ending: string, text: string): ReadText {
  if (HTML.has(ending) && isHtml(text)) return readHtml(text);
  return MARKDOWN.has(ending) ? readMarkdown(text) : readText(text);
}

function endingOf(name: string): string {
  return /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

function titleFromName(name: string): string {
  const file = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  return (file.replace(/\.[^.]+$/, '') || file).slice(0, 2000);
}

/** The beginning of a text that has no other title, cut at a word. */
function firstWords(text: string): string {
  const line = /\S[^\n]*/.exec(text.slice(0, 10_000))?.[0].trim() ?? '';
  return line.length <= 60
    ? line
    : `${line
        .slice(0, 60)
        .replace(/\s+\S*$/, '')
        .toWellFormed()}…`;
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
