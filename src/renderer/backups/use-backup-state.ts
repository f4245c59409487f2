import { useEffect, useState } from 'react';
import type { BackupState } from '../../shared/contract/backups.ts';
import { useSession, useWorkbench } from '../session/context.tsx';

const NONE: BackupState = { last: null, problem: null, viewing: null };

/** What the core says of the backups of the open project. */
export function useBackupState(): BackupState {
  const { api } = useWorkbench();
  const [state, setState] = useState(NONE);
  const fileName = useSession(({ project }) => project?.fileName);
  useEffect(() => {
    if (fileName === undefined) return;
    let isWanted = true;
    const take = (next: BackupState) => {
      if (isWanted) setState(next);
    };
    const stop = api.on('backup.changed', take);
    // What does not answer is said by the banner of the window.
    api.call('backup.state', {}).then(take, () => {});
    return () => {
      isWanted = false;
      stop();
    };
  }, [api, fileName]);
  return state;
}
