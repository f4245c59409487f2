/** The look of each label as CSS, made from nothing but its colour. */
import { lineOf } from '../../shared/label-looks.ts';
import type { Label } from '../../shared/model.ts';
import { LANES } from './lanes.ts';

const COLOUR = /^#[0-9a-f]{6}$/i;
/** Elements inherit highlights, and a rule that names them all has its style worked out for each: name the root alone. */
const TEXT = '.av-text';
const GREY = '#808080';
/** From the baseline to the underline of each lane, in pixels. */
const OFFSETS = [6, 10, 14] as const;

/** The hue of a colour at a lightness of our choice, so that any colour a person picks can be read. */
const tuned = (colour: string, lightness: number, chroma: number): string =>
  `oklch(from ${COLOUR.test(colour) ? colour : GREY} ${lightness} calc(c * ${chroma}) h)`;

/** For lines and small text: mixed with the ink, it is dark on a light page and light on a dark one. */
export const lineColour = (colour: string): string => `color-mix(in oklab, ${tuned(colour, 0.6, 1.2)} 72%, var(--ink))`;

/** For the ground of a span: translucent, so that overlaps are seen to be denser. */
export const groundColour = (colour: string): string =>
  `color-mix(in oklab, ${tuned(colour, 0.73, 1.5)} 23%, transparent)`;

/** The kind and thickness of the underline of a label with this look. */
export function lineStyle(look: number): string {
  const { style, thickness } = lineOf(look);
  return `${style} ${thickness}px`;
}

/** The `::highlight` rules of one label: one for each lane, under the names given. */
export function highlightRules(label: Pick<Label, 'colour'>, look: number, names: readonly string[]): string {
  return names
    .slice(0, LANES)
    .map((name, lane) => {
      const line = `text-decoration: underline ${lineStyle(look)}; text-underline-offset: ${OFFSETS[lane]}px; text-decoration-skip-ink: none;`;
      return `${TEXT}::highlight(${name}) { background-color: ${groundColour(label.colour)}; ${line} text-decoration-color: ${lineColour(label.colour)}; }
@media (forced-colors: active) { ${TEXT}::highlight(${name}) { background-color: transparent; color: CanvasText; ${line} text-decoration-color: CanvasText; } }`;
    })
    .join('\n');
}
