import { spelled } from '../ui/hidden-signs.ts';
import { Name } from '../ui/name.tsx';
import type { DatasetPreview } from './questions.ts';

const number = new Intl.NumberFormat();
const counted = (count: number, noun: string) => `${number.format(count)} ${noun}${count === 1 ? '' : 's'}`;

/** What of a dataset is not right and would be left out, before the rest goes in. */
export function DatasetQuestion({ articles, spans, rejected, reasons, isWhole }: DatasetPreview) {
  return (
    <>
      <p className="import-hint">
        {isWhole ? '' : 'In the first part of this dataset: '}
        {counted(rejected, 'part')} {rejected === 1 ? 'is' : 'are'} not right and will be left out.{' '}
        {counted(articles, 'article')} with {counted(spans, 'span')} will be added.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must be able to reach it */}
      <ul className="import-rejected" aria-label="Left out" tabIndex={0}>
        {reasons.map(({ name, reason }) => (
          <li key={`${name} ${reason}`}>
            <Name>{name}</Name>: {spelled(reason)}
          </li>
        ))}
        {rejected > reasons.length && <li>and {number.format(rejected - reasons.length)} more</li>}
      </ul>
    </>
  );
}
