/** Growing a selection by units of meaning: word, clause, quotation, sentence, paragraph. */
import { kindsAt, NUMBER, SPACE, WORD } from './characters.ts';
import type { Range } from './model.ts';
import { quotationsAt } from './quotations.ts';
import { sentenceAt } from './sentences.ts';
import { paragraphAt, trimRange, wordAt } from './text.ts';

/** Bounds of clauses wherever they stand; those in `BETWEEN_NUMBERS` may also be part of a number. */
const CLAUSE_MARKS = ',;:—―()[]،؛、，；：（）';
const BETWEEN_NUMBERS = ',:';
/** Bounds of clauses where white space stands on both sides. */
const SPACED_CLAUSE_MARKS = '-–';

/**
 * The next larger unit round a range: word, clause, quotation (its marks included), sentence, paragraph. Each answer
 * holds the one before it and more, until the paragraphs that the range touches are covered: then it stays.
 */
export function expandRange(text: string, range: Range): Range {
  const quotations = quotationsAt(text, range.start);
  const enclosing = quotations.filter((quotation) => isLarger(quotation, range));
  const innermost = shortest(enclosing);
  const sentence = spread(text, range, sentenceAt);
  const wholeSentence = withWholeQuotations(text, sentence, quotations);
  const clause = clauseAround(text, range, innermost ? inside(innermost, sentence) : wholeSentence, quotations);
  const units = [
    wordAt(text, range.start),
    clause && (!innermost || leavesWords(text, clause, innermost)) ? clause : null,
    innermost && clause ? sentenceInside(text, innermost, sentence, clause) : null,
    ...enclosing,
    wholeSentence,
    spread(text, range, paragraphAt),
  ];
  return shortest(units.filter((unit) => unit !== null).filter((unit) => isLarger(unit, range))) ?? range;
}

/** A sentence inside a quotation, where it has words that its clause has not, and the quotation words that it has not. */
function sentenceInside(text: string, quotation: Range, sentence: Range, clause: Range): Range | null {
  const part = inside(quotation, sentence);
  return leavesWords(text, clause, part) && leavesWords(text, part, quotation) ? part : null;
}

/** Sentences, with those that share a quotation with them. */
function withWholeQuotations(text: string, sentences: Range, quotations: readonly Range[]): Range {
  let { start, end } = sentences;
  for (const quotation of [...quotations, ...quotations.toReversed()]) {
    if (quotation.start >= end || quotation.end <= start) continue;
    if (quotation.start < start) start = sentenceAt(text, quotation.start).start;
    if (quotation.end > end) end = sentenceAt(text, quotation.end - 1).end;
  }
  return { start, end };
}

/** From the start of the unit that a range starts in to the end of the unit that it ends in. */
function spread(text: string, { start, end }: Range, unitAt: (text: string, offset: number) => Range): Range {
  return { start: unitAt(text, start).start, end: Math.max(end, unitAt(text, Math.max(start, end - 1)).end) };
}

/** The part of a sentence that a quotation holds, without its marks. */
function inside(quotation: Range, sentence: Range): Range {
  return { start: Math.max(quotation.start + 1, sentence.start), end: Math.min(quotation.end - 1, sentence.end) };
}

/** Whether a part of a quotation leaves out more of it than punctuation: else it is not worth a step of its own. */
function leavesWords(text: string, part: Range, quotation: Range): boolean {
  return holdsWord(text, quotation.start, part.start) || holdsWord(text, part.end, quotation.end);
}

function holdsWord(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (kindsAt(text, at) & WORD) return true;
  return false;
}

/** The clause round a range within limits, without marks and white space at its edges. Quotations outside are passed over. */
function clauseAround(text: string, range: Range, limits: Range, quotations: readonly Range[]): Range | null {
  const startByEnd = new Map(quotations.map((quotation) => [quotation.end, quotation.start]));
  const endByStart = new Map(quotations.map((quotation) => [quotation.start, quotation.end]));
  let { start, end } = range;
  while (start > limits.start && !boundsClause(text, start - 1)) start = startByEnd.get(start) ?? start - 1;
  while (end < limits.end && !boundsClause(text, end)) end = endByStart.get(end) ?? end + 1;
  start = Math.min(range.start, Math.max(start, limits.start));
  end = Math.max(range.end, Math.min(end, limits.end));
  return trimRange(text, { start, end: end === limits.end ? withoutPeriod(text, start, end) : end });
}

function boundsClause(text: string, at: number): boolean {
  const mark = text.charAt(at);
  const before = kindsAt(text, at - 1);
  const after = kindsAt(text, at + 1);
  if (SPACED_CLAUSE_MARKS.includes(mark)) return (before & after & SPACE) !== 0;
  if (BETWEEN_NUMBERS.includes(mark) && before & after & NUMBER) return false;
  return CLAUSE_MARKS.includes(mark);
}

/** The end of a clause before the period of its sentence; the period of an abbreviation such as U.S. stays. */
function withoutPeriod(text: string, start: number, end: number): number {
  const tail = text.slice(Math.max(start, end - 4), end);
  return /[^.…][.。]$/u.test(tail) && !/\p{L}\.\p{L}\.$/u.test(tail) ? end - 1 : end;
}

function isLarger(unit: Range, range: Range): boolean {
  const holds = unit.start <= range.start && unit.end >= range.end;
  return holds && unit.end - unit.start > range.end - range.start;
}

function shortest(ranges: readonly Range[]): Range | undefined {
  return ranges.reduce<Range | undefined>(
    (best, range) => (best && best.end - best.start <= range.end - range.start ? best : range),
    undefined,
  );
}
