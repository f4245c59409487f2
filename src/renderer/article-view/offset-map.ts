/**
 * How a text is laid out in blocks and sections. A block is one LF-delimited line, or a part of a very long one; a
 * section is a run of blocks. Offsets are UTF-16 units of the article's text, ends exclusive, and exact for any text.
 */

import { graphemeBoundary } from '../../shared/graphemes.ts';
import type { Range } from '../../shared/model.ts';

/** One 5 MB line takes seconds to lay out, and some corpora are one line an article. */
const LONGEST_BLOCK = 4096;
const SHORTEST_CUT = LONGEST_BLOCK / 2;
/** Layout off screen is skipped by section, so a section is a few screens of text. */
const SECTION_BLOCKS = 16;
const SECTION_SIZE = 8_000;
/** Of blank lines that follow one another a section may hold more: there may be a million of them. */
const SECTION_BLANKS = 512;
/** Text whose lines are all shorter than this and that has blank lines was wrapped by hand, as mails are. */
const LONGEST_WRAPPED_LINE = 120;

/** The text of a block is `[start, end)`; `number` is the number of the paragraph that begins here, or 0. */
export type Block = Range & { number: number; blank: boolean; continues: boolean };

export type OffsetMap = {
  /** Length of the text in UTF-16 units. */
  readonly length: number;
  readonly blocks: readonly Block[];
  /** Lines that were wrapped by hand stand close together: paragraphs are parted by blank lines. */
  readonly wrappedByHand: boolean;
  readonly sectionCount: number;
  /** The blocks of a section, `[start, end)` by index. */
  sectionBlocks(section: number): Range;
  /** The text of a section, with the line feed that ends its last block. */
  sectionText(section: number): Range;
  sectionOfBlock(block: number): number;
  sectionAt(offset: number): number;
  /** The block that holds the offset. Where a long line was cut, the later one. */
  blockAt(offset: number): number;
  /** The block in which a range that ends at the offset ends. Where a long line was cut, the earlier one. */
  blockEndingAt(offset: number): number;
};

/** Lays out a text; takes time in proportion to it. */
export function createOffsetMap(text: string): OffsetMap {
  const { blocks, wrappedByHand } = numbered(cutBlocks(text));
  const firstBlocks = cutSections(blocks);
  const at = (index: number): Block => blocks[index] as Block;
  const first = (section: number): number => firstBlocks[section] ?? blocks.length;
  const blockAt = (offset: number): number => lastAtOrBefore(blocks.length, (index) => at(index).start, offset);
  const sectionOfBlock = (block: number): number => lastAtOrBefore(firstBlocks.length, first, block);

  return {
    length: text.length,
    blocks,
    wrappedByHand,
    sectionCount: firstBlocks.length,
    sectionBlocks: (section) => ({ start: first(section), end: first(section + 1) }),
    sectionText: (section) => ({
      start: at(first(section)).start,
      end: section + 1 < firstBlocks.length ? at(first(section + 1)).start : text.length,
    }),
    sectionOfBlock,
    sectionAt: (offset) => sectionOfBlock(blockAt(offset)),
    blockAt,
    blockEndingAt(offset) {
      const block = blockAt(offset);
      return at(block).continues && at(block).start === offset ? block - 1 : block;
    },
  };
}

/** The greatest index whose ascending value is not beyond the target; 0 where there is none. */
export function lastAtOrBefore(count: number, value: (index: number) => number, target: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (value(middle) <= target) low = middle;
    else high = middle - 1;
  }
  return low;
}

function cutBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  for (let start = 0; start <= text.length; ) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    const blank = end - start <= LONGEST_BLOCK && text.slice(start, end).trim() === '';
    let from = start;
    for (; end - from > LONGEST_BLOCK; ) {
      const cut = cutBefore(text, from, from + LONGEST_BLOCK);
      blocks.push({ start: from, end: cut, number: 0, blank, continues: from > start });
      from = cut;
    }
    blocks.push({ start: from, end, number: 0, blank, continues: from > start });
    start = end + 1;
  }
  return blocks;
}

/** Where to cut a long line: after its last space before the limit, else between two graphemes, never in a surrogate pair. */
function cutBefore(text: string, start: number, limit: number): number {
  const cut = text.lastIndexOf(' ', limit - 1) + 1;
  if (cut > start + SHORTEST_CUT && graphemeBoundary(text, cut, 'before') === cut) return cut;
  const boundary = graphemeBoundary(text, limit, 'before');
  if (boundary > start + SHORTEST_CUT) return boundary;
  return /[\uDC00-\uDFFF]/.test(text.charAt(limit)) ? limit - 1 : limit;
}

function numbered(blocks: Block[]): { blocks: Block[]; wrappedByHand: boolean } {
  const wrappedByHand =
    blocks.slice(0, -1).some((block) => block.blank) &&
    blocks.every((block) => block.end - block.start <= LONGEST_WRAPPED_LINE);
  let paragraph = 0;
  blocks.forEach((block, index) => {
    const begins = !block.blank && !block.continues && (!wrappedByHand || (blocks[index - 1]?.blank ?? true));
    if (begins) block.number = ++paragraph;
  });
  return { blocks, wrappedByHand };
}

/** The first block of each section. */
function cutSections(blocks: readonly Block[]): number[] {
  const firsts = [0];
  let first = 0;
  let blanks = 0;
  for (let index = 1; index < blocks.length; index++) {
    const block = blocks[index] as Block;
    const size = block.end - (blocks[first] as Block).start;
    if (block.blank && blocks[index - 1]?.blank && blanks < SECTION_BLANKS) blanks += 1;
    if (index - first - blanks < SECTION_BLOCKS && size <= SECTION_SIZE) continue;
    firsts.push(index);
    first = index;
    blanks = 0;
  }
  return firsts;
}
