import { Button } from 'react-aria-components';
import { useShallow } from 'zustand/shallow';
import type { ErrorCode } from '../../shared/errors.ts';
import { useRunner } from '../commands/runner.ts';
import { useTasks, useWorkbench } from '../session/context.tsx';
import { savingOf } from '../session/tasks-store.ts';
import { spelled } from '../ui/hidden-signs.ts';
import '../ui/banner.css';
import './problem-banner.css';

const CAUSES: Partial<Record<ErrorCode, string>> = {
  disk: 'The disk does not take it',
  busy: 'The project file is in use',
  moved: 'The project file was moved or replaced',
  'read-only': 'The project can no longer be written',
  'damaged-file': 'The project file is damaged',
};

/** Says, for as long as it is so, that edits are not saved, and why; or that the host does not answer. */
export function ProblemBanner() {
  const { edits } = useWorkbench();
  const run = useRunner();
  const problem = useTasks((state) => state.problem);
  const disconnected = useTasks((state) => state.disconnected);
  const saving = useTasks(useShallow(savingOf));
  const count = saving.state === 'saved' ? 0 : saving.count;
  if (!problem && !disconnected) return null;
  return (
    <div className="banner banner-bad" role="alert" data-pane="banner">
      <span className="banner-sign" aria-hidden="true">
        !
      </span>
      <p className="banner-words">
        <b>{problem ? (CAUSES[problem.code] ?? 'Sayso does not answer') : 'Sayso does not answer'}.</b>{' '}
        {count > 0 && `${count === 1 ? 'One edit is' : `${count} edits are`} kept here and not saved yet. `}
        {spelled(problem?.message ?? 'It is tried again and again.')}
      </p>
      {count > 0 && (
        <Button className="button" onPress={() => run('edit.keep')}>
          Save pending edits as…
        </Button>
      )}
      {problem && (
        <Button className="button" onPress={edits.retry}>
          Retry
        </Button>
      )}
    </div>
  );
}
