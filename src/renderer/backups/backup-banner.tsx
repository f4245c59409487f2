import { Button } from 'react-aria-components';
import { useView, useWorkbench } from '../session/context.tsx';
import { Name } from '../ui/name.tsx';
import { leaveBackup } from './backup-actions.ts';
import { whenMade } from './backup-words.ts';
import { useBackupState } from './use-backup-state.ts';
import '../ui/banner.css';

/** Above a backup that is shown in place of its project: what it is, and the ways on. */
export function BackupBanner() {
  const w = useWorkbench();
  const { viewing } = useBackupState();
  const isBusy = useView((state) => state.busy !== null);
  if (!viewing) return null;
  return (
    <section className="banner" aria-label="Backup" data-pane="banner">
      <p className="banner-words">
        <b>Backup of {whenMade(viewing.at)}.</b> This is <Name>{viewing.fileName}</Name> as it was then, to read only.
      </p>
      <Button
        className="button"
        isDisabled={isBusy}
        onPress={() => w.view.setState({ dialog: { name: 'backups', backupId: viewing.id } })}
      >
        Restore…
      </Button>
      <Button className="button button-primary" isDisabled={isBusy} onPress={() => leaveBackup(w)}>
        Back to the project
      </Button>
    </section>
  );
}
