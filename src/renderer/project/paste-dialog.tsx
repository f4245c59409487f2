import { type FormEvent, useState } from 'react';
import { Button, Form, Input, Label, TextArea, TextField } from 'react-aria-components';
import { useWorkbench } from '../session/context.tsx';
import { AppDialog } from '../ui/app-dialog.tsx';
import { addPasted } from './import-actions.ts';
import './paste-dialog.css';

/** The first line that holds something, as a title. */
const firstLine = (text: string): string => text.trim().split('\n', 1)[0]?.trim().slice(0, 200) ?? '';

/** Adds an article from text that is pasted. Without a title, its first line is the title. */
export function PasteDialog({ onClose }: { onClose: () => void }) {
  const w = useWorkbench();
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const isEmpty = text.trim() === '';

  async function add(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (isEmpty || isBusy) return;
    setIsBusy(true);
    const reason = await addPasted(w, title.trim() || firstLine(text), text);
    setIsBusy(false);
    setFailure(reason);
    // The report of an article that was there before has taken this dialog's place.
    if (reason === null && w.view.getState().dialog?.name === 'paste') onClose();
  }

  return (
    <AppDialog title="Paste an article" className="paste" onClose={onClose}>
      <Form className="paste-form" onSubmit={(event) => void add(event)}>
        <TextField className="field" value={title} onChange={setTitle} maxLength={2000}>
          <Label className="field-label">Title</Label>
          <Input className="field-input" placeholder={firstLine(text) || 'The first line of the text'} />
        </TextField>
        <TextField className="field" value={text} onChange={setText} autoFocus>
          <Label className="field-label">Text</Label>
          <TextArea className="field-input paste-text" rows={14} />
        </TextField>
        {failure && (
          <p className="field-error" role="alert">
            {failure}
          </p>
        )}
        <div className="dialog-actions">
          <Button className="button" onPress={onClose}>
            Cancel
          </Button>
          <Button type="submit" className="button button-primary" isDisabled={isEmpty || isBusy}>
            Add article
          </Button>
        </div>
      </Form>
    </AppDialog>
  );
}
