/** Plain text: taken as it is. */
import { cleanMetadata, type ReadText } from './metadata.ts';

const LONGEST_TITLE = 120;

/** A first line that looks like a headline is the title, and stays in the text. */
export function readText(text: string): ReadText {
  return { text, ...cleanMetadata({ title: headline(text) }) };
}

/** The first line that is not blank, where it is short, ends like no sentence, and more follows; else empty. */
export function headline(text: string): string {
  const [, line = '', rest = ''] = /^\s*([^\n]{1,200})(?:\n([\s\S]{0,2000}))?/.exec(text) ?? [];
  const title = line.trim();
  const looksLikeOne = title.length <= LONGEST_TITLE && /\p{L}/u.test(title) && !/[.!…:;,]["'”’»)]*$/u.test(title);
  return looksLikeOne && rest.trim() !== '' ? title : '';
}
