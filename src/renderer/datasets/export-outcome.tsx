import { Button, Label, ProgressBar } from 'react-aria-components';
import type { ExportReport } from '../../shared/contract/datasets.ts';
import type { Job } from '../../shared/contract/jobs.ts';
import { spelled } from '../ui/hidden-signs.ts';
import { CheckSign, WarningSign } from '../ui/signs.tsx';

type ExportOutcomeProps = { job: Job | null; error: string | null; onCancel: () => void };

/** What became of the export: how far it is, where it is, or why it is not. */
export function ExportOutcome({ job, error, onCancel }: ExportOutcomeProps) {
  return (
    <div className="export-outcome" aria-live="polite">
      <Outcome job={job} error={error} onCancel={onCancel} />
    </div>
  );
}

function Outcome({ job, error, onCancel }: ExportOutcomeProps) {
  if (job?.state === 'running') return <Running job={job} onCancel={onCancel} />;
  if (error !== null) return <Failure reason={error} />;
  if (job?.state === 'failed') return <Failure reason={job.message} />;
  if (job?.state === 'cancelled') return <p className="export-note">Cancelled. No file was written.</p>;
  if (job?.result?.kind === 'export') return <Result report={job.result.report} />;
  return null;
}

const number = new Intl.NumberFormat();

function Running({ job, onCancel }: { job: Job; onCancel: () => void }) {
  const known = job.total > 0;
  const words = known ? `${number.format(job.done)} of ${number.format(job.total)} articles` : 'Starting';
  return (
    <div className="export-running">
      <ProgressBar
        className="export-progress"
        value={job.done}
        maxValue={Math.max(1, job.total)}
        valueLabel={words}
        isIndeterminate={!known}
      >
        {({ percentage = 0 }) => (
          <>
            <Label className="visually-hidden">Export</Label>
            <span className="export-progress-words">
              <span>{words}</span>
              <span className="export-progress-message">{spelled(job.message)}</span>
            </span>
            <span className="export-progress-track">
              <span className="export-progress-bar" style={{ width: `${percentage}%` }} />
            </span>
          </>
        )}
      </ProgressBar>
      <Button className="button" onPress={onCancel}>
        Cancel
      </Button>
    </div>
  );
}

function Failure({ reason }: { reason: string }) {
  return (
    <div className="export-failure">
      <WarningSign />
      <div>
        <b>Not exported.</b> {spelled(reason)}
      </div>
    </div>
  );
}

function Result({ report }: { report: ExportReport }) {
  const { name, bytes, articles, spans, relations } = report;
  return (
    <div className="export-result">
      <CheckSign />
      <div>
        <b className="export-result-name">{spelled(name)}</b>{' '}
        <span className="export-result-size">{sizeInWords(bytes)}</span>
        <div>
          {number.format(articles)} articles, {number.format(spans)} spans, {number.format(relations)} relations.
          Checked: every span equals its slice of the text.
        </div>
      </div>
    </div>
  );
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A number of bytes in the unit in which it is read best. */
function sizeInWords(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const unit = UNITS[step] ?? 'byte';
  const value = bytes / 1000 ** step;
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit,
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  }).format(value);
}
