import fc from 'fast-check';
import { expect, test } from 'vitest';
import { awkwardText } from './awkward-text.fixture.ts';
import { nextSentence, previousSentence, sentenceAt } from './sentences.ts';

/** All sentences, found by going on from each to the next. */
function sentencesOf(text: string) {
  const found = [];
  const first = sentenceAt(text, 0);
  let start = first.start < first.end ? first.start : nextSentence(text, 0);
  while (start < text.length) {
    found.push(sentenceAt(text, start));
    start = nextSentence(text, start);
  }
  return found;
}
const divided = (text: string) => sentencesOf(text).map(({ start, end }) => text.slice(start, end));

/** Divides at the bars, which are no part of the text. */
function expectDivision(marked: string) {
  const sentences = marked.split('|');
  expect(divided(sentences.join(' '))).toEqual(sentences);
}

test('abbreviations, initials and numbers end no sentence', () => {
  expectDivision('Mr. Smith met Gov. Lee in the U.S. in Jan. and went home.|He left.');
  expectDivision('At 5 p.m. on Friday J. R. Smith rose.|No. 3 came next.|See p. 5 for more.');
  expectDivision('The U.S. President left.|Marrow Inc. Chairman Lee stayed.|It rose 3.5 points, i.e. a lot.');
  expectDivision('Lt. Gen. A. B. Cole said no.|George W. Bush agreed.|So did St. John.');
  expect(divided('1. Introduction.\n 2. The rest.')).toEqual(['1. Introduction.', '2. The rest.']);
});

test('an abbreviation may end a sentence where the next word begins one', () => {
  expectDivision(
    'He was in the U.S.|The dam broke at 5 p.m.|It rained in Washington D.C.|But nobody came from Marrow Inc.|Then he left.',
  );
  expectDivision('He said no.|No.|Never.|Said I.|You left.');
});

test('quotation marks and brackets close with their sentence, and what goes on goes on', () => {
  expectDivision('“Why?” he asked.|“I will not go.”|He went (at last!).|"So there."|‘Yes.’|Well.');
  expectDivision('„Ja.“|Er ging.|«Oui.»|Il partit.|It rose.[3]|It fell.[4][5]|All is well.');
  expectDivision('Wait... what?!|Really…|Yes... it is so.');
  expectDivision('“Stop!” – he shouted.|He left.');
  expectDivision('Sales of the phone fell.|iPhone sales rose.');
});

test('other scripts', () => {
  expect(divided('他说：“好。”然后走了。再见！')).toEqual(['他说：“好。”', '然后走了。', '再见！']);
  expect(divided('「はい。」と言った。終わり。')).toEqual(['「はい。」と言った。', '終わり。']);
  expectDivision('क्या?|हाँ।|ठीक है।');
  expectDivision('Министр сказал «нет».|А. С. Пушкин молчал.');
});

test('paragraphs end sentences; white space belongs to the sentence before it', () => {
  const text = '  A headline without a stop\n\nOne.  Two.\u00a0\n';
  expect(divided(text)).toEqual(['A headline without a stop', 'One.', 'Two.']);
  expect(sentenceAt(text, 0)).toEqual({ start: 2, end: 27 });
  expect(sentenceAt(text, 28)).toEqual({ start: 28, end: 28 });
  expect(sentenceAt(text, text.indexOf('  Two') + 1)).toMatchObject({ start: text.indexOf('One') });
  expect(nextSentence(text, 0)).toBe(2);
  expect(nextSentence(text, 2)).toBe(text.indexOf('One'));
  expect(previousSentence(text, text.length)).toBe(text.indexOf('Two'));
  expect(previousSentence(text, 2)).toBe(0);
});

test('a sentence far into one long line is the same as in a short one', () => {
  const filler = 'The minister said that rates may fall, Mr. Smith noted. ';
  const text = `${filler.repeat(2000)}Here it is in the U.S. now. ${filler.repeat(2000)}`;
  const at = text.indexOf('it is');
  expect(text.slice(sentenceAt(text, at).start, sentenceAt(text, at).end)).toBe('Here it is in the U.S. now.');
  const endless = `One. ${'Word '.repeat(5000)}end`;
  expect(sentenceAt(endless, endless.length)).toEqual({ start: 5, end: endless.length });
});

test('from every offset the sentences are the same, apart, and cover all but blanks', () => {
  fc.assert(
    fc.property(awkwardText, (text) => {
      const sentences = sentencesOf(text);
      let covered = 0;
      for (const { start, end } of sentences) {
        expect(text.slice(covered, start)).toMatch(/^[\s\u200b\u0085\u180e\u2060]*$/);
        expect(end).toBeGreaterThan(start);
        covered = end;
      }
      expect(text.slice(covered)).toMatch(/^[\s\u200b\u0085\u180e\u2060]*$/);
      for (let offset = 0; offset <= text.length; offset++) {
        const holding = sentences.find(({ start, end }) => start <= offset && offset < end);
        if (holding) expect(sentenceAt(text, offset)).toEqual(holding);
        expect(nextSentence(text, offset)).toBe(sentences.find(({ start }) => start > offset)?.start ?? text.length);
        expect(previousSentence(text, offset)).toBe(sentences.findLast(({ start }) => start < offset)?.start ?? 0);
      }
    }),
    { numRuns: 300 },
  );
});
