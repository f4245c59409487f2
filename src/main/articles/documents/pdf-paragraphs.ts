/** Lines of a PDF to paragraphs: what repeats on each page goes, what was broken for want of room is joined. */
import type { Line } from './pdf-lines.ts';

/** Lines at the top and at the bottom of a page that may be running ones. */
const MARGIN_LINES = 3;
/** In points: as far apart as lines at the same place of two pages may be. */
const SAME_PLACE = 3;
/** A gap this much larger than between most lines parts paragraphs, as does type that much larger or smaller. */
const WIDE_GAP = 1.35;
const OTHER_SIZE = 1.12;
/** Lines that show how wide a column is, above and below one. */
const NEAR_LINES = 5;
/** In sizes of the type. */
const INDENT = 0.8;

/** The text of a document, a paragraph a line. `pages` hold their lines in reading order. */
export function paragraphsOf(pages: readonly (readonly Line[])[]): string[] {
  const bodies = withoutRunningLines(pages);
  const leading = usualLeading(bodies.flat());
  const words = vocabulary(bodies.flat());
  const paragraphs: string[] = [];
  let last: { line: Line; isFirst: boolean; edge: number } | null = null;
  for (const page of bodies) {
    let isNewPage = true;
    for (const [at, line] of page.entries()) {
      const edge = rightEdge(page, at, line);
      const isBreak: boolean =
        !last || (isNewPage || line.y <= last.line.y ? isNewText(last.line, line) : isParted(last, line, leading));
      if (isBreak) paragraphs.push(line.text);
      else paragraphs.push(joined(paragraphs.pop() ?? '', line.text, words));
      last = { line, isFirst: isBreak, edge };
      isNewPage = false;
    }
  }
  return paragraphs.map((text) => text.replaceAll('\u00ad', '').trim()).filter((text) => text !== '');
}

/** The headline of the first page: its largest lines, where they are larger than the body of the text. */
export function titleOf(pages: readonly (readonly Line[])[]): string {
  const first = (pages[0] ?? []).filter(({ text }) => /\p{L}/u.test(text));
  const largest = Math.max(0, ...first.map(({ size }) => size));
  const body = usualSize(pages.flat());
  const start = first.findIndex(({ size }) => size === largest);
  if (largest < body * 1.2 || start < 0) return '';
  const end = first.findIndex(({ size }, index) => index > start && size < largest * 0.95);
  return first
    .slice(start, end < 0 ? start + 1 : Math.min(end, start + 4))
    .map(({ text }) => text)
    .join(' ');
}

/** Pages without headers, footers and numbers: what stands at the same place of at least half of them, but for digits. */
function withoutRunningLines(pages: readonly (readonly Line[])[]): Line[][] {
  if (pages.length < 2) return pages.map((page) => [...page]);
  const seen = new Map<string, { y: number; pages: number }[]>();
  const placesOf = (line: Line) => seen.get(runningText(line)) ?? [];
  const placeOf = (line: Line) => placesOf(line).find(({ y }) => Math.abs(y - line.y) <= SAME_PLACE);
  for (const page of pages)
    for (const line of marginLines(page)) {
      const place = placeOf(line);
      if (place) place.pages += 1;
      else seen.set(runningText(line), [...placesOf(line), { y: line.y, pages: 1 }]);
    }
  // Headers of left and right pages differ.
  const enough = Math.max(2, Math.floor(pages.length / 2));
  return pages.map((page) => {
    const margin = new Set(marginLines(page));
    return page.filter((line) => !margin.has(line) || (placeOf(line)?.pages ?? 0) < enough);
  });
}

function marginLines(page: readonly Line[]): Line[] {
  const sorted = [...page].sort((a, b) => a.y - b.y);
  return sorted.length <= 2 * MARGIN_LINES
    ? sorted
    : [...sorted.slice(0, MARGIN_LINES), ...sorted.slice(-MARGIN_LINES)];
}

const runningText = ({ text }: Line): string => {
  const plain = text.replace(/\d+/g, '#').replace(/\s+/g, ' ');
  return /^[ivxlc]+$/i.test(plain) ? '#' : plain;
};

type Before = { line: Line; isFirst: boolean; edge: number };

const BROKEN_WORD = /([\p{L}\p{M}]+)([-\u2010\u00ad])$/u;

/** Whether a line below another begins a paragraph. */
function isParted({ line: last, isFirst, edge }: Before, line: Line, leading: number): boolean {
  if (!isSameSize(line.size, last.size)) return true;
  if ((line.y - last.y) / line.size > leading * WIDE_GAP) return true;
  if (isItem(line.text) || isTableRow(line.text) || isTableRow(last.text)) return true;
  const indent = (line.x - last.x) / line.size;
  if (indent > INDENT && !(isFirst && isItem(last.text))) return true;
  if (BROKEN_WORD.test(last.text)) return false;
  // The next word would have had room: the line was ended on purpose.
  const word = /^\S+/.exec(line.text)?.[0].length ?? 0;
  const width = ((line.right - line.x) / Math.max(1, line.text.length)) * (word + 1) + line.size;
  return edge - last.right > width && (endsSentence(last.text) || last.right - last.x < (edge - last.x) / 2);
}

/** Whether what stands at the top of a column or a page is no continuation of what stands above. */
function isNewText(last: Line, line: Line): boolean {
  if (!isSameSize(line.size, last.size)) return true;
  return endsSentence(last.text) && !/^[\p{Ll},;)]/u.test(line.text);
}

const endsSentence = (text: string): boolean => /[.!?:。！？؟]["'”’»›)\]]*$/u.test(text);
const isTableRow = (text: string): boolean => text.includes('\t');
const isItem = (text: string): boolean => /^(?:[•‣▪◦●–—*]|\(?\d{1,3}[.)]|\(?[a-z]\))\s/u.test(text);

/** Where the lines around one, of the same column and type, end. */
function rightEdge(page: readonly Line[], at: number, line: Line): number {
  const near = page.slice(Math.max(0, at - NEAR_LINES), at + NEAR_LINES + 1);
  const beside = near.filter(({ x, size }) => Math.abs(x - line.x) < 3 * size && isSameSize(size, line.size));
  return Math.max(...beside.map(({ right }) => right));
}

const isSameSize = (a: number, b: number): boolean => a / b < OTHER_SIZE && b / a < OTHER_SIZE;

/** Two lines as one: a word broken at its end is made whole. */
function joined(text: string, next: string, words: ReadonlySet<string>): string {
  const [, head = '', hyphen = ''] = BROKEN_WORD.exec(text) ?? [];
  const tail = /^[\p{L}\p{M}]+/u.exec(next)?.[0] ?? '';
  if (hyphen && tail) return text.slice(0, keepsHyphen(head, hyphen, tail, words) ? undefined : -1) + next;
  if (/\d[-\u2010\u2013]$/u.test(text) && /^\d/.test(next)) return text + next;
  const isUnspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\u3000-\u303f\uff00-\uffef]/u;
  return isUnspaced.test(text.slice(-1)) && isUnspaced.test(next.slice(0, 1)) ? text + next : `${text} ${next}`;
}

function keepsHyphen(head: string, hyphen: string, tail: string, words: ReadonlySet<string>): boolean {
  if (hyphen === '\u00ad') return false;
  if (/^\p{Lu}/u.test(tail)) return true;
  if (words.has((head + tail).toLowerCase())) return false;
  return words.has(`${head}-${tail}`.toLowerCase());
}

/** The words of a text that stand within its lines, with their hyphens: how its author writes them. */
function vocabulary(lines: readonly Line[]): Set<string> {
  const words = new Set<string>();
  for (const { text } of lines)
    for (const [word] of text.matchAll(/[\p{L}\p{M}]+(?:[-\u2010][\p{L}\p{M}]+)*/gu))
      words.add(word.replaceAll('\u2010', '-').toLowerCase());
  return words;
}

/** The usual distance of two lines, in sizes of their type. */
function usualLeading(lines: readonly Line[]): number {
  const distances = lines
    .map((line, index) => (line.y - (lines[index - 1]?.y ?? line.y)) / line.size)
    .filter((distance) => distance > 0.8 && distance < 3);
  return weightedMiddle(distances.map((value) => ({ value, weight: 1 }))) || 1.2;
}

const usualSize = (lines: readonly Line[]): number =>
  weightedMiddle(lines.map(({ size, text }) => ({ value: size, weight: text.length })));

function weightedMiddle(list: readonly { value: number; weight: number }[]): number {
  const half = list.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let passed = 0;
  for (const { value, weight } of [...list].sort((a, b) => a.value - b.value)) {
    passed += weight;
    if (passed >= half) return value;
  }
  return 0;
}
