import { useRunner } from '../commands/runner.ts';
import { showLabelGuidelines } from '../guidelines/guidelines-actions.ts';
import { GuidelinesPanel } from '../guidelines/guidelines-panel.tsx';
import { useSession, useWorkbench } from '../session/context.tsx';
import type { ViewState } from '../session/view-store.ts';

const NONE: never[] = [];

/** The guidelines of the open project, beside the text. */
export function GuidelinesPane({ asked }: { asked: NonNullable<ViewState['guidelines']> }) {
  const w = useWorkbench();
  const run = useRunner();
  const text = useSession((state) => state.project?.project.guidelines ?? '');
  const labels = useSession((state) => state.project?.labels ?? NONE);
  const readOnly = useSession((state) => state.project?.readOnly !== null);
  return (
    <GuidelinesPanel
      text={text}
      labels={labels}
      asked={asked}
      readOnly={readOnly}
      onGoTo={(labelId) => showLabelGuidelines(w, labelId)}
      onEdit={() => run('guidelines.edit')}
      onClose={() => run('guidelines.toggle')}
    />
  );
}
