import { useEffect, useId, useMemo } from 'react';
import { Button } from 'react-aria-components';
import type { Id, Label } from '../../shared/model.ts';
import { keysOf } from '../commands/keys-shown.tsx';
import { LabelMark } from '../label-palette/label-mark.tsx';
import { CrossSign } from '../ui/signs.tsx';
import { Tip } from '../ui/tip.tsx';
import { labelHeadings } from './label-headings.ts';
import { Markdown } from './markdown.tsx';
import './guidelines-panel.css';

type GuidelinesPanelProps = {
  text: string;
  labels: readonly Label[];
  /** The label whose paragraph was asked for. Asked for again, it is another object. */
  asked: { labelId: Id | null };
  readOnly: boolean;
  onGoTo: (labelId: Id) => void;
  onEdit: () => void;
  onClose: () => void;
};

/** The project's guidelines beside the text, with a way from each label to its paragraph. */
export function GuidelinesPanel({ text, labels, asked, readOnly, onGoTo, onEdit, onClose }: GuidelinesPanelProps) {
  const prefix = useId();
  const isEmpty = text.trim() === '';
  const headings = useMemo(() => labelHeadings(text, labels), [text, labels]);
  const headingIds = useMemo(
    () => new Map([...headings].map(([labelId, at]) => [at, `${prefix}-${labelId}`])),
    [headings, prefix],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was asked for is gone to once, not when the text changes
  useEffect(() => {
    const at = asked.labelId === null ? undefined : headings.get(asked.labelId);
    const heading = at === undefined ? null : document.getElementById(headingIds.get(at) ?? '');
    heading?.scrollIntoView({ block: 'start' });
    heading?.focus({ preventScroll: true });
  }, [asked]);

  return (
    <section className="guidelines" aria-label="Guidelines">
      <div className="guidelines-header">
        <h2 className="guidelines-heading">Guidelines</h2>
        {!readOnly && !isEmpty && (
          <Button className="button" onPress={onEdit}>
            Edit…
          </Button>
        )}
        <Tip tip="Show the attributions again" keys={keysOf('guidelines.toggle')} placement="bottom">
          <Button className="guidelines-close" aria-label="Close the guidelines" onPress={onClose}>
            <CrossSign />
          </Button>
        </Tip>
      </div>
      {isEmpty ? (
        <Nothing readOnly={readOnly} onEdit={onEdit} />
      ) : (
        <>
          <LabelLinks labels={labels} headings={headings} onGoTo={onGoTo} />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls is scrolled with keys, too */}
          <section className="guidelines-body" aria-label="Text of the guidelines" tabIndex={0}>
            <Markdown text={text} headingIds={headingIds} />
          </section>
        </>
      )}
    </section>
  );
}

type LabelLinksProps = {
  labels: readonly Label[];
  headings: ReadonlyMap<Id, number>;
  onGoTo: (labelId: Id) => void;
};

function LabelLinks({ labels, headings, onGoTo }: LabelLinksProps) {
  const linked = labels.filter(({ id }) => headings.has(id));
  if (linked.length === 0) return null;
  return (
    <nav className="guidelines-labels" aria-label="Labels in the guidelines">
      {linked.map(({ id, name }) => (
        <Button key={id} className="guidelines-label" onPress={() => onGoTo(id)}>
          <LabelMark labelId={id} />
          {name}
        </Button>
      ))}
    </nav>
  );
}

function Nothing({ readOnly, onEdit }: { readOnly: boolean; onEdit: () => void }) {
  return (
    <div className="guidelines-nothing">
      <p>
        This project has no guidelines yet. They say what is marked and what is not, so that everyone decides alike. A
        heading with the name of a label makes its paragraph the one that is shown for it.
      </p>
      {!readOnly && (
        <Button className="button button-primary" onPress={onEdit}>
          Write guidelines…
        </Button>
      )}
    </div>
  );
}
