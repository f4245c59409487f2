/** The numbers of paragraphs, as the article view shows them beside the text. */
import { createOffsetMap } from '../article-view/offset-map.ts';

/** Tells the number of the paragraph that holds an offset (UTF-16), from 1; 0 before the first. */
export function paragraphNumbers(text: string): (offset: number) => number {
  const map = createOffsetMap(text);
  return (offset) => {
    for (let block = map.blockAt(offset); block >= 0; block--) {
      const number = map.blocks[block]?.number;
      if (number) return number;
    }
    return 0;
  };
}
