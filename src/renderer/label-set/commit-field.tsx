import { type KeyboardEvent, useState } from 'react';
import { Input, Label, TextArea, TextField } from 'react-aria-components';

type CommitFieldProps = {
  label: string;
  value: string;
  /** Why this cannot be the value, in words; null where it can. */
  problem: (draft: string) => string | null;
  onCommit: (value: string) => void;
  /** A single key: what is typed takes the place of what was there. */
  isKey?: boolean;
  isLong?: boolean;
  autoFocus?: boolean;
  placeholder?: string;
  maxLength: number;
};

/** A field that is saved when it is left, or by Enter. Escape takes back what was typed. What cannot be is said at once. */
export function CommitField(props: CommitFieldProps) {
  const { label, value, problem, onCommit, isKey = false, isLong = false, autoFocus = false, maxLength } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const reason = draft === null ? null : problem(draft.trim());

  function commit(): void {
    if (draft === null || reason !== null) return;
    setDraft(null);
    if (draft.trim() !== value) onCommit(draft.trim());
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && !isLong) {
      event.preventDefault();
      commit();
    } else if (event.key === 'Escape' && draft !== null && draft !== value) {
      event.stopPropagation();
      setDraft(null);
    }
  }

  const shared = { className: 'field-input', onKeyDown, placeholder: props.placeholder ?? '' };
  return (
    <TextField
      className={`field ${isKey ? 'label-set-key' : ''}`}
      value={draft ?? value}
      onChange={(next) => setDraft(isKey ? typedKey(draft ?? value, next) : next)}
      onBlur={commit}
      isInvalid={reason !== null}
      autoFocus={autoFocus}
      {...(isKey ? {} : { maxLength })}
    >
      <Label className="field-label">{label}</Label>
      {isLong ? <TextArea {...shared} rows={3} /> : <Input {...shared} />}
      {reason !== null && (
        <span className="field-error" role="alert">
          {reason}
        </span>
      )}
    </TextField>
  );
}

/** What was typed into a field that held a key, on whichever side of it. */
function typedKey(before: string, next: string): string {
  const typed = next.length > before.length ? next.replace(before, '') : next;
  return ([...typed].at(-1) ?? '').toLowerCase();
}
