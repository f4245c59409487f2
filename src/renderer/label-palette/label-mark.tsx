import type { Id } from '../../shared/model.ts';
import { labelStyle } from './label-colours.ts';
import './label-mark.css';

/** A label's mark: a shape of its own in the label's colour, so that colour alone tells nothing. */
export function LabelMark({ labelId }: { labelId: Id }) {
  return (
    <svg className="label-mark" viewBox="0 0 10 10" aria-hidden="true" style={labelStyle(labelId)}>
      <path fillRule="evenodd" />
    </svg>
  );
}
