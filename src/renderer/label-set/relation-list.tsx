import { useState } from 'react';
import { Button, Group } from 'react-aria-components';
import { isBuiltIn, nameProblem } from '../../shared/label-set.ts';
import type { Id, Label, RelationType } from '../../shared/model.ts';
import { useWorkbench } from '../session/context.tsx';
import { report } from '../session/workbench.ts';
import { AddField } from './add-field.tsx';
import { CommitField } from './commit-field.tsx';
import { ConfirmRemoval } from './confirm-removal.tsx';
import { focusLabels } from './focus-labels.ts';
import { LabelChoice } from './label-choice.tsx';
import type { LabelSet } from './label-set-actions.ts';

type RelationListProps = { label: Label; set: LabelSet };

/** The relations that spans of a label can have, at either end. */
export function RelationList({ label, set }: RelationListProps) {
  const w = useWorkbench();
  const { labels, relationTypes } = set;
  const [target, setTarget] = useState<Id>('');
  const own = relationTypes.filter(
    ({ sourceLabel, targetLabel }) => sourceLabel === label.id || targetLabel === label.id,
  );
  // Two labels are joined by one relation at most, whichever way it runs.
  const joined = new Set(
    own.map(({ sourceLabel, targetLabel }) => (sourceLabel === label.id ? targetLabel : sourceLabel)),
  );
  const free = labels.filter(({ id }) => !joined.has(id));
  const chosen = free.find(({ id }) => id === target) ?? free[0];
  return (
    <section className="label-set-part" aria-label="Relations">
      <h3 className="label-set-heading">Relations</h3>
      {own.map((type) => (
        <RelationEditor key={type.id} type={type} set={set} />
      ))}
      {chosen && (
        <AddField
          label="New relation from this label"
          button="Add"
          problem={(name) => nameProblem(name, null, relationTypes, 'relation')}
          onAdd={(name) =>
            void w.edits.submit('relationType.save', {
              id: null,
              name,
              sourceLabel: label.id,
              targetLabel: chosen.id,
            })
          }
        >
          <LabelChoice title="to" labels={free} chosen={chosen.id} onChoose={setTarget} />
        </AddField>
      )}
    </section>
  );
}

function RelationEditor({ type, set }: { type: RelationType; set: LabelSet }) {
  const w = useWorkbench();
  const [asked, setAsked] = useState<string | null>(null);
  const nameOf = (id: Id) => set.labels.find((label) => label.id === id)?.name ?? id;
  const { id, sourceLabel, targetLabel } = type;

  function remove(): void {
    setAsked(null);
    void w.edits.submit('relationType.remove', { id, deleteRelations: true });
    focusLabels();
  }
  async function askToRemove(): Promise<void> {
    try {
      const { relations, articles } = await w.api.call('relationType.usage', { id });
      if (relations === 0) remove();
      else
        setAsked(
          `${relations} of these relations in ${articles === 1 ? '1 article' : `${articles} articles`} will be deleted.`,
        );
    } catch (error) {
      report(w, error);
    }
  }

  return (
    <Group className="label-set-relation" aria-label={type.name}>
      <div className="label-set-row">
        <span className="label-set-end">{nameOf(sourceLabel)}</span>
        <CommitField
          label="Relation"
          value={type.name}
          problem={(name) => nameProblem(name, id, set.relationTypes, 'relation')}
          onCommit={(name) => void w.edits.submit('relationType.save', { id, name, sourceLabel, targetLabel })}
          maxLength={100}
        />
        <span className="label-set-end">{nameOf(targetLabel)}</span>
        {!isBuiltIn(id) && (
          <Button className="button" onPress={() => void askToRemove()}>
            Remove relation…
          </Button>
        )}
      </div>
      {asked !== null && (
        <ConfirmRemoval text={asked} confirm="Delete them" onConfirm={remove} onCancel={() => setAsked(null)} />
      )}
    </Group>
  );
}
