import { Button } from 'react-aria-components';
import { useWorkbench } from '../session/context.tsx';
import { spelled } from '../ui/hidden-signs.ts';
import type { Loadable } from './label-set-actions.ts';

type LoadLabelSetProps = { loadable: Loadable; onDone: () => void; onCancel: () => void };

const PARTS = [
  { part: 'added', title: 'Added' },
  { part: 'changed', title: 'Changed' },
  { part: 'removed', title: 'Removed: not in the file, and not in use' },
  { part: 'kept', title: 'Kept as they are' },
] as const;

/** What loading a label set would change, before it does. */
export function LoadLabelSet({ loadable: { file, changes }, onDone, onCancel }: LoadLabelSetProps) {
  const w = useWorkbench();
  const shown = PARTS.filter(({ part }) => changes[part].length > 0);
  const hasChanges = changes.added.length + changes.changed.length + changes.removed.length > 0;
  async function load(): Promise<void> {
    if (await w.edits.submit('labelSet.load', { token: file.token })) onDone();
  }
  return (
    <section className="label-set-form" aria-labelledby="load-label-set">
      <h3 id="load-label-set" className="label-set-title">
        Load {spelled(file.name)}
      </h3>
      {shown.map(({ part, title }) => (
        <div key={part}>
          <h4 className="label-set-heading">{title}</h4>
          <ul className="label-set-consequences" aria-label={title}>
            {changes[part].map((line) => (
              <li key={line}>{spelled(line)}</li>
            ))}
          </ul>
        </div>
      ))}
      <p>
        {hasChanges ? 'No annotation changes. Undo takes all of it back.' : 'The project has these labels already.'}
      </p>
      <div className="dialog-actions">
        <Button className="button" autoFocus onPress={onCancel}>
          {hasChanges ? 'Cancel' : 'Close'}
        </Button>
        {hasChanges && (
          <Button className="button button-primary" onPress={() => void load()}>
            Load
          </Button>
        )}
      </div>
    </section>
  );
}
