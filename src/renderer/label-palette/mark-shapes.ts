/** The shapes of labels' marks by look, in a square of 10 by 10. */
import { LOOKS } from '../../shared/label-looks.ts';

const SHAPES: readonly string[] = [
  'M5 .75a4.25 4.25 0 1 1 0 8.5 4.25 4.25 0 0 1 0-8.5Z',
  'M2.5 1h5A1.5 1.5 0 0 1 9 2.5v5A1.5 1.5 0 0 1 7.5 9h-5A1.5 1.5 0 0 1 1 7.5v-5A1.5 1.5 0 0 1 2.5 1Z',
  'M5 .9 9.6 9H.4Z',
  'M5 .3 9.7 5 5 9.7.3 5Z',
  'M3.5 1h3v2.5H9v3H6.5V9h-3V6.5H1v-3h2.5Z',
  'M5 .5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Zm0 2.2a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6Z',
  'M5 9.1.4 1h9.2Z',
  'M5 .3 6.4 3.6 9.9 3.9 7.2 6.2 8 9.7 5 7.9 2 9.7 2.8 6.2.1 3.9 3.6 3.6Z',
  'M.5 3.3h9v3.4h-9Z',
  'M1 1h8v8H1Zm2 2v4h4V3Z',
  'M2.2.8 5 3.6 7.8.8 9.2 2.2 6.4 5 9.2 7.8 7.8 9.2 5 6.4 2.2 9.2.8 7.8 3.6 5 .8 2.2Z',
  'M.5 1.2h9v2.6h-9Zm0 5h9v2.6h-9Z',
];

/** The path of a look's mark. */
export const markShape = (look: number): string => SHAPES[look % LOOKS] ?? '';
