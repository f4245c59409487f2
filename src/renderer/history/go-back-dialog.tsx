import { useMemo } from 'react';
import { Button } from 'react-aria-components';
import type { Moment } from '../../shared/contract/history.ts';
import type { Id, Span } from '../../shared/model.ts';
import { useSession, useWorkbench } from '../session/context.tsx';
import { AppDialog } from '../ui/app-dialog.tsx';
import { spelled } from '../ui/hidden-signs.ts';
import { type ChangeLine, linesOf, timeOf } from './edit-words.ts';
import { goBackTo } from './history-actions.ts';
import './history.css';

const NONE: never[] = [];
/** Lines that are drawn; of more, the rest is counted. */
const MOST = 100;

const HEADINGS = [
  ['+', 'Comes back'],
  ['−', 'Goes away'],
  ['~', 'Changes'],
] as const satisfies [ChangeLine['sign'], string][];

type GoBackDialogProps = { articleId: Id; moment: Moment; onClose: () => void };

/** Says what going back changes, before it does. */
export function GoBackDialog({ articleId, moment, onClose }: GoBackDialogProps) {
  const w = useWorkbench();
  const labels = useSession((state) => state.project?.labels ?? NONE);
  const relationTypes = useSession((state) => state.project?.relationTypes ?? NONE);
  const { changes, left, spans, edit } = moment;
  const lines = useMemo(() => {
    const gone = changes.flatMap(({ table, before }) => (table === 'span' && before ? [before] : []));
    const known = new Map<string, Span>([...gone, ...spans].map((span) => [span.id, span]));
    return linesOf(changes, { labels, relationTypes, spans: known });
  }, [changes, spans, labels, relationTypes]);
  return (
    <AppDialog title="Go back to this moment?" className="go-back" role="alertdialog" onClose={onClose}>
      <p className="history-words">
        Your own annotations of this article become what they were on {timeOf(edit)}. The layers of others stay as they
        are. It is one edit, which Undo takes back.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must be able to reach it */}
      <section className="history-lines" aria-label="What it changes" tabIndex={0}>
        {HEADINGS.map(([sign, heading]) => (
          <Lines key={sign} heading={heading} lines={lines.filter((line) => line.sign === sign)} />
        ))}
        <Lines
          heading="Cannot come back"
          lines={left.map(({ words, reason }) => ({ sign: '~', what: reason, words }))}
        />
      </section>
      <div className="dialog-actions">
        <Button className="button" onPress={onClose} autoFocus>
          Cancel
        </Button>
        <Button
          className="button button-primary"
          isDisabled={changes.length === 0}
          onPress={() => {
            onClose();
            void goBackTo(w, articleId, moment);
          }}
        >
          Go back
        </Button>
      </div>
    </AppDialog>
  );
}

function Lines({ heading, lines }: { heading: string; lines: readonly ChangeLine[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h3>
        {heading} ({lines.length})
      </h3>
      <ul>
        {lines.slice(0, MOST).map(({ what, words }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two rows may have the same words, and lines never move
          <li key={index}>
            <b>{spelled(what)}</b> <bdi>{spelled(words)}</bdi>
          </li>
        ))}
      </ul>
      {lines.length > MOST && <p>and {lines.length - MOST} more</p>}
    </>
  );
}
