/** Characters in a name that cannot be seen, and may make it look like another name. */
import { invisiblesOf } from '../article-view/invisible-kinds.ts';

/** Of joiners those that writing needs: between letters of scripts that join, and within one emoji. */
const NEEDED =
  /(?<=[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])(?<![\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}])[\u200c\u200d](?=[\p{L}\p{M}\p{Extended_Pictographic}])|\u{1f3f4}[\u{e0020}-\u{e007f}]+/gu;

const signsOf = (text: string) => {
  const seen = text.replace(NEEDED, (found) => '-'.repeat(found.length));
  return invisiblesOf(seen, { start: 0, end: seen.length }).filter(({ kind }) => kind === 'control');
};

/** What they are called, each once, in their order. */
export const hiddenSigns = (text: string): string[] => [...new Set(signsOf(text).map(({ name }) => name))];

/** A sentence with them spelled out, since within a sentence a name cannot be kept apart from what follows. */
export function spelled(text: string): string {
  let spelt = '';
  let end = 0;
  for (const { name, ...range } of signsOf(text)) {
    spelt += `${text.slice(end, range.start)}‹${name}›`;
    end = range.end;
  }
  return spelt + text.slice(end);
}
