import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import type { Recovery } from '../../shared/contract/recovery.ts';
import { JobBar } from '../project/job-progress.tsx';
import { openToken } from '../project/project-actions.ts';
import { useWorkbench } from '../session/context.tsx';
import type { ProjectSource } from '../session/view-store.ts';
import { report } from '../session/workbench.ts';
import { AppDialog } from '../ui/app-dialog.tsx';
import { spelled } from '../ui/hidden-signs.ts';
import { RecoveryResult } from './recovery-result.tsx';
import './recovery.css';

type RecoveryDialogProps = { of: ProjectSource; fileName: string; reason: string; onClose: () => void };

/** Offers to save what a damaged project holds, does it, and opens what came of it. */
export function RecoveryDialog({ of, fileName, reason, onClose }: RecoveryDialogProps) {
  const w = useWorkbench();
  const { recovery, problem, start, cancel } = useRecovery(of);
  const close = () => {
    cancel();
    onClose();
  };

  async function startElsewhere(): Promise<void> {
    const name = `${fileName.replace(/\.sayso$/i, '')} recovered`;
    const place = await w.api.call('app.saveAs', { name, purpose: 'project' });
    if (place) start(place.token);
  }

  if (recovery?.state === 'running')
    return (
      <AppDialog title={`Recovering ${spelled(fileName)}`} className="recovery" holdsInput onClose={close}>
        <JobBar title="Saving what can be saved" {...recovery} />
        <div className="dialog-actions">
          <Button className="button" onPress={cancel} autoFocus>
            Cancel
          </Button>
        </div>
      </AppDialog>
    );

  if (recovery?.state === 'done' && recovery.result)
    return (
      <RecoveryResult
        {...recovery.result}
        onOpen={(token, name) => {
          onClose();
          openToken(w, token, name);
        }}
        onClose={onClose}
      />
    );

  const failure = problem ?? (recovery?.state === 'failed' ? recovery.message : null);
  return (
    <AppDialog
      title={`${spelled(fileName)} cannot be opened`}
      className="recovery"
      role="alertdialog"
      onClose={onClose}
    >
      <p>{spelled(reason)}</p>
      <p>
        Sayso can make a copy of what is its own in the file, with what its backups have, as a new project beside it.
        The file is left as it is.
      </p>
      {failure !== null && (
        <p className="field-error" role="alert">
          {spelled(failure)}
        </p>
      )}
      <div className="dialog-actions">
        <Button className="button" onPress={onClose}>
          Close
        </Button>
        <Button className="button" onPress={() => w.view.setState({ dialog: { name: 'backups', of } })}>
          Backups…
        </Button>
        {failure !== null && (
          <Button className="button" onPress={() => startElsewhere().catch((error) => report(w, error))}>
            Save it elsewhere…
          </Button>
        )}
        <Button className="button button-primary" onPress={() => start()} autoFocus>
          {failure === null ? 'Recover' : 'Try again'}
        </Button>
      </div>
    </AppDialog>
  );
}

/** One recovery after the other of a file: how the latest goes. */
function useRecovery(of: ProjectSource) {
  const { api } = useWorkbench();
  const [recovery, setRecovery] = useState<Recovery | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const id = useRef<string | null>(null);
  useEffect(() => api.on('recovery.changed', (changed) => changed.id === id.current && setRecovery(changed)), [api]);

  async function start(destination?: string): Promise<void> {
    setProblem(null);
    try {
      const started = await api.call('recovery.start', { of, ...(destination === undefined ? {} : { destination }) });
      id.current = started.id;
      setRecovery({ ...started, state: 'running', done: 0, total: 0, message: '', result: null });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  }

  return {
    recovery,
    problem,
    start: (destination?: string) => void start(destination),
    cancel() {
      // Where the host does not answer, there is nothing left to be cancelled.
      if (id.current && recovery?.state === 'running') api.call('recovery.cancel', { id: id.current }).catch(() => {});
    },
  };
}
