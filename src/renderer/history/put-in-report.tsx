import { Button } from 'react-aria-components';
import type { PutInReport } from '../../shared/contract/history.ts';
import { AppDialog } from '../ui/app-dialog.tsx';
import { spelled } from '../ui/hidden-signs.ts';
import { wordsOf } from './kept-edits.ts';
import './history.css';

/** Lines that are drawn; of more, the rest is counted. */
const MOST = 100;

/** Which edits of a file could not be put in, and why. */
export function PutInReportDialog({ report, onClose }: { report: PutInReport; onClose: () => void }) {
  const { refused } = report;
  return (
    <AppDialog
      title={`${refused.length === 1 ? 'One edit was' : `${refused.length} edits were`} refused`}
      onClose={onClose}
    >
      <p className="history-words">{wordsOf(report)}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must be able to reach it */}
      <section className="history-lines" aria-label="What was refused" tabIndex={0}>
        <ul>
          {refused.slice(0, MOST).map(({ op, reason }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two edits may fail alike, and lines never move
            <li key={index}>
              <b>{op}</b> {spelled(reason)}
            </li>
          ))}
        </ul>
        {refused.length > MOST && <p>and {refused.length - MOST} more</p>}
      </section>
      <div className="dialog-actions">
        <Button className="button button-primary" onPress={onClose} autoFocus>
          Close
        </Button>
      </div>
    </AppDialog>
  );
}
