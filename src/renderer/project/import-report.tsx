import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { ImportReport } from '../../shared/contract/articles.ts';
import { openForAnnotating } from '../session/actions/articles.ts';
import { useWorkbench } from '../session/context.tsx';
import { AppDialog } from '../ui/app-dialog.tsx';
import { spelled } from '../ui/hidden-signs.ts';
import { Name } from '../ui/name.tsx';
import './import-report.css';

/** As many rows of a kind as are drawn; of more, the rest is counted. */
const MOST_ROWS = 200;

type ImportReportProps = { report: ImportReport; onClose: () => void };

/** What became of each file: first those that could not be added and why, then those that were there already. */
export function ImportReportDialog({ report: { added, duplicates, failed }, onClose }: ImportReportProps) {
  const w = useWorkbench();
  const go = (id: string) => () => {
    onClose();
    void openForAnnotating(w, id);
  };
  return (
    <AppDialog title={titleOf(added.length, duplicates.length + failed.length)} className="report" onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must be able to reach it */}
      <section className="report-body" aria-label="What became of each file" tabIndex={0}>
        <Group title="Could not be added" count={failed.length} isBad>
          {failed.slice(0, MOST_ROWS).map(({ name, reason }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name, and rows never move
            <li key={index}>
              <b>
                <Name>{name}</Name>
              </b>
              <span className="report-reason">{spelled(reason)}</span>
            </li>
          ))}
        </Group>
        <Group title="Already in the project" count={duplicates.length}>
          {duplicates.slice(0, MOST_ROWS).map(({ name, id, title }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name, and rows never move
            <li key={index}>
              <b>
                <Name>{name}</Name>
              </b>
              <span className="report-reason">
                is the same text as{' '}
                <Button className="link" onPress={go(id)}>
                  <Name>{title}</Name>
                </Button>
              </span>
            </li>
          ))}
        </Group>
        <Group title="Added" count={added.length}>
          {added.slice(0, MOST_ROWS).map(({ id, title }) => (
            <li key={id}>
              <Button className="link" onPress={go(id)}>
                <Name>{title}</Name>
              </Button>
            </li>
          ))}
        </Group>
      </section>
      <div className="dialog-actions">
        <Button className="button button-primary" onPress={onClose} autoFocus>
          Close
        </Button>
      </div>
    </AppDialog>
  );
}

function titleOf(added: number, others: number): string {
  if (added === 0) return 'No article was added';
  return `${added === 1 ? 'One article was' : `${added} articles were`} added, ${others} left out`;
}

type GroupProps = { title: string; count: number; isBad?: boolean; children: ReactNode };

function Group({ title, count, isBad = false, children }: GroupProps) {
  if (count === 0) return null;
  return (
    <>
      <h3 className={isBad ? 'report-heading report-bad' : 'report-heading'}>
        {title} ({count})
      </h3>
      <ul className="report-rows">{children}</ul>
      {count > MOST_ROWS && <p className="report-reason">and {count - MOST_ROWS} more</p>}
    </>
  );
}
