/** An article's text as HTML with its spans marked. Offsets are UTF-16 units of the text, ends exclusive. */
import type { Range } from '../../shared/model.ts';
import { escaped } from './escape.ts';

export type Mark = {
  /** What the page calls the span. */
  number: number;
  labelName: string;
  /** The place of its label in the list of labels, for its colour. */
  labelIndex: number;
  fragments: readonly Range[];
};

/** Underlines have room for so many spans, one below the other; further ones share the last line. */
export const LANES = 4;

type Piece = Range & { mark: Mark; isFirst: boolean; lane: number };

/**
 * One `<p>` for each line with its line feed. Where spans begin, end or overlap, the line is cut into segments, each
 * in a `<mark>` for every span that covers it. Names of labels are in attributes, which style sheets show: what the
 * page holds as text is the article's text and nothing else, but for NUL, which HTML cannot hold.
 */
export function markedBody(text: string, marks: readonly Mark[]): string {
  const pieces = marks
    .flatMap((mark) => mark.fragments.map((range, i) => ({ ...range, mark, isFirst: i === 0, lane: 0 })))
    .sort((a, b) => a.start - b.start || b.end - a.end || a.mark.number - b.mark.number);
  const cuts = cutsOf(text, pieces);
  let open: Piece[] = [];
  let next = 0;
  let html = '';
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [start = 0, end = 0] = [cuts[i], cuts[i + 1]];
    open = open.filter((piece) => piece.end > start);
    for (let piece = pieces[next]; piece?.start === start; piece = pieces[++next]) {
      piece.lane = freeLane(open);
      open.push(piece);
    }
    if (start === 0 || text[start - 1] === '\n') html += '<p dir="auto">';
    html += segment(text, { start, end }, open);
    if (text[end - 1] === '\n' || end === text.length) html += '</p>';
  }
  return html;
}

/** Where a segment begins or ends: the edges of spans and the starts of lines, ascending. */
function cutsOf(text: string, pieces: readonly Range[]): number[] {
  const cuts = new Set([0, text.length]);
  for (const { start, end } of pieces) cuts.add(start).add(end);
  for (let feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', feed + 1)) cuts.add(feed + 1);
  return [...cuts].sort((a, b) => a - b);
}

function freeLane(open: readonly Piece[]): number {
  const taken = new Set(open.map(({ lane }) => lane));
  for (let lane = 0; ; lane++) if (!taken.has(lane)) return lane;
}

/** The elements of the spans that cover a segment lie in one another, the span that began first outermost. */
function segment(text: string, { start, end }: Range, open: readonly Piece[]): string {
  const tags = open.map((piece) => {
    const { number, labelName, labelIndex } = piece.mark;
    const begins = piece.start === start;
    const id = begins && piece.isFirst ? ` id="s${number}"` : '';
    const name = begins ? ` data-name="${escaped(labelName)} ${number}"` : '';
    const close = piece.end === end ? ` data-end="${number}"` : '';
    return `<mark${id} class="label-${labelIndex} lane-${Math.min(piece.lane, LANES - 1)}"${name}${close}>`;
  });
  return `${tags.join('')}${escaped(text.slice(start, end))}${'</mark>'.repeat(tags.length)}`;
}
