import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { Button, Form, Input, Label, Radio, RadioGroup, TextField } from 'react-aria-components';
import type { Project, ProjectSettings } from '../../shared/model.ts';
import { AppDialog } from '../ui/app-dialog.tsx';
import '../ui/radio-list.css';
import './settings-dialog.css';

type SettingsDialogProps = {
  project: Project;
  readOnly: boolean;
  /** How many of one's own spans lie inside another of the same label. */
  countNested: () => Promise<number>;
  onSave: (change: { name?: string; settings?: ProjectSettings }) => void;
  onClose: () => void;
};

type Choice<V extends string> = { value: V; title: string; hint: string };

const NESTING: readonly Choice<ProjectSettings['nesting']>[] = [
  { value: 'allowed', title: 'Allowed', hint: 'A claim may lie inside another: “she said that he denied it”' },
  {
    value: 'outermost',
    title: 'Only the outermost',
    hint: 'A span inside or around one of the same label is refused.',
  },
];
const SPLIT_QUOTES: readonly Choice<ProjectSettings['splitQuotes']>[] = [
  { value: 'one-claim', title: 'One claim in pieces', hint: '“We can start,” he wrote, “but not in June.” is one.' },
  { value: 'several-claims', title: 'A claim for each piece', hint: 'Adding a further piece to a claim is refused.' },
];
const SNAPPING: readonly Choice<ProjectSettings['snapping']>[] = [
  { value: 'words', title: 'Whole words', hint: 'With Alt, a selection stays as it was made.' },
  { value: 'characters', title: 'As it was made', hint: 'With Alt, a selection becomes whole words.' },
];

const number = new Intl.NumberFormat();

/** What annotation guidelines disagree on, and the project's name. */
export function SettingsDialog({ project, readOnly, countNested, onSave, onClose }: SettingsDialogProps) {
  const [name, setName] = useState(project.name);
  const [settings, setSettings] = useState(project.settings);
  const isUnnamed = name.trim() === '';

  function save(event: FormEvent): void {
    event.preventDefault();
    if (isUnnamed || readOnly) return;
    const isRenamed = name.trim() !== project.name;
    const isChanged = JSON.stringify(settings) !== JSON.stringify(project.settings);
    if (isRenamed) onSave({ name: name.trim() });
    if (isChanged) onSave({ settings });
    onClose();
  }

  return (
    <AppDialog title="Project settings" className="settings" holdsInput={!readOnly} onClose={onClose}>
      <Form className="settings-form" onSubmit={save}>
        <TextField
          className="field"
          value={name}
          onChange={setName}
          isReadOnly={readOnly}
          isInvalid={isUnnamed}
          maxLength={300}
          autoFocus
        >
          <Label className="field-label">Name of the project</Label>
          <Input className="field-input" />
          {isUnnamed && <span className="field-error">A project needs a name.</span>}
        </TextField>
        <Setting
          title="Nesting of spans with the same label"
          choices={NESTING}
          value={settings.nesting}
          readOnly={readOnly}
          onChange={(nesting) => setSettings({ ...settings, nesting })}
        >
          {settings.nesting === 'outermost' && <NestedNow countNested={countNested} />}
        </Setting>
        <Setting
          title="Split quotations"
          choices={SPLIT_QUOTES}
          value={settings.splitQuotes}
          readOnly={readOnly}
          onChange={(splitQuotes) => setSettings({ ...settings, splitQuotes })}
        >
          {settings.splitQuotes === 'several-claims' && (
            <p className="settings-note">Claims that are in pieces already stay as they are.</p>
          )}
        </Setting>
        <Setting
          title="What a selection becomes"
          choices={SNAPPING}
          value={settings.snapping}
          readOnly={readOnly}
          onChange={(snapping) => setSettings({ ...settings, snapping })}
        />
        <div className="dialog-actions">
          <Button className="button" onPress={onClose}>
            {readOnly ? 'Close' : 'Cancel'}
          </Button>
          {!readOnly && (
            <Button className="button button-primary" type="submit" isDisabled={isUnnamed}>
              Save
            </Button>
          )}
        </div>
      </Form>
    </AppDialog>
  );
}

type SettingProps<V extends string> = {
  title: string;
  choices: readonly Choice<V>[];
  value: V;
  readOnly: boolean;
  onChange: (value: V) => void;
  children?: ReactNode;
};

function Setting<V extends string>({ title, choices, value, readOnly, onChange, children }: SettingProps<V>) {
  return (
    <RadioGroup
      className="radio-list"
      value={value}
      isDisabled={readOnly}
      onChange={(next) => {
        const choice = choices.find((each) => each.value === next);
        if (choice) onChange(choice.value);
      }}
    >
      <Label className="radio-list-label">{title}</Label>
      {choices.map((choice) => (
        <Radio key={choice.value} value={choice.value} className="radio-item">
          <span className="radio-dot" aria-hidden="true" />
          <span>
            {choice.title} <small className="radio-hint">{choice.hint}</small>
          </span>
        </Radio>
      ))}
      {children}
    </RadioGroup>
  );
}

/** What is nested already is not touched, and is said. */
function NestedNow({ countNested }: Pick<SettingsDialogProps, 'countNested'>) {
  const [count, setCount] = useState<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: counted once, when this is chosen
  useEffect(() => {
    // Where it cannot be counted, nothing is said of it.
    void countNested().then(setCount, () => {});
  }, []);
  if (count === null) return null;
  return (
    <p className="settings-note" role="status">
      {count === 0
        ? 'None of your spans lies inside another of its label now.'
        : `${number.format(count)} of your spans ${count === 1 ? 'lies' : 'lie'} inside another of the same label. ${count === 1 ? 'It stays as it is.' : 'They stay as they are.'}`}
    </p>
  );
}
