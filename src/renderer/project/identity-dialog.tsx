import { type FormEvent, useState } from 'react';
import { Button, Form, Label, Radio, RadioGroup } from 'react-aria-components';
import type { Annotator } from '../../shared/model.ts';
import { useSession, useWorkbench } from '../session/context.tsx';
import { AppDialog } from '../ui/app-dialog.tsx';
import { spelled } from '../ui/hidden-signs.ts';
import { Name } from '../ui/name.tsx';
import { becomeAnnotator } from './project-actions.ts';
import '../ui/radio-list.css';

const NONE: never[] = [];

/** After a change of computer: which annotator of the project the person at this one is. */
export function IdentityDialog({ onClose }: { onClose: () => void }) {
  const w = useWorkbench();
  const me = useSession((state) => state.app?.annotator ?? null);
  const former = useSession((state) => state.app?.formerAnnotators ?? NONE);
  const known = useSession((state) => state.project?.annotators ?? NONE);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const formerIds = new Set(former.map(({ id }) => id));
  const choices = [...known.filter(({ id }) => !formerIds.has(id)), ...former].filter(({ id }) => id !== me?.id);
  const chosen = choices.find(({ id }) => id === chosenId);

  function confirm(event: FormEvent): void {
    event.preventDefault();
    if (!chosen) return;
    onClose();
    becomeAnnotator(w, chosen);
  }

  return (
    <AppDialog title="This annotator is me" onClose={onClose}>
      {choices.length === 0 ? (
        <>
          <p>Nobody but you has edited this project.</p>
          <div className="dialog-actions">
            <Button className="button" onPress={onClose} autoFocus>
              Close
            </Button>
          </div>
        </>
      ) : (
        <Form onSubmit={confirm}>
          <p>
            On another computer you were another annotator to Sayso. Choose who: their annotations, in this and in every
            project, are yours to go on with, and new ones are credited to them. You can change back here.
          </p>
          <RadioGroup className="radio-list" value={chosenId} onChange={setChosenId}>
            <Label className="radio-list-label">
              You are <Name>{me?.name ?? ''}</Name>. You were:
            </Label>
            {choices.map((annotator) => (
              <Radio key={annotator.id} value={annotator.id} className="radio-item">
                <span className="radio-dot" aria-hidden="true" />
                <span>
                  <Name>{annotator.name}</Name>{' '}
                  <IdentityHint annotator={annotator} isFormer={formerIds.has(annotator.id)} />
                </span>
              </Radio>
            ))}
          </RadioGroup>
          <div className="dialog-actions">
            <Button className="button" onPress={onClose}>
              Cancel
            </Button>
            <Button type="submit" className="button button-primary" isDisabled={!chosen}>
              {chosen ? `I am ${spelled(chosen.name)}` : 'This is me'}
            </Button>
          </div>
        </Form>
      )}
    </AppDialog>
  );
}

/** Two may have one name: the end of the id tells them apart. */
function IdentityHint({ annotator, isFormer }: { annotator: Annotator; isFormer: boolean }) {
  return (
    <small className="radio-hint">
      {isFormer && 'you, before · '}
      {annotator.id.slice(-6)}
    </small>
  );
}
