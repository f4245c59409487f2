/** The one change that an article's text ever sees, before it is frozen. */

/**
 * CRLF and lone CR become LF, one leading byte order mark goes, lone surrogates become U+FFFD and are counted. All else
 * stays: NUL, U+2028, form feeds, decomposed letters, marks of direction.
 */
export function normaliseText(raw: string): { text: string; replaced: number } {
  const replaced = raw.match(/[\ud800-\udfff]/gu)?.length ?? 0;
  const unmarked = raw.startsWith('\ufeff') ? raw.slice(1) : raw;
  return { text: unmarked.toWellFormed().replace(/\r\n?/g, '\n'), replaced };
}
