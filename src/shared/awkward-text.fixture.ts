/** Texts that break naive offset arithmetic, as pieces that property tests put together. */
// biome-ignore lint/style/noRestrictedImports: for tests only
import fc from 'fast-check';

const PIECES = [
  ...['word', 'president-elect', 'Marrow’s', "don't", 'U.S.', 'Mr.', '3.5', '10,000', 'p.m.', 'No.', 'J.', 'Ünïcode'],
  ...[
    'e\u0301te\u0301',
    '\u0301',
    '👩‍👩‍👧‍👦',
    '🇩🇪',
    '🇩',
    '👍🏽',
    '😀',
    '𝒜',
    '𠀋',
    '한국어',
    '각',
    'नमस्ते',
    'क्षि',
    'ภาษาไทย',
  ],
  ...[
    '東京に行きました。',
    '「はい」',
    'العربية',
    '\u0600',
    'שלום',
    '\u0000',
    '\u0007',
    '\u202e',
    '\u2028',
    '\u200b',
    '\u200d',
    '\ufe0f',
  ],
  ...[' ', ' ', ' ', '\u00a0', '\u3000', '\ufeff', '\t', '\n', '\n\n'],
  ...['.', '!', '?', '…', ',', ';', ':', '—', ' – ', '-', '(', ')', '[1]', '“', '”', '‘', '’', '«', '»', '„', '"', "'"],
];

/** A text without CR and lone surrogates, as articles are frozen. */
export const awkwardText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme', maxLength: 3 })), { maxLength: 40 })
  .map((pieces) => pieces.join('').replace(/\r/g, '').toWellFormed());

/** An awkward text with a range in it, which may be empty and may cut graphemes. */
export const awkwardRange = awkwardText.chain((text) =>
  fc.tuple(fc.nat(text.length), fc.nat(text.length)).map(([a, b]) => ({
    text,
    range: { start: Math.min(a, b), end: Math.max(a, b) },
  })),
);
