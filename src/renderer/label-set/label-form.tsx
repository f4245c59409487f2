import { Button, Checkbox } from 'react-aria-components';
import { keyProblems, labelUse } from '../../shared/key-conflicts.ts';
import { looksOf } from '../../shared/label-looks.ts';
import { isBuiltIn, nameProblem } from '../../shared/label-set.ts';
import type { Label } from '../../shared/model.ts';
import { useWorkbench } from '../session/context.tsx';
import { AttributeList } from './attribute-list.tsx';
import { ColourField } from './colour-field.tsx';
import { CommitField } from './commit-field.tsx';
import type { LabelSet } from './label-set-actions.ts';
import { RelationList } from './relation-list.tsx';

type LabelFormProps = { label: Label; set: LabelSet; onRemove: () => void };

/** Everything about one label. Each field is saved, and can be undone, on its own. */
export function LabelForm({ label, set, onRemove }: LabelFormProps) {
  const w = useWorkbench();
  const { labels, attributes } = set;
  const save = (change: Partial<Label>) => {
    const { position: _, ...row } = { ...label, ...change };
    void w.edits.submit('label.save', row);
  };
  const keyProblem = (key: string) => {
    const next = labels.map((other) => (other.id === label.id ? { ...label, key } : other));
    return keyProblems({ labels: next, attributes }).get(labelUse(label.id)) ?? null;
  };
  return (
    <section className="label-set-form" aria-label={label.name}>
      <div className="label-set-row">
        <CommitField
          label="Name"
          value={label.name}
          problem={(name) => nameProblem(name, label.id, labels, 'label')}
          onCommit={(name) => save({ name })}
          maxLength={100}
        />
        <CommitField
          label="Key"
          value={label.key}
          problem={keyProblem}
          onCommit={(key) => save({ key })}
          isKey
          maxLength={1}
        />
        <Checkbox className="label-set-check" isSelected={label.active} onChange={(active) => save({ active })}>
          <span className="label-set-box" aria-hidden="true" />
          Use this label
        </Checkbox>
      </div>
      <CommitField
        label="Description, shown while annotating"
        value={label.description}
        problem={() => null}
        onCommit={(description) => save({ description })}
        isLong
        maxLength={4000}
      />
      <ColourField label={label} look={looksOf(labels).get(label.id) ?? 0} onCommit={(colour) => save({ colour })} />
      <AttributeList label={label} set={set} />
      <RelationList label={label} set={set} />
      <div className="label-set-remove">
        <Button className="button" isDisabled={isBuiltIn(label.id)} onPress={onRemove}>
          Remove label…
        </Button>
        {isBuiltIn(label.id) && (
          <p className="label-set-hint">
            Attributions are read from this label, so that it stays. It can be renamed, and switched off.
          </p>
        )}
      </div>
    </section>
  );
}
