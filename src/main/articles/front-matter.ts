/** The block of "key: value" lines that a Markdown file may begin with. */
import type { Metadata } from './metadata.ts';

const FENCED = /^---[ \t]*\n([\s\S]{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/;
/** A line of it: a key, a list item, a continuation, a comment, or nothing. */
const LINE = /^(?:[\p{L}][\p{L}\p{N}_ -]*:(?:\s.*)?|\s*-\s.*|\s+\S.*|\s*#.*|\s*)$/u;

const KEYS: Readonly<Record<keyof Metadata, readonly string[]>> = {
  title: ['title', 'headline'],
  author: ['author', 'authors', 'byline', 'by'],
  date: ['date', 'published', 'pubdate', 'publishdate', 'datepublished'],
  outlet: ['outlet', 'source', 'publisher', 'publication', 'site'],
  url: ['url', 'link', 'canonical', 'canonical_url'],
};

/** Splits front matter off. What stands between the fences but is no such block is text. */
export function readFrontMatter(source: string): { metadata: Partial<Metadata>; body: string } {
  const [whole = '', block = ''] = FENCED.exec(source) ?? [];
  const lines = block.split('\n');
  if (!whole || !/^\p{L}/mu.test(block) || !lines.every((line) => LINE.test(line)))
    return { metadata: {}, body: source };
  const values = valuesOf(lines);
  const metadata: Partial<Metadata> = {};
  for (const [field, keys] of Object.entries(KEYS) as [keyof Metadata, readonly string[]][]) {
    const key = keys.find((candidate) => values.get(candidate));
    if (key) metadata[field] = values.get(key) ?? '';
  }
  return { metadata, body: source.slice(whole.length) };
}

/** Values by key in small letters; those of a list are joined by commas. */
function valuesOf(lines: readonly string[]): Map<string, string> {
  const values = new Map<string, string>();
  let key = '';
  for (const line of lines) {
    const [, name, value = ''] = /^(\p{L}[^:]*):\s*(.*)$/u.exec(line) ?? [];
    if (name) {
      key = name.trim().toLowerCase();
      const list = /^\[(.*)\]$/.exec(value.trim())?.[1];
      values.set(key, list === undefined ? unquoted(value) : list.split(',').map(unquoted).join(', '));
    } else if (!line.trim().startsWith('#')) {
      const more = unquoted(line.replace(/^\s*-\s/, ''));
      const separator = /^\s*-\s/.test(line) ? ', ' : ' ';
      if (more) values.set(key, [values.get(key), more].filter(Boolean).join(separator));
    }
  }
  return values;
}

function unquoted(value: string): string {
  const trimmed = value.trim();
  return /^"(?:.*)"$|^'(?:.*)'$/.test(trimmed) && trimmed.length > 1
    ? trimmed.slice(1, -1)
    : trimmed.replace(/^[|>]-?$/, '');
}
