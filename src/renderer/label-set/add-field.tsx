import { type FormEvent, type ReactNode, useState } from 'react';
import { Button, Form, Input, Label, TextField } from 'react-aria-components';

type AddFieldProps = {
  label: string;
  button: string;
  /** Why nothing of that name can be added, in words; null where it can. */
  problem: (name: string) => string | null;
  onAdd: (name: string) => void;
  /** What else there is to say of it. */
  children?: ReactNode;
};

/** The name of something new, and the button that adds it. */
export function AddField({ label, button, problem, onAdd, children }: AddFieldProps) {
  const [name, setName] = useState('');
  const trimmed = name.trim();
  const reason = trimmed === '' ? null : problem(trimmed);
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (trimmed === '' || reason !== null) return;
    setName('');
    onAdd(trimmed);
  };
  return (
    <Form className="label-set-add" onSubmit={add}>
      <TextField
        className="field label-set-new"
        value={name}
        onChange={setName}
        maxLength={100}
        isInvalid={reason !== null}
      >
        <Label className="field-label">{label}</Label>
        <Input className="field-input" />
        {reason !== null && (
          <span className="field-error" role="alert">
            {reason}
          </span>
        )}
      </TextField>
      {children}
      <Button className="button" type="submit">
        {button}
      </Button>
    </Form>
  );
}
