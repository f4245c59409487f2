import { useEffect, useState } from 'react';
import type { DatasetContents } from '../../shared/contract/datasets.ts';
import { settingsOf } from '../datasets/export-draft.ts';
import { ExportScreen } from '../datasets/export-screen.tsx';
import { useLosses } from '../datasets/use-losses.ts';
import { useSession, useTasks, useView, useWorkbench } from '../session/context.tsx';
import { report } from '../session/workbench.ts';
import { exportDataset, goToPlace, showIncomplete } from './export-actions.ts';

/** The Dataset side of the window: what goes into an export, and how that goes. */
export function DatasetScreen() {
  const w = useWorkbench();
  const summaries = useSession((state) => state.summaries);
  const exportJobId = useView((state) => state.exportJobId);
  const job = useTasks((state) => state.jobs.get(exportJobId ?? '') ?? null);
  const [error, setError] = useState<string | null>(null);
  const [contents, setContents] = useState<DatasetContents | null>(null);
  const project = useSession((state) => state.project);
  const draft = useView((state) => state.exportDraft);
  const found = useLosses(settingsOf(draft), summaries);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what goes in is counted anew when the articles change
  useEffect(() => {
    w.api.call('dataset.contents', {}).then(setContents, (problem) => report(w, problem));
  }, [w, summaries]);

  function start(): void {
    setError(null);
    w.view.setState({ exportJobId: null });
    exportDataset(w, draft).catch((problem) => setError(problem instanceof Error ? problem.message : String(problem)));
  }

  return (
    <main className="dataset-screen" data-pane="dataset">
      <ExportScreen
        draft={draft}
        onDraft={(exportDraft) => w.view.setState({ exportDraft })}
        annotators={project?.annotators ?? []}
        labels={project?.labels ?? []}
        found={found}
        contents={contents}
        job={job}
        error={error}
        onExport={start}
        onCancel={() => {
          if (job) w.api.call('job.cancel', { id: job.id }).catch((problem) => report(w, problem));
        }}
        onGoIncomplete={() => void showIncomplete(w)}
        onGoPlace={(place) => void goToPlace(w, place)}
      />
    </main>
  );
}
