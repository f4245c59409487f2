import { useEffect, useState } from 'react';
import { Button, Radio, RadioGroup } from 'react-aria-components';
import type { Output } from '../../shared/contract/index.ts';
import type { Id, Label } from '../../shared/model.ts';
import { useWorkbench } from '../session/context.tsx';
import { report } from '../session/workbench.ts';
import { spelled } from '../ui/hidden-signs.ts';
import { LabelChoice } from './label-choice.tsx';

type RemoveLabelProps = {
  label: Label;
  labels: readonly Label[];
  onDone: () => void;
  onCancel: () => void;
};

const number = new Intl.NumberFormat();
const counted = (count: number, noun: string) => `${number.format(count)} ${noun}${count === 1 ? '' : 's'}`;

/** What removing a label touches, and what is to become of its spans. */
export function RemoveLabel({ label, labels, onDone, onCancel }: RemoveLabelProps) {
  const w = useWorkbench();
  const others = labels.filter(({ id }) => id !== label.id);
  const [into, setInto] = useState<Id>(others[0]?.id ?? '');
  const [way, setWay] = useState<'merge' | 'delete'>('merge');
  const [found, setFound] = useState<Output<'label.usage'> | null>(null);
  const isMerged = way === 'merge' && (found?.usage.spans ?? 0) > 0;

  useEffect(() => {
    let isWanted = true;
    const show = (usage: Output<'label.usage'>) => isWanted && setFound(usage);
    async function find(): Promise<void> {
      const deletion = await w.api.call('label.usage', { id: label.id });
      const isMerge = way === 'merge' && deletion.usage.spans > 0;
      show(isMerge ? await w.api.call('label.usage', { id: label.id, mergeInto: into }) : deletion);
    }
    find().catch((error) => report(w, error));
    return () => {
      isWanted = false;
    };
  }, [w, label.id, into, way]);

  if (!found) return null;
  const { usage, removal } = found;
  async function remove(): Promise<void> {
    const how = isMerged ? { mergeInto: into } : { deleteSpans: true as const };
    if (await w.edits.submit('label.remove', { id: label.id, ...how })) onDone();
  }
  return (
    <section className="label-set-form" aria-labelledby="remove-label">
      <h3 id="remove-label" className="label-set-title">
        Remove “{spelled(label.name)}”
      </h3>
      {usage.spans === 0 ? (
        <p>No span has this label.</p>
      ) : (
        <>
          <p>
            {counted(usage.spans, 'span')} and {counted(usage.relations, 'relation')} in{' '}
            {counted(usage.articles, 'article')} by {spelled(usage.annotators.join(', '))}.
          </p>
          <RadioGroup
            className="label-set-ways"
            aria-label="What becomes of its spans"
            value={way}
            onChange={(value) => setWay(value === 'delete' ? 'delete' : 'merge')}
          >
            <Radio value="merge" autoFocus className="label-set-way">
              <span className="label-set-dot" aria-hidden="true" />
              They get another label
            </Radio>
            <Radio value="delete" className="label-set-way">
              <span className="label-set-dot" aria-hidden="true" />
              They are deleted with it
            </Radio>
          </RadioGroup>
          {way === 'merge' && <LabelChoice title="Merge into" labels={others} chosen={into} onChoose={setInto} />}
        </>
      )}
      <ul className="label-set-consequences" aria-label="What will happen" aria-live="polite">
        {usage.spans > 0 && (
          <li>
            {counted(removal.spans, 'span')} of all annotators will{' '}
            {isMerged ? `be labelled “${others.find(({ id }) => id === into)?.name}”` : 'be deleted'}.
          </li>
        )}
        {removal.relationsDeleted > 0 && <li>{counted(removal.relationsDeleted, 'relation')} will be deleted.</li>}
        {removal.consequences.map((line) => (
          <li key={line}>{line}</li>
        ))}
        <li>Undo takes all of it back.</li>
      </ul>
      <div className="dialog-actions">
        <Button className="button" autoFocus={usage.spans === 0} onPress={onCancel}>
          Cancel
        </Button>
        <Button className="button button-bad" onPress={() => void remove()}>
          {isMerged ? 'Merge' : 'Remove'}
        </Button>
      </div>
    </section>
  );
}
