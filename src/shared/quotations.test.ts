import fc from 'fast-check';
import { expect, test } from 'vitest';
import { awkwardRange } from './awkward-text.fixture.ts';
import { quotationsAt, quoteType } from './quotations.ts';

const quotations = (text: string) => quotationsAt(text, 0).map(({ start, end }) => text.slice(start, end));
const typeOf = (text: string, ...claims: string[]) =>
  quoteType(
    text,
    claims.map((claim) => ({ start: text.indexOf(claim), end: text.indexOf(claim) + claim.length })),
  );

test('pairs of every style', () => {
  expect(quotations('“a” ‘b’ «c» „d“ „e” ‚f‘ »g« 「h」 "i" \'j\' « k » ”l”')).toEqual([
    ...['“a”', '‘b’', '«c»', '„d“', '„e”', '‚f‘', '»g«', '「h」', '"i"', "'j'", '« k »', '”l”'],
  ]);
});

test('quotations inside one another', () => {
  expect(quotations('“He said ‘no, never’ to me,” she said.')).toEqual(['‘no, never’', '“He said ‘no, never’ to me,”']);
  expect(quotations('"He said \'no\' to me."')).toEqual(["'no'", '"He said \'no\' to me."']);
});

test('apostrophes are no quotation marks', () => {
  expect(quotations('Marrow’s dams don’t leak in the ’90s')).toEqual([]);
  expect(quotations("Marrow's dogs' don't bite in the '90s")).toEqual([]);
  expect(quotations('‘The workers’ rights don’t matter,’ he said.')).toEqual(['‘The workers’ rights don’t matter,’']);
  expect(quotations('“In the ‘90s it rained,” he said.')).toEqual(['“In the ‘90s it rained,”']);
});

test('marks apart from their words, as tokenised text has them', () => {
  expect(quotations('medal for " courageous achievement " on Tuesday')).toEqual(['" courageous achievement "']);
});

test('a mark without its partner quotes nothing, unless it opens a paragraph that goes on in the next', () => {
  expect(quotations('He is 5" tall')).toEqual([]);
  expect(quotations('He said “no and left.')).toEqual([]);
  expect(quotations('“We will go on.\n“And on.”')).toEqual(['“We will go on.']);
});

test('a claim is direct, mixed or indirect', () => {
  const text = '“Rates will fall,” he said, adding that “inflation” may ease. He left.';
  expect(typeOf(text, '“Rates will fall,”')).toBe('direct');
  expect(typeOf(text, 'Rates will fall')).toBe('direct');
  expect(typeOf(text, 'that “inflation” may ease')).toBe('mixed');
  expect(typeOf(text, 'may ease')).toBe('indirect');
  const split = '"Not yet," she warned, "but soon."\n“It is late.';
  expect(typeOf(split, '"Not yet,"', '"but soon."')).toBe('direct');
  expect(typeOf(split, '"Not yet,"', 'warned')).toBe('mixed');
  expect(typeOf(split, 'but soon."\n“It is late.')).toBe('direct');
});

test('any text and range has quotations in bounds and a type', () => {
  fc.assert(
    fc.property(awkwardRange, ({ text, range }) => {
      for (const { start, end } of quotationsAt(text, range.start)) {
        expect(start).toBeLessThan(end);
        expect(text.slice(start, end)).not.toContain('\n');
        expect(text.charAt(start)).toMatch(/[“„‘‚«»‹›「『《〈"'”＂]/);
      }
      expect(['direct', 'indirect', 'mixed']).toContain(quoteType(text, [range]));
    }),
  );
});
