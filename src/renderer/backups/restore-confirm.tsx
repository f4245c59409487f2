import { Button } from 'react-aria-components';
import type { BackupEntry } from '../../shared/contract/backups.ts';
import { Name } from '../ui/name.tsx';
import { changesInWords, whenMade } from './backup-words.ts';

type RestoreConfirmProps = {
  backup: BackupEntry;
  fileName: string;
  onRestore: () => void;
  onCancel: () => void;
};

/** What a restore does, before it is done. */
export function RestoreConfirm({ backup, fileName, onRestore, onCancel }: RestoreConfirmProps) {
  const { since, at, here } = backup;
  return (
    <>
      <p>
        <Name>{fileName}</Name> will be as it was on <b>{whenMade(at)}</b>.
        {since && since.edits > 0 && <> What was done since goes out of it: {changesInWords({ since, ahead: 0 })}.</>}
        {!here && <> The backup is of another copy of the project, or of another place where it was.</>}
      </p>
      <p>
        Nothing is lost by it. What is there now is backed up first, if it can be opened, and its file is moved aside,
        beside the project. To undo the restore, restore that backup.
      </p>
      <div className="dialog-actions">
        <Button className="button" onPress={onCancel} autoFocus>
          Cancel
        </Button>
        <Button className="button button-primary" onPress={onRestore}>
          Restore the project
        </Button>
      </div>
    </>
  );
}
