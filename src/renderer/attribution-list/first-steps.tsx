import type { Label } from '../../shared/model.ts';

type FirstStepsProps = { labels: readonly Label[]; relateKey: string | undefined; readOnly: boolean };

/** Where there is no attribution yet: how the first is made. */
export function FirstSteps({ labels, relateKey, readOnly }: FirstStepsProps) {
  if (readOnly) return <p className="attribution-none">Nothing is annotated here.</p>;
  const key = (id: string) => <kbd className="kbd">{labels.find((label) => label.id === id)?.key}</kbd>;
  return (
    <div className="attribution-none">
      <p className="attribution-none-title">The first attribution</p>
      <ol className="attribution-steps">
        <li>
          <span>Select what is claimed and press {key('claim')}</span>
        </li>
        <li>
          <span>Select who says it and press {key('speaker')}</span>
        </li>
        <li>
          <span>
            Press <kbd className="kbd">{relateKey}</kbd> to relate the two
          </span>
        </li>
      </ol>
      <p>A condition, {key('condition')}, is related in the same way.</p>
    </div>
  );
}
