import { useState } from 'react';
import { Button, Group } from 'react-aria-components';
import { keyProblems, valueUse } from '../../shared/key-conflicts.ts';
import { nameProblem } from '../../shared/label-set.ts';
import type { Attribute } from '../../shared/model.ts';
import { useWorkbench } from '../session/context.tsx';
import { report } from '../session/workbench.ts';
import { CrossSign } from '../ui/signs.tsx';
import { AddField } from './add-field.tsx';
import { CommitField } from './commit-field.tsx';
import { ConfirmRemoval } from './confirm-removal.tsx';
import { focusLabels } from './focus-labels.ts';
import type { LabelSet } from './label-set-actions.ts';

type Value = Attribute['values'][number] & { was: string | null };
type AttributeEditorProps = { attribute: Attribute; set: LabelSet };

/** An attribute's name and its values, each with the key that sets it on the active span. */
export function AttributeEditor({ attribute, set }: AttributeEditorProps) {
  const w = useWorkbench();
  const [asked, setAsked] = useState<{ text: string; remove: () => void } | null>(null);
  const values: Value[] = attribute.values.map((value) => ({ ...value, was: value.name }));
  const siblings = set.attributes.filter(({ label }) => label === attribute.label);
  const named = attribute.values.map(({ name }) => ({ id: name, name }));

  const save = (change: { name?: string; values?: Value[]; takeOff?: true }) => {
    const { id, label, name } = attribute;
    void w.edits.submit('attribute.save', { id, label, name, values, ...change });
  };
  const saveValue = (index: number, change: Partial<Value>) =>
    save({ values: values.map((value, at) => (at === index ? { ...value, ...change } : value)) });
  const keyProblem = (index: number) => (key: string) => {
    const next = { ...attribute, values: values.map((value, at) => (at === index ? { ...value, key } : value)) };
    const attributes = set.attributes.map((other) => (other.id === attribute.id ? next : other));
    return keyProblems({ labels: set.labels, attributes }).get(valueUse(attribute.id, index)) ?? null;
  };

  /** Removes something at once where no span has it, else asks. */
  async function askToRemove(value: string | null, remove: () => void): Promise<void> {
    try {
      const { usage, values: counts } = await w.api.call('attribute.usage', { id: attribute.id });
      const spans = value === null ? usage.spans : (counts[value] ?? 0);
      const gone = () => {
        setAsked(null);
        remove();
        focusLabels();
      };
      if (spans === 0) gone();
      else
        setAsked({
          text: `“${value ?? attribute.name}” is on ${spans === 1 ? '1 span' : `${spans} spans`}, and will be taken off.`,
          remove: gone,
        });
    } catch (error) {
      report(w, error);
    }
  }

  return (
    <Group className="label-set-attribute" aria-label={attribute.name}>
      <div className="label-set-row">
        <CommitField
          label="Attribute"
          value={attribute.name}
          problem={(name) => nameProblem(name, attribute.id, siblings, 'attribute')}
          onCommit={(name) => save({ name })}
          maxLength={100}
        />
        <Button
          className="button"
          onPress={() =>
            void askToRemove(null, () => void w.edits.submit('attribute.remove', { id: attribute.id, takeOff: true }))
          }
        >
          Remove attribute…
        </Button>
      </div>
      <div className="label-set-values">
        {values.map(({ name, key }, index) => (
          <div key={valueUse(attribute.id, index)} className="label-set-value">
            <CommitField
              label={`Value ${index + 1}`}
              value={name}
              problem={(next) => nameProblem(next, name, named, 'value')}
              onCommit={(next) => saveValue(index, { name: next })}
              maxLength={100}
            />
            <CommitField
              label="Key"
              value={key}
              problem={keyProblem(index)}
              onCommit={(next) => saveValue(index, { key: next })}
              isKey
              maxLength={1}
            />
            <Button
              className="label-set-cross"
              aria-label={`Remove the value ${name}`}
              isDisabled={values.length === 1}
              onPress={() =>
                void askToRemove(name, () => save({ values: values.filter((_, at) => at !== index), takeOff: true }))
              }
            >
              <CrossSign />
            </Button>
          </div>
        ))}
      </div>
      {asked && (
        <ConfirmRemoval
          text={asked.text}
          confirm="Remove it"
          onConfirm={asked.remove}
          onCancel={() => setAsked(null)}
        />
      )}
      <AddField
        label={`New value of ${attribute.name}`}
        button="Add"
        problem={(name) => nameProblem(name, null, named, 'value')}
        onAdd={(name) => save({ values: [...values, { name, key: '', was: null }] })}
      />
    </Group>
  );
}
