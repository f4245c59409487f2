/**
 * Sentences, within one paragraph at a time. Whether a sentence ends somewhere is decided by a few characters on either
 * side, so that it needs no more of the text than that and is the same from wherever one looks.
 */
import { BLANK, kindsAt, nextCodePoint, TERMINATOR } from './characters.ts';
import type { Range } from './model.ts';
import { paragraphAt } from './text.ts';

/** Terminators, the quotation marks and brackets that close right behind them, and note marks such as [3]. */
const ENDING = /[\p{Sentence_Terminal}…]{1,50}[\p{Pe}\p{Pf}"'’”“‘»«]{0,9}(?:\[\d{1,3}\])*/uy;
const FULL_WIDTH = /[。！？｡]/;
/** What may stand between two sentences, or open the next one. */
const OPENING = /^[\s\p{Ps}\p{Pi}\p{Pd}"'„‚»•*]+/u;
/** How far a decision looks to either side, and how far back a first look for the start of a sentence goes. */
const CONTEXT = 60;
const WINDOW = 1000;

/** Titles, which a name follows. */
const BEFORE_NAMES = wordSet(
  `Mr Mrs Ms Mx Messrs Mme Mmes Mlle Dr Drs Prof Rev Fr Hon Gov Govs Lt Sen Sens Rep Reps Pres Gen Col Maj Capt Cmdr
  Adm Sgt Cpl Pvt Brig Supt Det Insp Amb Atty Asst Assoc Sra Srta Hr Ing Dipl`,
);
const BEFORE_NUMBERS = wordSet(
  'No Nos no nos Nr p pp vol vols ch chap Fig fig figs Art art arts Sec sec para pt eq ca c cf',
);
/** Inside or at the end of a sentence: what follows decides. */
const ANYWHERE = wordSet(
  `Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Jr Sr Inc Corp Co Cos Ltd Bros Dept Dist Univ Assn Ave Blvd Rd Hwy
  St Ste Mt Ft vs etc al approx est ed eds Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn
  Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo`,
);
/** Words that, capitalised, start a sentence rather than go on after an abbreviation. */
const STARTERS = wordSet(
  `The A An This That These Those There Here He She It They We I You His Her Its Their Our My Your But And Or Nor So Yet
  If When While After Before As Since Because Although Though However Meanwhile Moreover In On At By For From With
  Without Under Over During Despite According What Who Why How Where Which Some Many Most All Both Each No Not One Then
  Now Also Still Only Even Until Unless Once`,
);

function wordSet(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}

/**
 * The sentence at an offset, without the white space around it. White space belongs to the sentence before it, at the
 * start of a paragraph to the first one. Empty in a paragraph that holds nothing but white space.
 */
export function sentenceAt(text: string, offset: number): Range {
  const paragraph = paragraphAt(text, offset);
  const last = lineEnd(text, paragraph);
  const first = skipBlank(text, paragraph.start, last);
  if (first >= last) return { start: offset, end: offset };
  const start = lastStart(text, paragraph, Math.min(offset, last)) ?? first;
  return { start, end: firstEnd(text, start, paragraph.end) ?? last };
}

/** Where the first sentence that starts after an offset starts; the text's length where none does. */
export function nextSentence(text: string, offset: number): number {
  let at = Math.max(0, offset);
  while (at < text.length) {
    const paragraph = paragraphAt(text, at);
    const sentence = sentenceAt(text, at);
    if (sentence.start > offset && sentence.start < sentence.end) return sentence.start;
    const next = skipBlank(text, Math.max(at, sentence.end), paragraph.end);
    if (next < paragraph.end && next > offset) return next;
    at = paragraph.end + 1;
  }
  return text.length;
}

/** Where the last sentence that starts before an offset starts; 0 where none does. */
export function previousSentence(text: string, offset: number): number {
  let at = Math.min(offset, text.length) - 1;
  while (at >= 0) {
    const sentence = sentenceAt(text, at);
    if (sentence.start < sentence.end && sentence.start < offset) return sentence.start;
    at = paragraphAt(text, at).start - 1;
  }
  return 0;
}

/** The last start of a sentence, not the first of its paragraph, at or before an offset. */
function lastStart(text: string, paragraph: Range, offset: number): number | null {
  for (let back = WINDOW; ; back *= 2) {
    const from = Math.max(paragraph.start, offset - back);
    let last: number | null = null;
    for (const end of sentenceEnds(text, from, paragraph.end)) {
      const start = skipBlank(text, end, paragraph.end);
      if (start > offset || start === paragraph.end) break;
      last = start;
    }
    if (last !== null || from === paragraph.start) return last;
  }
}

function firstEnd(text: string, start: number, limit: number): number | null {
  for (const end of sentenceEnds(text, start, limit)) if (end > start) return end;
  return null;
}

/** The ends of sentences from an offset to the end of its paragraph. */
function* sentenceEnds(text: string, from: number, limit: number): Generator<number, void> {
  const ending = new RegExp(ENDING);
  for (let at = nextTerminator(text, from, limit); at < limit; ) {
    ending.lastIndex = at;
    const end = at + (ending.exec(text)?.[0].length ?? 1);
    if (endsSentence(text, at, end, limit)) yield end;
    at = nextTerminator(text, end, limit);
  }
}

/** A loop of its own: in the generator it would run twenty times slower. */
function nextTerminator(text: string, from: number, limit: number): number {
  let at = from;
  while (at < limit && !(kindsAt(text, at) & TERMINATOR)) at = nextCodePoint(text, at);
  return at;
}

function endsSentence(text: string, start: number, end: number, limit: number): boolean {
  const after = text.slice(end, Math.min(limit, end + CONTEXT));
  const ending = text.slice(start, end);
  if (FULL_WIDTH.test(ending)) return !/^[とっ]/.test(after);
  if (after.trim() === '') return true;
  if (!/^\s/.test(after)) return false;
  const next = after.replace(OPENING, '');
  // "he asked" after a question, and what goes on after a bracket, is one sentence with it; iPhone can start one.
  if (/^[\p{Ll},;:)\]]/u.test(next) && !/^\p{Ll}\p{Lu}/u.test(next)) return false;
  const lonePeriod = ending[0] === '.' && !((kindsAt(text, start - 1) | kindsAt(text, start + 1)) & TERMINATOR);
  return !lonePeriod || !goesOn(text.slice(Math.max(0, start - CONTEXT), start), next);
}

/** Whether a period after some text, with a capital, a number or a caseless letter next, ends no sentence. */
function goesOn(before: string, next: string): boolean {
  const token = /[\p{L}\p{M}\p{N}.]*$/u.exec(before)?.[0] ?? '';
  const nextWord = /^[\p{L}\p{M}]+\.?/u.exec(next)?.[0] ?? '';
  if (BEFORE_NAMES.has(token)) return true;
  if (BEFORE_NUMBERS.has(token)) return /^\p{N}/u.test(next);
  // The number of a list item.
  if (/(?:^|\n)[ \t]*\p{N}+$/u.test(before)) return true;
  if (token === 'I') return /^\p{Lu}\.$/u.test(nextWord);
  const abbreviation = ANYWHERE.has(token) || /^(?:\p{L}{1,2}\.)*\p{Lu}\p{M}*$|^(?:\p{L}{1,2}\.)+\p{L}$/u.test(token);
  return abbreviation && !STARTERS.has(nextWord);
}

function skipBlank(text: string, from: number, limit: number): number {
  let at = from;
  while (at < limit && kindsAt(text, at) & BLANK) at++;
  return at;
}

function lineEnd(text: string, { start, end }: Range): number {
  let at = end;
  while (at > start && kindsAt(text, at - 1) & BLANK) at--;
  return at;
}
