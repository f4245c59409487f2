/** Pairs of quotation marks in all their styles, within one paragraph at a time. */
import type { Range } from './model.ts';
import { paragraphAt, words } from './text.ts';

/** What each mark can close, in the order in which a closing is looked for. */
const CLOSES: Readonly<Record<string, string>> = {
  '”': '“„”',
  '“': '„',
  '’': '‘‚',
  '‘': '‚',
  '»': '«',
  '«': '»',
  '›': '‹',
  '‹': '›',
  '」': '「',
  '』': '『',
  '》': '《',
  '〉': '〈',
  '"': '"',
  "'": "'",
  '＂': '＂',
};
const MARKS = /[“”„‘’‚«»‹›「」『』《》〈〉"'＂]/g;
const MAY_BE_APOSTROPHE = "'’";
/** Marks that open whatever stands around them. */
const OPENS = '“„‘‚«‹「『《〈';
/** Marks that, first in a paragraph and never closed there, quote it whole: the quotation goes on in the next one. */
const CONTINUES = '“„«"';

/** Older open marks are forgotten: no text nests so deep, but a text may be nothing but marks. */
const MOST_OPEN = 30;

const WORD_CHARACTER = /[\p{L}\p{M}\p{N}]/u;
const BEFORE_OPENING = /^$|[\s\p{Ps}\p{Pi}\p{Pd}"'/]/u;
const GAP = /^$|\s/;

/** A quotation mark and its offset in the line. */
type Mark = { sign: string; at: number };

/** The quotations of the paragraph that holds an offset, marks included, in order of their ends. */
export function quotationsAt(text: string, offset: number): Range[] {
  const paragraph = paragraphAt(text, offset);
  const line = text.slice(paragraph.start, paragraph.end);
  return quotationsIn(line).map(({ start, end }) => ({ start: start + paragraph.start, end: end + paragraph.start }));
}

function quotationsIn(line: string): Range[] {
  const found: Range[] = [];
  const open: Mark[] = [];
  for (const { 0: sign, index: at } of line.matchAll(MARKS)) {
    const opening = matchingOpening(line, { sign, at }, open);
    if (opening >= 0) {
      found.push({ start: open[opening]?.at ?? at, end: at + 1 });
      open.length = opening;
    } else if (canOpen(line, { sign, at })) {
      open.push({ sign, at });
      if (open.length > MOST_OPEN) open.shift();
    }
  }
  const [first] = open;
  if (first && CONTINUES.includes(first.sign) && line.slice(0, first.at).trim() === '') {
    found.push({ start: first.at, end: line.trimEnd().length });
  }
  return found;
}

/** The index of the open mark that a mark closes, or -1. Open marks above it were never closed: apostrophes, mostly. */
function matchingOpening(line: string, mark: Mark, open: readonly Mark[]): number {
  const candidates = CLOSES[mark.sign] ?? '';
  const index = open.findLastIndex(({ sign }) => candidates.includes(sign));
  return index >= 0 && canClose(line, mark) ? index : -1;
}

function canClose(line: string, { sign, at }: Mark): boolean {
  const before = line[at - 1] ?? '';
  const after = line[at + 1] ?? '';
  const straight = sign === '"' || sign === "'";
  // After a gap and before something a straight mark opens; between gaps it stands alone, as in tokenised text.
  if (straight && GAP.test(before) && !GAP.test(after)) return false;
  if (!MAY_BE_APOSTROPHE.includes(sign)) return true;
  return !WORD_CHARACTER.test(after) && !isPluralPossessive(line, { sign, at });
}

/** Whether an apostrophe only shows possession ("the workers’ rights"): the real end, after punctuation, is yet to come. */
function isPluralPossessive(line: string, { sign, at }: Mark): boolean {
  if (!/^s['’]\s\p{L}/iu.test(line.slice(at - 1, at + 4))) return false;
  const rest = line.slice(at + 1);
  const end = rest.search(sign === '’' ? /[,.!?…]’/ : /[,.!?…]'/);
  const opening = rest.search(sign === '’' ? /‘/ : /\s'/);
  return end >= 0 && (opening < 0 || end < opening);
}

function canOpen(line: string, { sign, at }: Mark): boolean {
  if (OPENS.includes(sign)) return true;
  const before = line[at - 1] ?? '';
  const after = line[at + 1] ?? '';
  if (sign === '’') return false;
  if (GAP.test(after)) return (sign === '"' || sign === "'") && after !== '' && GAP.test(before);
  return sign === '"' ? !WORD_CHARACTER.test(before) : BEFORE_OPENING.test(before);
}

/**
 * How a claim is quoted, by the quotation marks in and around its fragments: `direct` where all of its words stand
 * inside quotation marks, `mixed` where some do, `indirect` where none does.
 */
export function quoteType(text: string, fragments: readonly Range[]): 'direct' | 'indirect' | 'mixed' {
  let quoted = 0;
  let plain = 0;
  for (const fragment of fragments) {
    for (let at = fragment.start; at < fragment.end; ) {
      const paragraph = paragraphAt(text, at);
      const quotations = quotationsAt(text, at);
      for (const word of words(text.slice(at, Math.min(fragment.end, paragraph.end)))) {
        const inside = quotations.some(({ start, end }) => start <= at + word.start && at + word.end <= end);
        if (inside) quoted++;
        else plain++;
      }
      at = paragraph.end + 1;
    }
  }
  if (quoted === 0) return 'indirect';
  return plain === 0 ? 'direct' : 'mixed';
}
