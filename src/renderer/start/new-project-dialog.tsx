import { type FormEvent, useState } from 'react';
import { Button, Form, Input, Label, TextField } from 'react-aria-components';
import { createProject } from '../project/project-actions.ts';
import { useWorkbench } from '../session/context.tsx';
import { AppDialog } from '../ui/app-dialog.tsx';

/** Names a new project, where no dialog of the system does. */
export function NewProjectDialog({ onClose }: { onClose: () => void }) {
  const w = useWorkbench();
  const [name, setName] = useState('');
  const isEmpty = name.trim() === '';
  const create = (event: FormEvent) => {
    event.preventDefault();
    if (isEmpty) return;
    onClose();
    createProject(w, name.trim());
  };
  return (
    <AppDialog title="New project" onClose={onClose}>
      <Form onSubmit={create}>
        <TextField className="field" value={name} onChange={setName} maxLength={200} autoFocus>
          <Label className="field-label">Name</Label>
          <Input className="field-input" placeholder="River compact" />
        </TextField>
        <div className="dialog-actions">
          <Button className="button" onPress={onClose}>
            Cancel
          </Button>
          <Button type="submit" className="button button-primary" isDisabled={isEmpty}>
            Make project
          </Button>
        </div>
      </Form>
    </AppDialog>
  );
}
