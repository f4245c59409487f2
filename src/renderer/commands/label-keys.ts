/** The keys of labels and of attribute values. They act on the selection and on the active span. */
import { COMMAND_KEYS, plainKey, pressedKey } from '../../shared/key-conflicts.ts';
import type { Attribute, Label } from '../../shared/model.ts';
import { toggleValue } from '../session/actions/attributes.ts';
import { applyLabel } from '../session/actions/spans.ts';
import { activeSpan, type Workbench } from '../session/workbench.ts';

type KeySet = { labels: readonly Label[]; attributes: readonly Attribute[] };

/** Does what the label or value with the pressed key is for. Answers whether there is one. */
export function pressLabelKey(w: Workbench, event: KeyboardEvent): boolean {
  const { project } = w.session.getState();
  const isTypingThirdLevel = event.getModifierState('AltGraph') && !event.altKey;
  if (!project || event.ctrlKey || event.metaKey || isTypingThirdLevel) return false;
  const known = keysOf(project);
  const key = pressedKey(event, (candidate) => known.has(candidate));
  if (key === null) return false;
  const label = project.labels.find((candidate) => candidate.active && plainKey(candidate.key) === key);
  if (label) applyLabel(w, label.id, { otherWay: event.altKey });
  return label !== undefined || (!event.altKey && pressValueKey(w, project.attributes, key));
}

function pressValueKey(w: Workbench, attributes: readonly Attribute[], key: string): boolean {
  const label = activeSpan(w)?.label;
  for (const attribute of attributes) {
    const value = attribute.values.find((candidate) => plainKey(candidate.key) === key);
    if (!value || attribute.label !== label) continue;
    toggleValue(w, attribute, value.name);
    return true;
  }
  return false;
}

/** All keys that are for something, whether or not it can be done now. */
const keysOf = ({ labels, attributes }: KeySet): ReadonlySet<string> =>
  new Set([
    ...COMMAND_KEYS.keys(),
    ...[...labels, ...attributes.flatMap(({ values }) => values)].map(({ key }) => plainKey(key)),
  ]);
