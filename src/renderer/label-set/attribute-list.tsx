import { nameProblem } from '../../shared/label-set.ts';
import type { Label } from '../../shared/model.ts';
import { useWorkbench } from '../session/context.tsx';
import { AddField } from './add-field.tsx';
import { AttributeEditor } from './attribute-editor.tsx';
import type { LabelSet } from './label-set-actions.ts';

type AttributeListProps = { label: Label; set: LabelSet };

/** What can be said of spans of a label, beyond that they have it. */
export function AttributeList({ label, set }: AttributeListProps) {
  const w = useWorkbench();
  const own = set.attributes.filter((attribute) => attribute.label === label.id);
  return (
    <section className="label-set-part" aria-label="Attributes">
      <h3 className="label-set-heading">Attributes</h3>
      {own.map((attribute) => (
        <AttributeEditor key={attribute.id} attribute={attribute} set={set} />
      ))}
      <AddField
        label="New attribute"
        button="Add"
        problem={(name) => nameProblem(name, null, own, 'attribute')}
        onAdd={(name) =>
          void w.edits.submit('attribute.save', {
            id: null,
            label: label.id,
            name,
            values: [{ name: 'yes', key: '', was: null }],
          })
        }
      />
    </section>
  );
}
