import { type FormEvent, useState } from 'react';
import { Button, Form } from 'react-aria-components';
import type { DatasetContents, Format } from '../../shared/contract/datasets.ts';
import type { Job } from '../../shared/contract/jobs.ts';
import type { OffsetUnit } from '../../shared/model.ts';
import { WarningSign } from '../ui/signs.tsx';
import { type Choice, ChoiceCards } from './choice-cards.tsx';
import { ExportOutcome } from './export-outcome.tsx';
import '../ui/overlays.css';
import './export-screen.css';

export type ExportChoice = { format: Format; offsets: OffsetUnit };

type ExportScreenProps = {
  /** What goes in; null until it was counted. */
  contents: DatasetContents | null;
  /** The export that was started last; other jobs are not shown. */
  job: Job | null;
  /** Why an export could not be started. */
  error: string | null;
  onExport: (choice: ExportChoice) => void;
  onCancel: () => void;
  /** Goes to articles with incomplete annotations. */
  onGoIncomplete: () => void;
};

const FORMATS: readonly Choice<Format>[] = [
  {
    id: 'jsonl',
    title: 'JSON Lines',
    text: 'Everything: texts, spans, relations, metadata. To train and evaluate models, to archive, to share.',
    example: '.jsonl',
  },
  {
    id: 'csv',
    title: 'CSV of attributions',
    text: 'One row a claim, with its speakers, conditions and cues. For spreadsheets and statistics.',
    example: '.csv',
  },
];

/** In the example, one face is a code point, two UTF-16 units, four bytes. */
const OFFSETS: readonly Choice<OffsetUnit>[] = [
  { id: 'codepoint', title: 'Code points', text: 'As Python counts. The usual choice.', example: 'starts at 2' },
  { id: 'utf16', title: 'UTF-16 units', text: 'As JavaScript, Java and C# count.', example: 'starts at 3' },
  { id: 'byte', title: 'UTF-8 bytes', text: 'As Rust, Go and C count.', example: 'starts at 5' },
];

/** The Dataset screen: what to export, and how offsets are counted. */
export function ExportScreen(props: ExportScreenProps) {
  const { contents, job, error, onExport, onCancel, onGoIncomplete } = props;
  const [format, setFormat] = useState<Format>('jsonl');
  const [offsets, setOffsets] = useState<OffsetUnit>('codepoint');
  const incomplete = contents?.incomplete ?? 0;
  const isEmpty = contents?.articles === 0;
  const running = job?.kind === 'export' && job.state === 'running';
  const start = (event: FormEvent) => {
    event.preventDefault();
    if (!running && !isEmpty) onExport({ format, offsets });
  };
  return (
    <div className="export-screen">
      <Form className="export-form" onSubmit={start}>
        <h1 className="export-title">Export a dataset</h1>
        <ChoiceCards label="Format" choices={FORMATS} chosen={format} onChoose={setFormat} columns={2} />
        <ChoiceCards
          label="Offsets are counted in"
          hint={
            <>
              For example “yes” in <q className="export-example">😀 yes</q>
            </>
          }
          choices={OFFSETS}
          chosen={offsets}
          onChoose={setOffsets}
          columns={3}
        />
        {contents && <Contents contents={contents} />}
        {incomplete > 0 && (
          <p className="export-warning">
            <WarningSign />
            <span>
              {incomplete === 1 ? 'One annotation is' : `${number.format(incomplete)} annotations are`} incomplete, and
              will be exported as {incomplete === 1 ? 'it is' : 'they are'}.{' '}
              <Button className="export-link" onPress={onGoIncomplete}>
                Show {incomplete === 1 ? 'it' : 'them'}
              </Button>
            </span>
          </p>
        )}
        <div className="export-actions">
          <Button className="button button-primary export-start" type="submit" isDisabled={running || isEmpty}>
            Export…
          </Button>
          {isEmpty && <span className="export-none">There are no articles to export yet.</span>}
        </div>
        <ExportOutcome job={job?.kind === 'export' ? job : null} error={error} onCancel={onCancel} />
      </Form>
    </div>
  );
}

const number = new Intl.NumberFormat();

function Contents({ contents }: { contents: DatasetContents }) {
  const counts = [
    [contents.articles, 'article', 'articles'],
    [contents.spans, 'span', 'spans'],
    [contents.relations, 'relation', 'relations'],
    [contents.annotators, 'annotator', 'annotators'],
  ] as const;
  return (
    <ul className="export-contents" aria-label="What goes in">
      {counts.map(([count, one, many]) => (
        <li key={one}>
          <b>{number.format(count)}</b> {count === 1 ? one : many}
        </li>
      ))}
    </ul>
  );
}
