import { useEffect } from 'react';
import { Button } from 'react-aria-components';
import { useRunner } from '../commands/runner.ts';
import { useWorkbench } from '../session/context.tsx';
import { toast } from '../session/tasks-store.ts';
import { WHY, whenLast, whenMade } from './backup-words.ts';
import { useBackupState } from './use-backup-state.ts';
import './backups.css';

/** In the status bar: when the project was backed up last, or that it could not be. */
export function BackupNote() {
  const { tasks } = useWorkbench();
  const run = useRunner();
  const { last, problem, viewing } = useBackupState();
  useEffect(() => {
    if (problem !== null) toast(tasks, 'bad', problem);
  }, [problem, tasks]);
  if (viewing || (last === null && problem === null)) return null;
  const words = problem !== null ? 'Not backed up' : last && `Backed up ${whenLast(last.at, new Date())}`;
  return (
    <Button
      className={problem === null ? 'backup-note' : 'backup-note backup-note-bad'}
      onPress={() => run('project.backups')}
    >
      <span title={problem ?? (last ? `${whenMade(last.at)}, ${WHY[last.reason]}` : undefined)}>{words}</span>
    </Button>
  );
}
