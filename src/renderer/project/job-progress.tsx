import { Button, Label, ProgressBar } from 'react-aria-components';
import type { Job } from '../../shared/contract/jobs.ts';
import { useTasks, useWorkbench } from '../session/context.tsx';
import { report } from '../session/workbench.ts';
import './job-progress.css';

const TITLES: Record<Job['kind'], string> = { import: 'Adding articles', export: 'Exporting' };

/** Long work that is under way: how far it is, and a way to stop it. */
export function JobProgress() {
  const w = useWorkbench();
  const jobs = useTasks((state) => state.jobs);
  const reading = useTasks((state) => state.reading);
  const running = [...jobs.values()].filter(({ state }) => state === 'running');
  if (running.length === 0 && !reading) return null;
  const cancel = (id: string) => w.api.call('job.cancel', { id }).catch((error) => report(w, error));
  return (
    <section className="jobs" aria-label="Work under way">
      {reading && <Progress title="Reading files" {...reading} message={reading.name} />}
      {running.map((job) => (
        <Progress key={job.id} title={TITLES[job.kind]} {...job} onCancel={() => void cancel(job.id)} />
      ))}
    </section>
  );
}

type ProgressProps = Pick<Job, 'done' | 'total' | 'message'> & { title: string; onCancel?: () => void };

function Progress({ title, done, total, message, onCancel }: ProgressProps) {
  const words = total > 0 ? `${done} of ${total}` : '';
  return (
    <div className="job">
      <ProgressBar
        className="job-bar"
        value={done}
        maxValue={Math.max(1, total)}
        isIndeterminate={total === 0}
        valueLabel={words}
      >
        {({ percentage = 0 }) => (
          <>
            <Label className="job-title">{title}</Label>
            <span className="job-count">{words}</span>
            <span className="job-track">
              <span className="job-filled" style={{ width: `${percentage}%` }} />
            </span>
            <span className="job-message">{message}</span>
          </>
        )}
      </ProgressBar>
      {onCancel && (
        <Button className="button" onPress={onCancel}>
          Cancel
        </Button>
      )}
    </div>
  );
}
