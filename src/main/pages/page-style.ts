/** The look of a page: light and dark, and on paper. Colours are checked before they come here. */
import { lineOf, looksOf } from '../../shared/label-looks.ts';
import type { Label } from '../../shared/model.ts';
import { LANES } from './marked-body.ts';

const COLOUR = /^#[0-9a-f]{6}$/i;
const GREY = '#808080';

const LIGHT = '--ground: #fff; --ink: #1d1c1a; --ink-2: #5d5a55; --line: #d9d5cd; --link: #20605a;';
const DARK = '--ground: #222120; --ink: #ece9e4; --ink-2: #b0aba3; --line: #45423e; --link: #5cb8ab;';

/** `:host` is the page inside a window, which prints it from there. */
const BASE = `
:root, :host { color-scheme: light dark; ${LIGHT} }
@media (prefers-color-scheme: dark) { :root, :host { ${DARK} } }
@media print { :root, :host { color-scheme: light; ${LIGHT} } }
body { margin: 0; background: var(--ground); }
.page { box-sizing: border-box; max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.5rem 3rem; color: var(--ink); background: var(--ground); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0 0 .5rem; font: 600 1.7rem/1.25 Charter, Georgia, serif; }
h2 { margin: 2.2rem 0 .7rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: 1.1rem; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
dl { margin: 0; display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .1rem .8rem; font-size: .875rem; }
dt { color: var(--ink-2); }
dd { margin: 0; }
.text { margin-top: 1.6rem; font: 1.1rem/2.1 Charter, Georgia, serif; white-space: pre-wrap; tab-size: 4; }
.text p { margin: 0 0 .3rem; }
mark { color: inherit; background: color-mix(in oklab, var(--label) 16%, transparent); text-decoration: underline; text-decoration-color: var(--label-line); text-decoration-skip-ink: none; }
mark[data-name]::before { content: attr(data-name); display: inline-block; margin: 0 .3em 0 .1em; padding: 0 .3em; border: 1px solid var(--label-line); border-radius: .3em; font: 600 .6rem/1.3 system-ui, sans-serif; vertical-align: .25em; }
mark[data-end]::after { content: "]" attr(data-end); display: inline-block; padding: 0 .15em; font: 600 .6rem/1 system-ui, sans-serif; color: var(--ink-2); vertical-align: -.25em; }
mark:target { outline: 2px solid var(--link); }
.spans { padding-inline-start: 1.6rem; }
.spans > li { margin-bottom: 1rem; break-inside: avoid; }
.spans dl { margin-top: .2rem; }
.name { padding: 0 .3em; border: 1px solid var(--label-line); border-radius: .3em; font-size: .75rem; font-weight: 600; color: inherit; white-space: nowrap; }
.about { font-size: .875rem; color: var(--ink-2); }
@media print { @page { margin: 18mm 16mm; } .page { max-width: none; padding: 0; font-size: 10.5pt; } h2 { break-after: avoid; } mark, .name { print-color-adjust: exact; } a { color: inherit; } }
`;

/** The style sheet of a page whose spans have these labels, in this order. */
export function pageStyle(labels: readonly Pick<Label, 'id' | 'colour'>[]): string {
  const lanes = Array.from(
    { length: LANES },
    (_, lane) => `.lane-${lane} { text-underline-offset: ${(0.25 + lane * 0.22).toFixed(2)}em; }`,
  );
  const looks = looksOf(labels);
  const colours = labels.map(({ id, colour }, index) => {
    const safe = COLOUR.test(colour) ? colour : GREY;
    const { style, thickness } = lineOf(looks.get(id) ?? 0);
    return `.label-${index} { --label: ${safe}; --label-line: color-mix(in oklab, ${safe} 70%, var(--ink)); text-decoration-style: ${style}; text-decoration-thickness: ${thickness}px; }`;
  });
  return [BASE.trim(), ...lanes, ...colours].join('\n');
}
