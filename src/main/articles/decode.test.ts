import { expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { decodeText, encodingsOf, LARGE_ARTICLE_BYTES, MAX_ARTICLE_BYTES, refuseLarge, refuseSize } from './decode.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, bigEndian = false) => {
  const bytes = Buffer.from(text, 'utf16le');
  return new Uint8Array(bigEndian ? bytes.swap16() : bytes);
};
const hex = (digits: string) => new Uint8Array(Buffer.from(digits.replace(/\s/g, ''), 'hex'));

/** Bytes of an encoding with one byte a character: the decoder's own table, read backwards. */
function legacy(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const byCharacter = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(new Uint8Array([byte])), byte] as const),
  );
  return Uint8Array.from(text, (character) => {
    const byte = byCharacter.get(character);
    if (byte === undefined) throw new Error(`${character} is not in ${encoding}`);
    return byte;
  });
}

const SHIFT_JIS = '91e5906282cd8141834383938374838c82aa8efb82dc82ea82ce8be0979882cd89ba82aa82e982c68f7182d782bd8142';
const EUC_JP = 'c2e7bfc3a4cfa1a2a5a4a5f3a5d5a5eca4acbcfda4dea4eca4d0b6e2cdf8a4cfb2bca4aca4eba4c8bdd2a4d9a4bfa1a3';
const GB = 'b2bfb3a4cbb5a3acc8e7b9fbcda8bbf5c5f2d5cdbbbabde2a3acc0fbc2cabdabcfc2bdb5a1a3';
const BIG5 = 'b3a1aaf8bba1a141a670aa47b371b366bfb1b5c8bd77b8d1a141a751b276b14ea455adb0a143';
const EUC_KR =
  'c0e5b0fcc0ba20c0cec7c3b7b9c0ccbcc7c0cc20bfcfc8adb5c7b8e920b1ddb8aeb0a120b3bbb7c1b0a520b0cdc0ccb6f3b0ed20b8bbc7dfb4d92e';

const refusal = (bytes: Uint8Array) => {
  try {
    decodeText(bytes);
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, message: error.message };
    throw error;
  }
  return null;
};

test('UTF-8, with and without a mark', () => {
  expect(decodeText(utf8('“Größe” 😀'))).toEqual({ text: '“Größe” 😀', encoding: 'utf-8', replaced: 0 });
  expect(decodeText(utf8('\ufeffa'))).toEqual({ text: '\ufeffa', encoding: 'utf-8', replaced: 0 });
  expect(decodeText(utf8('a \ufffd b'))).toMatchObject({ text: 'a \ufffd b', replaced: 0 });
});

test('UTF-16, either way round, with and without a mark', () => {
  const texts = [
    'She said “no” – if rain comes.',
    'Министр сказал, что ставки снизятся.',
    '大臣は、金利は下がると述べた。',
    '部长说，利率将下降。',
  ];
  for (const text of texts) {
    for (const bigEndian of [false, true]) {
      const encoding = bigEndian ? 'utf-16be' : 'utf-16le';
      expect(decodeText(utf16(`\ufeff${text}`, bigEndian))).toEqual({ text: `\ufeff${text}`, encoding, replaced: 0 });
      expect(decodeText(utf16(text, bigEndian))).toEqual({ text, encoding, replaced: 0 });
    }
  }
});

test('legacy encodings of single bytes', () => {
  const samples: [string, string][] = [
    ['windows-1252', 'The minister said “rates will fall” – perhaps. It’s not clear… café'],
    ['windows-1252', 'He said “no”.'],
    ['windows-1252', 'Der Minister sagte, die Zinsen würden fallen. Später könnten sie höher sein.'],
    ['windows-1251', 'Министр сказал, что ставки снизятся, если инфляция ослабнет.'],
    ['koi8-r', 'Министр сказал, что ставки снизятся, если инфляция ослабнет.'],
    ['windows-1253', 'Ο υπουργός είπε ότι τα επιτόκια θα πέσουν αν μειωθεί ο πληθωρισμός.'],
    ['windows-1255', 'השר אמר שהריבית תרד אם האינפלציה תרד.'],
    ['windows-1256', 'قال الوزير إن أسعار الفائدة ستنخفض إذا تراجع التضخم.'],
  ];
  for (const [encoding, text] of samples) {
    expect(decodeText(legacy(text, encoding)), encoding).toEqual({ text, encoding, replaced: 0 });
  }
});

test('where letters tell too little, the likely encodings are named; each reads the text differently', () => {
  const candidates = (text: string, encoding: string) => encodingsOf(legacy(text, encoding));
  const turkish = 'Bakan, enflasyon düşerse faizlerin ineceğini söyledi. Daha sonra yükselebilir, diye ekledi. ';
  for (const [encoding, text] of [
    ['windows-1254', turkish.repeat(4)],
    ['windows-1250', 'The composer Dvořák lived in Spillville for one summer, she said.'],
    ['windows-1252', 'José said so at the café in Córdoba.'],
  ] as const) {
    const { encodings, sure } = candidates(text, encoding);
    expect(sure, text).toBe(false);
    expect(encodings, text).toContain(encoding);
    const readings = encodings.map((name) => decodeText(legacy(text, encoding), { encoding: name }).text);
    expect(new Set(readings).size).toBe(readings.length);
  }
  for (const [encoding, text] of [
    ['windows-1252', 'He said it’s “fine” – perhaps…'],
    [
      'windows-1252',
      'Der Minister sagte, die Zinsen würden fallen. Später könnten sie höher sein, falls die Größe fehlt.',
    ],
    ['windows-1251', 'Министр сказал, что ставки снизятся, если инфляция ослабнет.'],
  ] as const)
    expect(candidates(text, encoding), text).toMatchObject({
      sure: true,
      encodings: expect.arrayContaining([encoding]),
    });
  expect(encodingsOf(utf8('José said so.'))).toEqual({ encodings: ['utf-8'], sure: true });
});

test('the encoding that was chosen is used', () => {
  const bytes = legacy('Dvořák said so.', 'windows-1250');
  expect(decodeText(bytes, { encoding: 'windows-1250' })).toEqual({
    text: 'Dvořák said so.',
    encoding: 'windows-1250',
    replaced: 0,
  });
});

test('legacy encodings of several bytes', () => {
  // Made with another program's encoders.
  const japanese = '大臣は、インフレが収まれば金利は下がると述べた。';
  const samples: [string, string, string][] = [
    ['shift_jis', japanese, SHIFT_JIS],
    ['euc-jp', japanese, EUC_JP],
    ['iso-2022-jp', '大臣は', '1b244242673f43244f1b2842'],
    ['gb18030', '部长说，如果通货膨胀缓解，利率将下降。', GB],
    ['big5', '部長說，如果通貨膨脹緩解，利率將下降。', BIG5],
    ['euc-kr', '장관은 인플레이션이 완화되면 금리가 내려갈 것이라고 말했다.', EUC_KR],
  ];
  for (const [encoding, text, digits] of samples) {
    expect(decodeText(hex(digits)), encoding).toEqual({ text, encoding, replaced: 0 });
  }
});

test('UTF-8 with a few faults keeps its letters and counts the faults', () => {
  const bytes = Buffer.concat([utf8('“Größe” – später, “ja” – '), Buffer.from([0xe4]), utf8('rgerlich')]);
  expect(decodeText(bytes)).toEqual({
    text: '“Größe” – später, “ja” – \ufffdrgerlich',
    encoding: 'utf-8',
    replaced: 1,
  });
  expect(decodeText(utf8('Später im Café').subarray(0, -1))).toMatchObject({
    text: 'Später im Caf\ufffd',
    replaced: 1,
  });
  expect(decodeText(Buffer.concat([utf8('\ufeffabc'), Buffer.from([0xff])]))).toMatchObject({
    encoding: 'utf-8',
    replaced: 1,
  });
});

test('a page that declares its encoding is believed, unless it is UTF-8 all the same', () => {
  const page = (text: string) => `<html><head><meta charset="windows-1257"></head><body>${text}</body></html>`;
  expect(decodeText(legacy(page('Šķīst'), 'windows-1257'), { html: true })).toMatchObject({ encoding: 'windows-1257' });
  expect(decodeText(utf8(page('Šķīst')), { html: true })).toMatchObject({ encoding: 'utf-8' });
  expect(decodeText(legacy('<meta charset="no-such"><p>café', 'windows-1252'), { html: true }).text).toContain('café');
});

test('NUL, controls of direction and form feeds are text', () => {
  const text = 'a\u0000b \u202egnol\u202c \u2066x\u2069\f\u2028 and more text, he said, with a NUL \u0000 in it';
  expect(decodeText(utf8(text))).toEqual({ text, encoding: 'utf-8', replaced: 0 });
  expect(decodeText(utf8('a\u0000b'))).toMatchObject({ text: 'a\u0000b' });
});

test('what is no text is refused by what it is, with a way out', () => {
  const files: [Uint8Array, RegExp][] = [
    [hex('89504e470d0a1a0a0000000d49484452'), /PNG picture.*add that/],
    [hex('ffd8ffe000104a46494600'), /JPEG picture/],
    [utf8('%PDF-1.7\n%âãÏÓ'), /PDF document.*add that/],
    [Buffer.concat([hex('504b0304 1400'), utf8('word/document.xml')]), /word processor.*plain text/],
    [hex('504b0304 1400 0000'), /ZIP archive.*Unpack/],
    [utf8('{\\rtf1\\ansi text}'), /RTF/],
    [utf8('SQLite format 3\0'), /project.*Open it/],
    [hex('7f454c46 02010100'), /program/],
    [hex('4d5a9000 03000000'), /program/],
    [hex('00 01 02 00 00 00 ff fe 00'), /binary file.*plain text/],
    [Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919 + (i >> 3) * 104_729) % 251), /binary file.*plain text/],
  ];
  for (const [bytes, message] of files)
    expect(refusal(bytes)).toEqual({ code: 'bad-input', message: expect.stringMatching(message) });
  expect(refusal(new Uint8Array())).toEqual({ code: 'bad-input', message: 'The file is empty.' });
  expect(decodeText(utf8('MZ is a label. ID3 too.')).encoding).toBe('utf-8');
});

test('too much is refused with its size and the limit; much, unless it was asked for', () => {
  expect(() => refuseSize(100_000_000, 'big.txt')).toThrow(/big\.txt has 100 MB; .* up to 50 MB/);
  expect(() => refuseLarge(MAX_ARTICLE_BYTES + 1, 'big.txt', true)).toThrow(/up to 50 MB/);
  expect(() => refuseLarge(MAX_ARTICLE_BYTES, 'big.txt', true)).not.toThrow();
  expect(() => refuseLarge(LARGE_ARTICLE_BYTES + 500_000, 'long.txt')).toThrow(/long\.txt has 10\.5 MB; .*ask for it/);
  expect(() => refuseLarge(LARGE_ARTICLE_BYTES, 'long.txt')).not.toThrow();
  expect(refusal(new Uint8Array(LARGE_ARTICLE_BYTES + 1))?.code).toBe('too-large');
});
