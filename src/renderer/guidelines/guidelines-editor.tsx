import { useDeferredValue, useRef, useState } from 'react';
import { Button, Label, TextArea, TextField } from 'react-aria-components';
import { AppDialog } from '../ui/app-dialog.tsx';
import { pickFiles } from '../ui/pick-files.ts';
import { DEFAULT_GUIDELINES } from './default-guidelines.ts';
import { Markdown } from './markdown.tsx';
import { readMarkdownFile } from './read-markdown-file.ts';
import './guidelines-editor.css';

type GuidelinesEditorProps = { text: string; onSave: (text: string) => void; onClose: () => void };

/** The guidelines as Markdown, and beside it how they will look. */
export function GuidelinesEditor({ text: saved, onSave, onClose }: GuidelinesEditorProps) {
  const [text, setText] = useState(saved);
  const [failure, setFailure] = useState<string | null>(null);
  const [isLeaving, setIsLeaving] = useState(false);
  const shown = useDeferredValue(text);
  const field = useRef<HTMLTextAreaElement>(null);
  const isEmpty = text.trim() === '';
  const isChanged = text !== saved;

  async function load(): Promise<void> {
    const [file] = await pickFiles({ accept: '.md,.markdown,.txt' });
    if (!file) return;
    const read = await readMarkdownFile(file);
    setFailure('failure' in read ? read.failure : null);
    if ('text' in read) setText(read.text);
    field.current?.focus();
  }

  function save(): void {
    onSave(text);
    onClose();
  }

  return (
    <AppDialog
      title="Guidelines"
      className="guidelines-editor"
      holdsInput
      onClose={isChanged ? () => setIsLeaving(true) : onClose}
    >
      <div className="guidelines-tools">
        <Button className="button" onPress={() => void load()}>
          Load a Markdown file…
        </Button>
        {isEmpty && (
          <Button
            className="button"
            onPress={() => {
              setText(DEFAULT_GUIDELINES);
              field.current?.focus();
            }}
          >
            Insert the default guidelines
          </Button>
        )}
        {failure && (
          <p className="field-error" role="alert">
            {failure}
          </p>
        )}
      </div>
      <div className="guidelines-sides">
        <TextField className="field" value={text} onChange={setText} maxLength={1_000_000} autoFocus>
          <Label className="field-label">Markdown</Label>
          <TextArea className="field-input guidelines-source" ref={field} />
        </TextField>
        <div className="field">
          <span className="field-label">Preview</span>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls is scrolled with keys, too */}
          <section className="guidelines-preview" aria-label="Preview" tabIndex={0}>
            <Markdown text={shown} />
          </section>
        </div>
      </div>
      {isLeaving ? (
        <div className="dialog-actions guidelines-leaving" role="alert">
          <span>The guidelines were changed.</span>
          <Button className="button" onPress={onClose}>
            Leave without saving
          </Button>
          <Button className="button button-primary" onPress={save} autoFocus>
            Save
          </Button>
        </div>
      ) : (
        <div className="dialog-actions">
          <Button className="button" onPress={onClose}>
            Cancel
          </Button>
          <Button className="button button-primary" onPress={save} isDisabled={!isChanged}>
            Save
          </Button>
        </div>
      )}
    </AppDialog>
  );
}
