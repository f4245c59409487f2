import { useState } from 'react';
import { Button, TextArea, TextField } from 'react-aria-components';
import type { Span } from '../../shared/model.ts';
import { Keys } from '../commands/keys-shown.tsx';
import { AppDialog } from '../ui/app-dialog.tsx';
import { wordsOf } from './cards.ts';
import './note-editor.css';

type NoteEditorProps = {
  span: Span;
  readOnly: boolean;
  onSave: (note: string) => void;
  onClose: () => void;
};

/** A dialog for the note on one span; an empty note is none. */
export function NoteEditor({ span, readOnly, onSave, onClose }: NoteEditorProps) {
  const [note, setNote] = useState(span.note);
  const save = () => {
    if (!readOnly && note.trim() !== span.note) onSave(note.trim());
    onClose();
  };
  return (
    <AppDialog title="Note" holdsInput onClose={onClose}>
      <p className="note-span" dir="auto">
        {wordsOf(span)}
      </p>
      <TextField
        aria-label="Note"
        className="field"
        value={note}
        onChange={setNote}
        isReadOnly={readOnly}
        maxLength={20_000}
        autoFocus
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
          else event.continuePropagation();
        }}
      >
        <TextArea className="field-input note-text" rows={5} />
      </TextField>
      <div className="dialog-actions note-actions">
        {!readOnly && (
          <span className="note-hint">
            <Keys keys="$mod+Enter" /> saves
          </span>
        )}
        <Button className="button" onPress={onClose}>
          {readOnly ? 'Close' : 'Cancel'}
        </Button>
        {!readOnly && (
          <Button className="button button-primary" onPress={save}>
            Save
          </Button>
        )}
      </div>
    </AppDialog>
  );
}
