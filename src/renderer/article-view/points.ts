/** Between places in the document (node, offset) and offsets of the text (UTF-16). */
import type { Range as TextRange } from '../../shared/model.ts';
import type { Block, OffsetMap } from './offset-map.ts';
import type { TextEditor } from './text-editor.ts';

type Point = { node: Node; offset: number };

/** At the cut of a long line an offset has two places: where a range starts, and where one ends. */
type Side = 'start' | 'end';

export type Points = {
  /** The place of an offset; puts its section into the document where it is not yet. */
  point(offset: number, side: Side): Point;
  /** The offset of a place anywhere in the document; what lies before the text is its start, what follows its end. */
  offset(node: Node, offset: number): number;
  /** The offset of a place in the text, or null. */
  offsetWithin(node: Node, offset: number): number | null;
  /** A live range over text. */
  range(range: TextRange): Range;
};

/** Points of the text that an editor shows. */
export function createPoints(editor: TextEditor, map: OffsetMap): Points {
  const { host } = editor;
  const at = (index: number): Block => map.blocks[index] as Block;
  const clamp = (offset: number): number => Math.min(Math.max(offset, 0), map.length);

  function point(offset: number, side: Side): Point {
    const place = clamp(offset);
    const index = side === 'start' ? map.blockAt(place) : map.blockEndingAt(place);
    const element = editor.block(index);
    const { start, end } = at(index);
    const text = start < end ? element.firstChild?.firstChild : null;
    return text ? { node: text, offset: Math.min(place, end) - start } : { node: element, offset: 0 };
  }

  function offsetWithin(node: Node, offset: number): number | null {
    if (!host.contains(node)) return null;
    if (node === host) return offset < map.sectionCount ? map.sectionText(offset).start : map.length;
    const element = node instanceof Element ? node : node.parentElement;
    const section = element ? editor.indexOfSection(element) : undefined;
    if (section !== undefined) return offsetInSection(section, offset);
    const paragraph = element?.closest('.av-section > *');
    const block = paragraph ? editor.indexOf(paragraph) : undefined;
    if (block === undefined) return null;
    const { start, end } = at(block);
    if (node instanceof Text) return Math.min(start + offset, end);
    return offset === 0 ? start : end;
  }

  function offsetInSection(section: number, child: number): number {
    const { start, end } = map.sectionBlocks(section);
    return start + child < end ? at(start + child).start : map.sectionText(section).end;
  }

  return {
    point,
    offsetWithin,
    offset(node, offset) {
      const within = offsetWithin(node, offset);
      if (within !== null) return within;
      const whole = document.createRange();
      whole.selectNode(host);
      return whole.comparePoint(node, offset) < 0 ? 0 : map.length;
    },
    range({ start, end }) {
      const range = document.createRange();
      const from = point(start, 'start');
      const to = point(end, start === end ? 'start' : 'end');
      range.setStart(from.node, from.offset);
      range.setEnd(to.node, to.offset);
      return range;
    },
  };
}
