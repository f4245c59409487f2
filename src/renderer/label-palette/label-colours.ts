/** Colours and marks of labels in lists and cards: from the one colour of a label, an ink and a pale ground for each theme. */
import type { CSSProperties } from 'react';
import { looksOf } from '../../shared/label-looks.ts';
import type { Id, Label } from '../../shared/model.ts';
import { markShape } from './mark-shapes.ts';

type Rgb = readonly [number, number, number];

/** The page of each theme, as tokens.css has it, and what ink is mixed with until it can be read. */
export const THEMES = [
  { selector: ':root', page: [255, 255, 255], panel: [246, 245, 242], towards: [0, 0, 0], ground: 0.15 },
  { selector: '[data-theme="dark"]', page: [34, 33, 32], panel: [23, 22, 21], towards: [255, 255, 255], ground: 0.24 },
] as const satisfies { selector: string; page: Rgb; panel: Rgb; towards: Rgb; ground: number }[];
type Theme = (typeof THEMES)[number];

const READABLE = 4.5;
const GREY = '#808080';

/** Ink and ground of a colour in a theme. Ink has a contrast of 4.5:1 or more on page, panel and its own ground. */
export function coloursIn(theme: Theme, colour: string): { ink: string; ground: string } {
  const base = parse(colour);
  const ground = mix(theme.page, base, theme.ground);
  for (let share = 0; share <= 1; share += 0.05) {
    const ink = mix(base, theme.towards, share);
    if ([theme.page, theme.panel, ground].every((behind) => contrast(ink, behind) >= READABLE)) {
      return { ink: hex(ink), ground: hex(ground) };
    }
  }
  return { ink: hex(theme.towards), ground: hex(ground) };
}

/** Custom properties of all labels, as the text of a stylesheet. */
export function labelColours(labels: readonly Pick<Label, 'id' | 'colour'>[]): string {
  const marks = [...looksOf(labels)].map(([id, look]) => `--label-${safe(id)}-mark: path("${markShape(look)}");`);
  const themes = THEMES.map((theme) => {
    const properties = labels.map(({ id, colour }) => {
      const { ink, ground } = coloursIn(theme, colour);
      return `--label-${safe(id)}-ink: ${ink}; --label-${safe(id)}-ground: ${ground};`;
    });
    return `${theme.selector} { ${properties.join(' ')} }`;
  });
  return [`:root { ${marks.join(' ')} }`, ...themes].join('\n');
}

/** Sets `--label-ink`, `--label-ground` and `--label-mark` to those of a label on the element that gets this style. */
export const labelStyle = (labelId: Id): CSSProperties =>
  ({
    '--label-ink': `var(--label-${safe(labelId)}-ink, var(--ink-2))`,
    '--label-ground': `var(--label-${safe(labelId)}-ground, var(--bg))`,
    '--label-mark': `var(--label-${safe(labelId)}-mark, path("${markShape(0)}"))`,
  }) as CSSProperties;

let sheet: CSSStyleSheet | null = null;

/** Makes the colours of these labels the ones that `labelStyle` refers to. */
export function adoptLabelColours(labels: readonly Pick<Label, 'id' | 'colour'>[]): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    document.adoptedStyleSheets.push(sheet);
  }
  sheet.replaceSync(labelColours(labels));
}

/** WCAG 2 contrast ratio, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** A `#rrggbb` colour as numbers; anything else is grey, since it comes from a file. */
export function parse(colour: string): Rgb {
  const value = Number.parseInt((/^#[0-9a-f]{6}$/i.test(colour) ? colour : GREY).slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

const hex = (colour: Rgb): string => `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

const mix = (a: Rgb, b: Rgb, share: number): Rgb => [
  mixed(a[0], b[0], share),
  mixed(a[1], b[1], share),
  mixed(a[2], b[2], share),
];
const mixed = (a: number, b: number, share: number): number => Math.round(a + (b - a) * share);

/** Relative luminance of WCAG 2. */
function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** A label's id as part of a CSS name: what is not a word character becomes its code. */
const safe = (id: Id): string => id.replace(/[^\w-]/g, (sign) => `_${sign.charCodeAt(0)}_`);
