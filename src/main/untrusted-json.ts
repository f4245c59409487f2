/** JSON of others. What it is allowed to be is checked before it is parsed: what comes after may recurse, or look up keys. */

/** As deep as objects and lists may lie in one another. */
export const MOST_DEPTH = 64;

/** What every object answers to without having it: a look-up by such a key would find what nobody put there. */
const isReserved = (key: string): boolean => key === '__proto__' || key === 'constructor' || key === 'prototype';
/** Reserved keys have at most so many characters, each of which may be written as \uXXXX. */
const LONGEST_RESERVED = 'constructor'.length * 6;

export type Parsed = { value: unknown } | { fault: string };

/** The value, or what is amiss, as the end of a sentence ("it is not JSON"). Never throws. */
export function parseUntrusted(text: string): Parsed {
  const fault = faultOf(text);
  if (fault) return { fault };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { fault: `it is not JSON (${error instanceof Error ? error.message : ''})` };
  }
}

/** What forbids parsing a text, if it is JSON at all. One pass that jumps over strings, which are most of it. */
function faultOf(text: string): string | null {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '{' || sign === '[') {
      if (++depth > MOST_DEPTH) return `it nests deeper than ${MOST_DEPTH} levels`;
    } else if (sign === '}' || sign === ']') depth--;
    else if (sign === '"') {
      const end = endOfString(text, at);
      if (end < 0) return null;
      const key = reservedKey(text, at, end);
      if (key) return `it has the key “${key}”, which Sayso does not take`;
      at = end;
    }
  }
  return null;
}

/** Where the quotation mark stands that ends the string, or -1. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return end;
  }
  return -1;
}

/** The reserved key that a string is, where it is one. */
function reservedKey(text: string, start: number, end: number): string | null {
  if (end - start - 1 > LONGEST_RESERVED || !isFollowedByColon(text, end + 1)) return null;
  const written = text.slice(start + 1, end);
  const key = written.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return isReserved(key) ? key : null;
}

function isFollowedByColon(text: string, from: number): boolean {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t' || text[at] === '\n' || text[at] === '\r') at++;
  return text[at] === ':';
}
