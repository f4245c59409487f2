/** Texts and spans for the bench: always the same ones, of any size. */
import type { BenchSpan } from './bench-view.ts';

/** Offsets are UTF-16. `free` are spans near the middle that are not in the text yet. */
export type Corpus = { text: string; spans: BenchSpan[]; free: BenchSpan[] };

const LABELS = ['speaker', 'claim', 'condition'] as const;
const WORDS =
  'river council water mayor rain dam gate field harvest ferry night train town bridge market price wage court paper minister storm harbour school the a of to in on and for with from by that it was will may if unless until said told asked would could not more less than over under before after every some none each new old small large early late north south'.split(
    ' ',
  );
const SENTENCE = 14;
const PARAGRAPH = 5;
const FREE = 40;

/** Numbers from 0 to 1, the same for the same seed. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function textOf(size: number, oneLine: boolean, random: () => number): string {
  let text = '';
  for (let sentences = 1; text.length < size; sentences++) {
    const words = Array.from({ length: SENTENCE }, () => WORDS[Math.floor(random() * WORDS.length)] ?? '');
    const [first = '', ...rest] = words;
    text += `${first.charAt(0).toUpperCase()}${first.slice(1)} ${rest.join(' ')}.`;
    text += sentences % PARAGRAPH === 0 && !oneLine ? '\n' : ' ';
  }
  return text.slice(0, size);
}

/** So many words from the one that holds the offset on, at most to the end of its paragraph. */
function spanAt(text: string, id: string, index: number, offset: number, words: number): BenchSpan {
  const label = LABELS[index % LABELS.length] ?? 'claim';
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const start = Math.max(lineStart, text.lastIndexOf(' ', offset - 1) + 1);
  const [found = ''] = /^\S+(?: \S+)*/.exec(text.slice(start, start + words * 7)) ?? [];
  return { id, label, start, end: start + Math.max(1, found.length) };
}

/**
 * A text of so many characters, with one span for every `spacing` of them; each fifth overlaps the one before it.
 * `oneLine`: without a single line feed.
 */
export function makeCorpus(size: number, { spacing = 200, oneLine = false } = {}): Corpus {
  const random = numbersFrom(size);
  const text = textOf(size, oneLine, random);
  const spans: BenchSpan[] = [];
  for (let index = 0; (index + 1) * spacing <= size; index++) {
    const overlaps = index % 5 === 4;
    const offset = overlaps ? (spans.at(-1)?.start ?? 0) + 8 : index * spacing + Math.floor(random() * 60);
    spans.push(spanAt(text, `s${index}`, index, offset, 3 + Math.floor(random() * 8)));
  }
  const first = Math.max(0, Math.floor(spans.length / 2) - FREE / 2);
  const free = spans
    .slice(first, first + FREE)
    .map((_, index) => spanAt(text, `n${index}`, index, (first + index) * spacing + 130, 3));
  return { text, spans, free };
}
