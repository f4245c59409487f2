import { Button } from 'react-aria-components';
import { spelled } from '../ui/hidden-signs.ts';

type ConfirmRemovalProps = {
  /** What the removal touches. */
  text: string;
  confirm: string;
  onConfirm: () => void;
  onCancel: () => void;
};

/** What removing something that is in use takes along, and the choice not to. */
export function ConfirmRemoval({ text, confirm, onConfirm, onCancel }: ConfirmRemovalProps) {
  return (
    <div className="label-set-confirm" role="alert">
      <p>{spelled(text)}</p>
      <Button className="button" autoFocus onPress={onCancel}>
        Keep it
      </Button>
      <Button className="button button-bad" onPress={onConfirm}>
        {confirm}
      </Button>
    </div>
  );
}
