import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOffsetMap, type OffsetMap } from './offset-map.ts';

const HARD = [
  '\n',
  '\n\n',
  ' ',
  '\t',
  '\u0000',
  '\u2028',
  '\f',
  '\u202e',
  '\u{1f600}',
  '\u{1f468}\u200d\u{1f469}',
  'e\u0301',
  'مرحبا',
  '漢字',
];
const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(...HARD),
  fc
    .tuple(fc.constantFrom('a', 'ab ', '\u{1f600}', 'e\u0301', '漢'), fc.integer({ min: 1000, max: 9000 }))
    .map(([unit, times]) => unit.repeat(times)),
);
const texts = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('').replaceAll('\r', ''));

const at = (map: OffsetMap, block: number) => map.blocks[block] as OffsetMap['blocks'][number];

test('blocks put together again are the text', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const { blocks } = createOffsetMap(text);
      const joined = blocks
        .map((block, i) => (i > 0 && !block.continues ? '\n' : '') + text.slice(block.start, block.end))
        .join('');
      expect(joined).toBe(text);
    }),
  );
});

test('blocks hold no line feed, are short, and never cut a surrogate pair', () => {
  fc.assert(
    fc.property(texts, (text) => {
      for (const { start, end } of createOffsetMap(text).blocks) {
        expect(text.slice(start, end)).not.toContain('\n');
        expect(end - start).toBeLessThanOrEqual(4096);
        expect(text.slice(start - 1, start + 1)).not.toMatch(/^[\uD800-\uDBFF][\uDC00-\uDFFF]$/);
      }
    }),
  );
});

test('every offset is in the block and section that are found for it', () => {
  fc.assert(
    fc.property(texts, fc.nat(), (text, number) => {
      const map = createOffsetMap(text);
      const offset = number % (text.length + 1);
      const block = map.blockAt(offset);
      expect(at(map, block).start).toBeLessThanOrEqual(offset);
      expect(at(map, block).end).toBeGreaterThanOrEqual(offset);
      const ending = map.blockEndingAt(offset);
      expect(at(map, ending).start).toBeLessThanOrEqual(offset);
      expect(at(map, ending).end).toBeGreaterThanOrEqual(offset);
      const section = map.sectionAt(offset);
      expect(section).toBe(map.sectionOfBlock(block));
      expect(map.sectionText(section).start).toBeLessThanOrEqual(offset);
      expect(map.sectionText(section).end).toBeGreaterThanOrEqual(offset);
    }),
  );
});

test('sections follow one another without gaps', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const map = createOffsetMap(text);
      let block = 0;
      let offset = 0;
      for (let section = 0; section < map.sectionCount; section++) {
        expect(map.sectionBlocks(section).start).toBe(block);
        expect(map.sectionText(section).start).toBe(offset);
        block = map.sectionBlocks(section).end;
        offset = map.sectionText(section).end;
      }
      expect(block).toBe(map.blocks.length);
      expect(offset).toBe(text.length);
    }),
  );
});

test('a long line is cut at spaces', () => {
  const text = 'word '.repeat(3000).trim();
  const { blocks } = createOffsetMap(text);
  expect(blocks.length).toBeGreaterThan(3);
  for (const block of blocks.slice(1)) expect(text.slice(block.start - 1, block.start + 4)).toBe(' word');
});

test('a long line without spaces is cut between graphemes', () => {
  const family = '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}';
  for (const block of createOffsetMap(family.repeat(2000)).blocks) expect(block.start % family.length).toBe(0);
});

test('paragraphs are numbered, blank lines and the rest of a long line are not', () => {
  const long = 'word '.repeat(1500).trim();
  const map = createOffsetMap(`One\n\n  \n${long}\nThree`);
  expect(map.wrappedByHand).toBe(false);
  expect(map.blocks.map((block) => block.number)).toEqual([1, 0, 0, 2, 0, 3]);
});

test('of lines wrapped by hand only the first of a paragraph is numbered', () => {
  const map = createOffsetMap('One line\nand another\n\nSecond\nparagraph\n');
  expect(map.wrappedByHand).toBe(true);
  expect(map.blocks.map((block) => block.number)).toEqual([1, 0, 0, 2, 0, 0]);
});

test('an empty text has one empty block', () => {
  const map = createOffsetMap('');
  expect(map.blocks).toHaveLength(1);
  expect(map.sectionCount).toBe(1);
  expect(map.sectionText(0)).toEqual({ start: 0, end: 0 });
});
