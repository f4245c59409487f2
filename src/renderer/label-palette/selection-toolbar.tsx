import { Button, Separator, ToggleButton, Toolbar } from 'react-aria-components';
import type { CommandId } from '../../shared/commands.ts';
import type { Attribute, Id, Label, Span } from '../../shared/model.ts';
import { commandOf } from '../commands/command.ts';
import { keysOf, shortcutOf } from '../commands/keys-shown.tsx';
import { spelled } from '../ui/hidden-signs.ts';
import { Name } from '../ui/name.tsx';
import { BookSign } from '../ui/signs.tsx';
import { Tip } from '../ui/tip.tsx';
import { AttributeValues } from './attribute-values.tsx';
import { LabelMark } from './label-mark.tsx';
import './selection-toolbar.css';

type SelectionToolbarProps = {
  /** Those that are switched on are offered, in this order. */
  labels: readonly Label[];
  /** Text is selected, so a label makes a span of it; or a span is active, so a label becomes its label. */
  mode: 'selection' | 'span';
  /** The active span's label, if a span is active. */
  activeLabel: Id | null;
  /** What can be said of the active span: the attributes of its label. */
  attributes: readonly Attribute[];
  /** What is said of it, by attribute. */
  values: Span['attributes'];
  /** Whether the project has guidelines to be looked up in. */
  hasGuidelines: boolean;
  /** Why nothing can be changed; null where it can. */
  readOnly: string | null;
  onLabel: (labelId: Id) => void;
  onValue: (attribute: Attribute, value: string) => void;
  onCommand: (command: CommandId) => void;
};

type Action = { command: CommandId; name: string };
const ADD: Action = { command: 'span.addFragment', name: 'Add' };
const ON_SPAN: readonly Action[] = [
  { command: 'relation.relate', name: 'Relate' },
  { command: 'span.note', name: 'Note' },
  { command: 'span.delete', name: 'Delete' },
];

/** What can be done with the selected text or the active span; stands beside it in the text. Arrow keys go through it. */
export function SelectionToolbar(props: SelectionToolbarProps) {
  const { labels, mode, activeLabel, attributes, values, hasGuidelines, readOnly, onLabel, onValue, onCommand } = props;
  if (readOnly !== null) {
    return (
      <div className="selection-toolbar" role="note">
        <span className="selection-toolbar-reason">{readOnly}</span>
      </div>
    );
  }
  const hasSpan = activeLabel !== null;
  const actions = mode === 'span' ? ON_SPAN : hasSpan ? [ADD] : [];
  return (
    <Toolbar className="selection-toolbar" aria-label={mode === 'span' ? 'Active span' : 'Selected text'}>
      {labels
        .filter(({ active }) => active)
        .map((label) => (
          <LabelButton
            key={label.id}
            label={label}
            current={mode === 'span' ? label.id === activeLabel : null}
            onLabel={onLabel}
          />
        ))}
      {actions.length > 0 && <Separator orientation="vertical" className="selection-toolbar-separator" />}
      {actions.map(({ command, name }) => (
        <Tip key={command} tip={commandOf(command).title} keys={keysOf(command)}>
          <Button className="selection-toolbar-button" onPress={() => onCommand(command)} {...shortcutOf(command)}>
            {name}
            <ToolbarKey keys={keysOf(command)} />
          </Button>
        </Tip>
      ))}
      {mode === 'span' && hasGuidelines && (
        <Tip tip={commandOf('guidelines.ofLabel').title} keys={keysOf('guidelines.ofLabel')}>
          <Button
            className="selection-toolbar-button"
            aria-label="Guidelines for this label"
            onPress={() => onCommand('guidelines.ofLabel')}
            {...shortcutOf('guidelines.ofLabel')}
          >
            <BookSign />
          </Button>
        </Tip>
      )}
      {mode === 'span' && attributes.length > 0 && (
        <AttributeValues attributes={attributes} values={values} onValue={onValue} />
      )}
    </Toolbar>
  );
}

type LabelButtonProps = {
  label: Label;
  /** Whether it is the active span's label; null where it would make a span. */
  current: boolean | null;
  onLabel: (labelId: Id) => void;
};

function LabelButton({ label, current, onLabel }: LabelButtonProps) {
  const content = (
    <>
      <LabelMark labelId={label.id} />
      <span className="selection-toolbar-name">
        <Name>{label.name}</Name>
      </span>
      <ToolbarKey keys={label.key.toUpperCase()} />
    </>
  );
  const tip =
    label.description ||
    (current === null ? `Mark as ${label.name.toLowerCase()}` : `Make it a ${label.name.toLowerCase()}`);
  return (
    <Tip tip={spelled(tip)} keys={label.key.toUpperCase()}>
      {current === null ? (
        <Button className="selection-toolbar-button" onPress={() => onLabel(label.id)} aria-keyshortcuts={label.key}>
          {content}
        </Button>
      ) : (
        <ToggleButton
          className="selection-toolbar-button"
          isSelected={current}
          onChange={() => onLabel(label.id)}
          aria-keyshortcuts={label.key}
        >
          {content}
        </ToggleButton>
      )}
    </Tip>
  );
}

/** Shown only: `aria-keyshortcuts` says it to assistive technology. */
function ToolbarKey({ keys }: { keys: string | undefined }) {
  return keys ? (
    <span className="kbd" aria-hidden="true">
      {keys}
    </span>
  ) : null;
}
