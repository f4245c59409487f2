import { type FormEvent, useId, useState } from 'react';
import { Button, Form, Input, Label, TextField } from 'react-aria-components';
import type { Article } from '../../shared/model.ts';
import { AppDialog } from '../ui/app-dialog.tsx';
import { Check } from './check.tsx';
import { type Facet, suggestions } from './facets.ts';
import './tags-dialog.css';

type TagsDialogProps = {
  /** Those whose tags are changed; one or more. */
  articles: readonly Article[];
  /** The tags of the whole project. */
  known: readonly Facet[];
  onSave: (change: { add: string[]; remove: string[] }) => void;
  onClose: () => void;
};

const number = new Intl.NumberFormat();

/** The tags of one article or of several: ticked where all have it, half where some do. Nothing is changed before Save. */
export function TagsDialog({ articles, known, onSave, onClose }: TagsDialogProps) {
  const [had] = useState(() => tagCounts(articles));
  const [wanted, setWanted] = useState<ReadonlyMap<string, boolean>>(new Map());
  const want = (tag: string, isWanted: boolean) => setWanted(new Map(wanted).set(tag, isWanted));
  const tags = [...new Set([...had.keys(), ...wanted.keys()])].sort();
  const add = tags.filter((tag) => wanted.get(tag) === true && had.get(tag) !== articles.length);
  const remove = tags.filter((tag) => wanted.get(tag) === false && had.has(tag));
  const isChanged = add.length + remove.length > 0;
  return (
    <AppDialog
      title={articles.length === 1 ? 'Tags' : `Tags of ${number.format(articles.length)} articles`}
      className="tags-dialog"
      holdsInput={isChanged}
      onClose={onClose}
    >
      <NewTag known={known} has={(tag) => tags.includes(tag)} onAdd={(tag) => want(tag, true)} />
      {tags.length === 0 ? (
        <p className="tags-none">
          No tags yet. A tag sorts articles as you like: a topic, a sample, a question to come back to.
        </p>
      ) : (
        <fieldset className="tags-list" aria-label="Tags">
          {tags.map((tag) => {
            const count = had.get(tag) ?? 0;
            const isSelected = wanted.get(tag) ?? count === articles.length;
            return (
              <Check
                key={tag}
                isSelected={isSelected}
                isIndeterminate={!wanted.has(tag) && count > 0 && count < articles.length}
                onChange={(isWanted) => want(tag, isWanted)}
              >
                <span className="tags-name">{tag}</span>
                {articles.length > 1 && count > 0 && (
                  <span className="tags-count">
                    {number.format(count)} of {number.format(articles.length)}
                  </span>
                )}
              </Check>
            );
          })}
        </fieldset>
      )}
      <div className="dialog-actions">
        <Button className="button" onPress={onClose}>
          Cancel
        </Button>
        <Button
          className="button button-primary"
          isDisabled={!isChanged}
          onPress={() => {
            onSave({ add, remove });
            onClose();
          }}
        >
          Save
        </Button>
      </div>
    </AppDialog>
  );
}

type NewTagProps = { known: readonly Facet[]; has: (tag: string) => boolean; onAdd: (tag: string) => void };

/** A tag that the project has in another case is that tag. */
function NewTag({ known, has, onAdd }: NewTagProps) {
  const listId = useId();
  const [typed, setTyped] = useState('');
  const name = typed.trim();
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (name === '') return;
    onAdd(known.find(({ value }) => value.toLocaleLowerCase() === name.toLocaleLowerCase())?.value ?? name);
    setTyped('');
  };
  return (
    <Form className="tags-new" onSubmit={add}>
      <TextField className="field" value={typed} onChange={setTyped} maxLength={100} autoFocus>
        <Label className="field-label">Add a tag</Label>
        <Input className="field-input" list={listId} autoComplete="off" />
        <datalist id={listId}>
          {suggestions(known, typed)
            .filter(({ value }) => !has(value))
            .map(({ value }) => (
              <option key={value} value={value} />
            ))}
        </datalist>
      </TextField>
      <Button className="button" type="submit" isDisabled={name === ''}>
        Add
      </Button>
    </Form>
  );
}

function tagCounts(articles: readonly Article[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { tags } of articles) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return counts;
}
