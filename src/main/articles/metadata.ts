/** What a file says about its article. */

export type Metadata = { title: string; author: string; date: string; outlet: string; url: string };

/** What a reader makes of a file: the text, and what the file says about it, empty where it says nothing. */
export type ReadText = { text: string } & Metadata;

/** As many characters as an article may hold of each. */
const LONGEST = { title: 2000, author: 2000, date: 100, outlet: 2000, url: 4000 };

/** Metadata as an article holds it: one line each, of a length that is bounded; only web addresses as addresses. */
export function cleanMetadata(found: Partial<Metadata>): Metadata {
  const url = oneLine(found.url, LONGEST.url);
  return {
    title: oneLine(found.title, LONGEST.title),
    author: oneLine(found.author, LONGEST.author),
    date: oneLine(found.date, LONGEST.date),
    outlet: oneLine(found.outlet, LONGEST.outlet),
    url: /^https?:\/\//i.test(url) ? url : '',
  };
}

/** Without line breaks and controls, at most so long. */
export function oneLine(value: string | undefined, longest: number): string {
  return (value ?? '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, longest)
    .toWellFormed();
}
