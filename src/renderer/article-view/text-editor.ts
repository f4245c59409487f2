/** The article's text in a read-only Lexical editor, filled section by section. The only file that knows Lexical. */
import {
  $create,
  $createParagraphNode,
  $createTextNode,
  $getNodeByKey,
  $getRoot,
  createEditor,
  ElementNode,
  type NodeKey,
} from 'lexical';
import type { Block, OffsetMap } from './offset-map.ts';

/** What a line and a character take on the page, to guess the height of a section before it is laid out. */
const LINE_HEIGHT = 36;
const LINE_SIZE = 62;
const PARAGRAPH_GAP = 16;
const BLANK_HEIGHT = 12;

class SectionNode extends ElementNode {
  override $config() {
    return this.config('article-section', { extends: ElementNode });
  }
  override createDOM(): HTMLElement {
    const dom = document.createElement('section');
    dom.className = 'av-section';
    return dom;
  }
  override updateDOM(): boolean {
    return false;
  }
}

export type TextEditor = {
  readonly host: HTMLElement;
  section(index: number): HTMLElement;
  isFilled(section: number): boolean;
  /** Puts the text of these sections into the document, where it is not yet. */
  fill(sections: readonly number[]): void;
  /** The element of a block; fills its section. */
  block(index: number): HTMLElement;
  /** The index of the block whose element this is, or undefined. */
  indexOf(element: Element): number | undefined;
  /** The index of the section whose element this is, or undefined. */
  indexOfSection(element: Element): number | undefined;
  destroy(): void;
};

/**
 * Shows the text in `host`. All sections are there at once, at their estimated height; but for those of the first
 * screen they are empty until filled.
 */
export function createTextEditor(host: HTMLElement, text: string, map: OffsetMap): TextEditor {
  const editor = createEditor({
    namespace: 'article',
    nodes: [SectionNode],
    editable: false,
    onError: (error) => {
      throw error;
    },
  });
  const keys: NodeKey[] = [];
  const heights = Array.from({ length: map.sectionCount }, (_, section) => estimatedHeight(map, section));
  const first = firstScreen(heights);
  editor.update(
    () => {
      const sections = heights.map(() => $create(SectionNode));
      for (const section of sections) keys.push(section.getKey());
      $getRoot()
        .clear()
        .append(...sections);
      for (const index of first) $fillSection(index);
    },
    { discrete: true },
  );
  // Only now: with an element, an update looks for the selection in it, for which all is laid out.
  editor.setRootElement(host);

  const filled = new Set<number>();
  const blockIndexes = new WeakMap<Element, number>();
  const sectionIndexes = new WeakMap<Element, number>();
  const elements = keys.map((key, index) => {
    const element = editor.getElementByKey(key);
    if (!element) throw new Error(`section ${index} has no element`);
    element.style.containIntrinsicSize = `auto ${heights[index]}px`;
    element.style.minHeight = `${heights[index]}px`;
    sectionIndexes.set(element, index);
    return element;
  });
  const section = (index: number): HTMLElement => elements[index] as HTMLElement;
  const at = (index: number): Block => map.blocks[index] as Block;
  for (const index of first) dress(index);

  function $fillSection(index: number): void {
    const { start, end } = map.sectionBlocks(index);
    const paragraphs = map.blocks.slice(start, end).map((block) => {
      const paragraph = $createParagraphNode();
      return block.start === block.end
        ? paragraph
        : paragraph.append($createTextNode(text.slice(block.start, block.end)));
    });
    const node = $getNodeByKey<SectionNode>(keys[index] as NodeKey);
    node?.append(...paragraphs);
  }

  /** Numbers, gaps and direction are dress: they are attributes of the elements, not of Lexical's nodes. */
  function dress(index: number): void {
    const { start } = map.sectionBlocks(index);
    const paragraphs = section(index).children;
    for (let i = 0; i < paragraphs.length; i++) {
      const paragraph = paragraphs[i] as HTMLElement;
      const block = at(start + i);
      blockIndexes.set(paragraph, start + i);
      paragraph.dir = 'auto';
      if (block.number) paragraph.dataset.n = String(block.number);
      if (block.blank) paragraph.className = 'av-blank';
      else if (map.wrappedByHand || map.blocks[start + i + 1]?.continues) paragraph.className = 'av-close';
    }
    section(index).style.minHeight = '';
    filled.add(index);
  }

  function fill(sections: readonly number[]): void {
    const missing = sections.filter((index) => !filled.has(index));
    if (missing.length === 0) return;
    editor.update(
      () => {
        for (const index of missing) $fillSection(index);
      },
      { discrete: true },
    );
    for (const index of missing) dress(index);
  }

  return {
    host,
    section,
    isFilled: (index) => filled.has(index),
    fill,
    block(index) {
      const of = map.sectionOfBlock(index);
      fill([of]);
      return section(of).children[index - map.sectionBlocks(of).start] as HTMLElement;
    },
    indexOf: (element) => blockIndexes.get(element),
    indexOfSection: (element) => sectionIndexes.get(element),
    destroy: () => editor.setRootElement(null),
  };
}

/** The sections that cover a screen from the top of the text. */
function firstScreen(heights: readonly number[]): number[] {
  const sections: number[] = [];
  let covered = 0;
  for (const [section, height] of heights.entries()) {
    if (covered > screen.height) break;
    sections.push(section);
    covered += height;
  }
  return sections;
}

/** In px, before it is laid out. */
function estimatedHeight(map: OffsetMap, section: number): number {
  const { start, end } = map.sectionBlocks(section);
  let height = 0;
  for (let index = start; index < end; index++) {
    const block = map.blocks[index] as Block;
    const lines = Math.max(1, Math.ceil((block.end - block.start) / LINE_SIZE));
    const gap = map.wrappedByHand || map.blocks[index + 1]?.continues ? 0 : PARAGRAPH_GAP;
    height += block.blank ? BLANK_HEIGHT : lines * LINE_HEIGHT + gap;
  }
  return height;
}
