import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { Preview, ReadAs, TableColumns } from '../../shared/contract/articles.ts';
import { EncodingQuestion } from './encoding-question.tsx';
import { type TablePreview, withColumn } from './questions.ts';

const FIELDS = [
  { id: 'text', label: 'Text' },
  { id: 'title', label: 'Title' },
  { id: 'author', label: 'Author' },
  { id: 'date', label: 'Date' },
  { id: 'outlet', label: 'Outlet' },
  { id: 'url', label: 'Address' },
  { id: 'id', label: 'Id' },
  { id: 'tags', label: 'Tags' },
] as const satisfies { id: keyof TableColumns; label: string }[];

const number = new Intl.NumberFormat();

type TableQuestionProps = {
  table: TablePreview;
  answer: ReadAs;
  /** The table as another encoding would have it. */
  preview: (encoding: string) => Promise<Preview>;
  onAnswer: (answer: ReadAs) => void;
};

/** Which column of a table holds what, beside what that makes of its first rows. */
export function TableQuestion({ table, answer, preview, onAnswer }: TableQuestionProps) {
  const [shown, setShown] = useState(table);

  async function choose(encoding: string): Promise<void> {
    onAnswer({ ...answer, encoding });
    const reread = await preview(encoding).catch(() => null);
    if (reread?.kind !== 'table') return;
    setShown(reread);
    // The names of the columns may read differently now.
    const { columns } = answer;
    const isThere = Object.values(columns ?? {}).every(
      (column) => column === undefined || reread.columns.includes(column),
    );
    const { text, ...others } = reread.guess;
    const guess = text === undefined ? {} : { columns: { text, ...others } };
    onAnswer({ encoding, ...(columns && isThere ? { columns } : guess) });
  }
  function setColumn(field: keyof TableColumns, column: string): void {
    const { columns, ...rest } = answer;
    const changed = withColumn(columns, field, column);
    onAnswer({ ...rest, ...(changed ? { columns: changed } : {}) });
  }

  return (
    <>
      {table.encodings.length > 1 && (
        <EncodingQuestion encodings={table.encodings} chosen={answer.encoding} onChoose={(name) => void choose(name)} />
      )}
      <div className="import-table">
        <fieldset className="import-columns">
          <legend className="import-hint">
            A table of about {number.format(table.rows)} {table.rows === 1 ? 'row' : 'rows'}, one article a row
          </legend>
          {FIELDS.map(({ id, label }) => (
            <label key={id} className="import-column">
              {label}
              <select
                className="import-select"
                value={answer.columns?.[id] ?? ''}
                onChange={(event) => setColumn(id, event.target.value)}
              >
                <option value="">{id === 'text' ? 'Choose a column' : 'no column'}</option>
                {shown.columns.map((column) => (
                  <option key={column} value={column}>
                    {column}
                  </option>
                ))}
              </select>
            </label>
          ))}
        </fieldset>
        <RowPreview table={shown} columns={answer.columns} />
      </div>
    </>
  );
}

/** One row as the article that it would be. */
function RowPreview({ table, columns }: { table: TablePreview; columns: TableColumns | undefined }) {
  const [at, setAt] = useState(0);
  const row = table.sample[at];
  const cell = (column: string | undefined) =>
    column === undefined ? '' : (row?.[table.columns.indexOf(column)] ?? '');
  const facts = (['outlet', 'author', 'date', 'id', 'tags', 'url'] as const).map((field) => cell(columns?.[field]));
  if (!row) return <p className="import-hint">None of the first rows can be read.</p>;
  return (
    <div className="import-row">
      <div className="import-pager">
        <Button className="button" aria-label="Previous row" isDisabled={at === 0} onPress={() => setAt(at - 1)}>
          ‹
        </Button>
        <span className="import-hint" aria-live="polite">
          Article {at + 1} of the first {table.sample.length}
        </span>
        <Button
          className="button"
          aria-label="Next row"
          isDisabled={at + 1 >= table.sample.length}
          onPress={() => setAt(at + 1)}
        >
          ›
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must be able to reach it */}
      <section className="import-article" dir="auto" tabIndex={0} aria-label="Preview">
        <b className="import-title">{cell(columns?.title)}</b>
        <span className="import-hint">{facts.filter((fact) => fact !== '').join(' · ')}</span>
        <p className="import-text">
          {cell(columns?.text) ||
            (columns ? 'There is no text in this row.' : 'Choose the column that holds the text.')}
        </p>
      </section>
    </div>
  );
}
