import { useEffect, useState } from 'react';
import type { ExportSettings, LossReport } from '../../shared/contract/datasets.ts';
import { useTasks, useWorkbench } from '../session/context.tsx';
import { report } from '../session/workbench.ts';

/** So long nothing is looked for while somebody types; milliseconds. */
const PAUSE = 300;

type Found = { articles: number; losses: LossReport };

/** What an export with these settings would lose; null while it is looked for. Looks anew when `changed` does. */
export function useLosses(settings: ExportSettings, changed: unknown): Found | null {
  const w = useWorkbench();
  const asked = JSON.stringify(settings);
  const [jobId, setJobId] = useState('');
  const job = useTasks((state) => state.jobs.get(jobId) ?? null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for anew when the project changes
  useEffect(() => {
    setJobId('');
    let started = '';
    let isOver = false;
    const cancel = () => w.api.call('job.cancel', { id: started }).catch((error) => report(w, error));
    const timer = setTimeout(async () => {
      try {
        started = (await w.api.call('dataset.losses', JSON.parse(asked) as ExportSettings)).jobId;
        if (isOver) void cancel();
        else setJobId(started);
      } catch (error) {
        report(w, error);
      }
    }, PAUSE);
    return () => {
      isOver = true;
      clearTimeout(timer);
      if (started) void cancel();
    };
  }, [w, asked, changed]);

  return job?.result?.kind === 'losses' ? job.result : null;
}
