import { Button } from 'react-aria-components';
import { useShallow } from 'zustand/shallow';
import { useRunner } from '../commands/runner.ts';
import { useTasks, useWorkbench } from '../session/context.tsx';
import { savingOf } from '../session/tasks-store.ts';
import { AppDialog } from '../ui/app-dialog.tsx';
import { spelled } from '../ui/hidden-signs.ts';

type UnsavedDialogProps = { proceed: () => void; onClose: () => void };

/** Nothing that is not saved is dropped without a word. */
export function UnsavedDialog({ proceed, onClose }: UnsavedDialogProps) {
  const { edits } = useWorkbench();
  const run = useRunner();
  const saving = useTasks(useShallow(savingOf));
  const count = saving.state === 'saved' ? 0 : saving.count;
  return (
    <AppDialog title="Some edits are not saved" role="alertdialog" onClose={onClose}>
      <p>
        {count === 1 ? 'One edit has' : `${count} edits have`} not been saved.
        {saving.state === 'not-saved' && ` ${spelled(saving.reason)}`}
      </p>
      <div className="dialog-actions">
        <Button className="button" onPress={() => run('edit.keep')}>
          Save them as…
        </Button>
        <Button
          className="button"
          onPress={() => {
            edits.discard();
            onClose();
            proceed();
          }}
        >
          Leave without them
        </Button>
        <Button className="button button-primary" onPress={onClose} autoFocus>
          Stay here
        </Button>
      </div>
    </AppDialog>
  );
}
