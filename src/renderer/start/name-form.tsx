import { type FormEvent, useState } from 'react';
import { Button, Form, Input, Label, TextField } from 'react-aria-components';
import { useSession, useWorkbench } from '../session/context.tsx';

type NameFormProps = { submit: string; onDone?: () => void };

/** Asks for the annotator's name, and keeps it. */
export function NameForm({ submit, onDone }: NameFormProps) {
  const w = useWorkbench();
  const known = useSession((state) => state.app?.annotator?.name ?? '');
  const [name, setName] = useState(known);
  const [error, setError] = useState<string | null>(null);
  const isEmpty = name.trim() === '';

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (isEmpty) return;
    try {
      const annotator = await w.api.call('app.setAnnotator', { name: name.trim() });
      w.session.setState(({ app }) => ({ app: app && { ...app, annotator } }));
      onDone?.();
    } catch (problem) {
      setError(problem instanceof Error ? problem.message : String(problem));
    }
  }

  return (
    <Form onSubmit={(event) => void save(event)}>
      <TextField className="field" value={name} onChange={setName} maxLength={200} autoFocus autoComplete="name">
        <Label className="field-label">Your name</Label>
        <Input className="field-input" />
      </TextField>
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      <div className="dialog-actions">
        <Button type="submit" className="button button-primary" isDisabled={isEmpty}>
          {submit}
        </Button>
      </div>
    </Form>
  );
}
