import type { Id } from '../../shared/model.ts';
import { labelStyle } from './label-colours.ts';
import './label-mark.css';

const SHAPES: Readonly<Record<Id, string>> = {
  speaker: 'M5 .75a4.25 4.25 0 1 1 0 8.5 4.25 4.25 0 0 1 0-8.5Z',
  claim: 'M2.5 1h5A1.5 1.5 0 0 1 9 2.5v5A1.5 1.5 0 0 1 7.5 9h-5A1.5 1.5 0 0 1 1 7.5v-5A1.5 1.5 0 0 1 2.5 1Z',
  condition: 'M5 .9 9.6 9H.4Z',
  cue: 'M5 .3 9.7 5 5 9.7.3 5Z',
};
const OTHER = 'M3.5 1h3v2.5H9v3H6.5V9h-3V6.5H1v-3h2.5Z';

/** A label's mark: a shape of its own in the label's colour, so that colour alone tells nothing. */
export function LabelMark({ labelId }: { labelId: Id }) {
  return (
    <svg className="label-mark" viewBox="0 0 10 10" aria-hidden="true" style={labelStyle(labelId)}>
      <path d={SHAPES[labelId] ?? OTHER} />
    </svg>
  );
}
