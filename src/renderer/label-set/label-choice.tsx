import { useId } from 'react';
import type { Id, Label } from '../../shared/model.ts';
import { spelled } from '../ui/hidden-signs.ts';

type LabelChoiceProps = { title: string; labels: readonly Label[]; chosen: Id; onChoose: (id: Id) => void };

/** One of several labels. */
export function LabelChoice({ title, labels, chosen, onChoose }: LabelChoiceProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        {title}
      </label>
      <select id={id} className="field-input" value={chosen} onChange={(event) => onChoose(event.target.value)}>
        {labels.map((label) => (
          <option key={label.id} value={label.id}>
            {spelled(label.name)}
          </option>
        ))}
      </select>
    </div>
  );
}
