/** What the person says of a span beyond its label. */
import type { Attribute } from '../../../shared/model.ts';
import { activeSpan, announce, type Workbench } from '../workbench.ts';

/** Gives the active span a value of an attribute of its label, or takes it off where the span has it. */
export function toggleValue(w: Workbench, { id, label, name }: Attribute, value: string): void {
  const span = activeSpan(w);
  if (span?.label !== label) return;
  const { [id]: current, ...others } = span.attributes;
  const isTakenOff = current === value;
  void w.edits.submit('span.update', {
    id: span.id,
    attributes: isTakenOff ? others : { ...span.attributes, [id]: value },
  });
  announce(w, `${name}: ${isTakenOff ? 'none' : value}.`);
}
