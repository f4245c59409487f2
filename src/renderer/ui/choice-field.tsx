import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import type { Id } from '../../shared/model.ts';
import { Name } from './name.tsx';
import './choice-field.css';
import './overlays.css';

export type NamedChoice = { id: Id; name: string };

type ChoiceFieldProps = {
  label: string;
  choices: readonly NamedChoice[];
  /** The choice that leaves nobody, or nothing, out; its value is null. There need not be one. */
  all?: string;
  value: Id | null;
  onChange: (id: Id | null) => void;
  /** In place of the class of a field with its label above it. */
  className?: string;
};

/** No id has a blank in it. */
const ALL = ' ';

/** One of several, picked from a list that opens. */
export function ChoiceField({ label, choices, all, value, onChange, className = 'field' }: ChoiceFieldProps) {
  const items = all === undefined ? choices : [{ id: ALL, name: all }, ...choices];
  return (
    <Select
      className={className}
      value={value ?? ALL}
      onChange={(key) => onChange(key === ALL || key === null ? null : String(key))}
    >
      <Label className="field-label">{label}</Label>
      <Button className="choice-button">
        <SelectValue className="choice-chosen" />
        <span className="header-arrow" aria-hidden="true" />
      </Button>
      <Popover className="popover">
        <ListBox className="menu" items={items}>
          {({ id, name }) => (
            <ListBoxItem id={id} className="menu-item" textValue={name}>
              <Name>{name}</Name>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
