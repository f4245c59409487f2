import { Button } from 'react-aria-components';
import type { Id } from '../../shared/model.ts';
import { removeRelation } from '../session/actions/relations.ts';
import { useSession, useWorkbench } from '../session/context.tsx';
import { relationsOf } from '../session/predict.ts';
import { AppDialog } from '../ui/app-dialog.tsx';
import './remove-relation-dialog.css';

type RemoveRelationDialogProps = { spanId: Id; onClose: () => void };

/** Which of a span's relations is to go. */
export function RemoveRelationDialog({ spanId, onClose }: RemoveRelationDialogProps) {
  const w = useWorkbench();
  const open = useSession((state) => state.open);
  const types = useSession((state) => state.project?.relationTypes);
  if (!open) return null;
  const quote = (id: Id) => open.spans.get(id)?.quotes.join(' … ') ?? '';
  return (
    <AppDialog title="Remove a relation" onClose={onClose}>
      <ul className="relations-to-remove">
        {relationsOf(open, spanId).map(({ id, type, source, target }, index) => (
          <li key={id}>
            <Button
              className="button relation-to-remove"
              autoFocus={index === 0}
              onPress={() => {
                removeRelation(w, id);
                onClose();
              }}
            >
              <span>{types?.find((known) => known.id === type)?.name ?? type}</span>
              <q>{quote(source === spanId ? target : source)}</q>
            </Button>
          </li>
        ))}
      </ul>
      <div className="dialog-actions">
        <Button className="button" onPress={onClose}>
          Cancel
        </Button>
      </div>
    </AppDialog>
  );
}
