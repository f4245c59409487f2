import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { Id } from '../../shared/model.ts';
import { useSession, useWorkbench } from '../session/context.tsx';
import { AppDialog } from '../ui/app-dialog.tsx';
import { focusLabels } from './focus-labels.ts';
import { LabelForm } from './label-form.tsx';
import { LabelList } from './label-list.tsx';
import { type Loadable, pickLabelSet, saveLabelSet } from './label-set-actions.ts';
import { LoadLabelSet } from './load-label-set.tsx';
import { RemoveLabel } from './remove-label.tsx';
import './label-set.css';

/** Beside the list: a label, what removing it does, or what loading a file does. */
type Beside = { show: 'label' } | { show: 'removal' } | { show: 'loading'; loadable: Loadable };

/** The labels of the project with their attributes and relations. Each change is saved, and undone, on its own. */
export function LabelSetDialog({ onClose }: { onClose: () => void }) {
  const w = useWorkbench();
  const project = useSession((state) => state.project);
  const [chosen, setChosen] = useState<Id | null>(project?.labels[0]?.id ?? null);
  const [beside, setBeside] = useState<Beside>({ show: 'label' });
  if (!project) return null;
  const label = project.labels.find(({ id }) => id === chosen) ?? project.labels[0];

  function back(): void {
    setBeside({ show: 'label' });
    focusLabels();
  }
  async function load(): Promise<void> {
    const loadable = await pickLabelSet(w);
    if (loadable) setBeside({ show: 'loading', loadable });
  }

  return (
    <AppDialog title="Labels" className="label-set" holdsInput onClose={onClose}>
      <div className="label-set-columns">
        <LabelList
          set={project}
          chosen={label?.id ?? null}
          onChoose={(id) => {
            setChosen(id);
            setBeside({ show: 'label' });
          }}
        />
        <div className="label-set-beside">
          {beside.show === 'loading' && <LoadLabelSet loadable={beside.loadable} onDone={back} onCancel={back} />}
          {beside.show === 'removal' && label && (
            <RemoveLabel key={label.id} label={label} labels={project.labels} onDone={back} onCancel={back} />
          )}
          {beside.show === 'label' && label && (
            <LabelForm key={label.id} label={label} set={project} onRemove={() => setBeside({ show: 'removal' })} />
          )}
        </div>
      </div>
      <div className="dialog-actions">
        <Button className="button" onPress={() => void load()}>
          Load a label set…
        </Button>
        <Button className="button" onPress={() => void saveLabelSet(w)}>
          Save the label set…
        </Button>
        <Button className="button button-primary" onPress={onClose}>
          Done
        </Button>
      </div>
    </AppDialog>
  );
}
