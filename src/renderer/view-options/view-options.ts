/** How the text of an article is shown on this computer: kept beside any project, and applied as CSS variables. */
import { remembered } from '../remembered.ts';
import type { ViewStore } from '../session/view-store.ts';

/** In px. */
export const TEXT_SIZES: readonly number[] = [14, 16, 17.5, 19, 21, 24, 28];
/** Of the page, in px. */
export const WIDTHS = [
  { id: 'narrow', title: 'Narrow', width: 580 },
  { id: 'normal', title: 'Normal', width: 720 },
  { id: 'wide', title: 'Wide', width: 920 },
  { id: 'full', title: 'As wide as the window', width: 4000 },
] as const;
/** As multiples of the text size. Spans are underlined on up to three lanes, so that lines are never close. */
export const SPACINGS = [
  { id: 'close', title: 'Close', lines: 1.75 },
  { id: 'normal', title: 'Normal', lines: 2.05 },
  { id: 'open', title: 'Open', lines: 2.5 },
] as const;

export type ViewOptions = {
  textSize: number;
  width: (typeof WIDTHS)[number]['id'];
  spacing: (typeof SPACINGS)[number]['id'];
  /** Spaces, line ends and characters without a shape are shown. */
  invisibles: boolean;
};

export const DEFAULT_VIEW: ViewOptions = { textSize: 17.5, width: 'normal', spacing: 'normal', invisibles: false };

const KEY = 'sayso.view';

/** The options as they were kept; what is missing or unknown is as at first. */
export function viewOptionsFromText(text: string | null): ViewOptions {
  let kept: Partial<Record<keyof ViewOptions, unknown>> = {};
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    if (typeof value === 'object' && value !== null) kept = value;
  } catch {
    // What cannot be read is as good as nothing.
  }
  return {
    textSize: TEXT_SIZES.find((size) => size === kept.textSize) ?? DEFAULT_VIEW.textSize,
    width: WIDTHS.find(({ id }) => id === kept.width)?.id ?? DEFAULT_VIEW.width,
    spacing: SPACINGS.find(({ id }) => id === kept.spacing)?.id ?? DEFAULT_VIEW.spacing,
    invisibles: kept.invisibles === true,
  };
}

/** The next larger or smaller text size; the same where there is none. */
export function textSizeBeside(size: number, step: 1 | -1): number {
  const at = TEXT_SIZES.indexOf(size);
  return TEXT_SIZES[at + step] ?? size;
}

/** Applies what changes, and keeps it. Call once. */
export function followViewOptions(view: ViewStore): void {
  view.subscribe(({ options }, before) => {
    if (options === before.options) return;
    remembered.setItem(KEY, JSON.stringify(options));
    apply(options);
  });
}

/** Brings back what was kept, once what is remembered has been read. */
export function restoreViewOptions(view: ViewStore): void {
  view.setState({ options: viewOptionsFromText(remembered.getItem(KEY)) });
}

function apply({ textSize, width, spacing }: ViewOptions): void {
  const { style } = document.documentElement;
  style.setProperty('--text-size', `${textSize}px`);
  style.setProperty('--page-width', `${WIDTHS.find(({ id }) => id === width)?.width}px`);
  style.setProperty('--text-lines', String(SPACINGS.find(({ id }) => id === spacing)?.lines));
}
