import { Input, Label, TextField } from 'react-aria-components';
import type { Id } from '../../shared/model.ts';
import { ChoiceField, type NamedChoice } from '../ui/choice-field.tsx';

/** What the list is narrowed down to, as its fields hold it: days as 2026-03-09, empty where they do not matter. */
export type FilterFields = { annotatorId: Id | null; articleId: Id | null; from: string; to: string };

type HistoryFilterProps = {
  fields: FilterFields;
  onFields: (fields: FilterFields) => void;
  annotators: readonly NamedChoice[];
  /** The articles that are at hand: the open one, and that of the current edit. */
  articles: readonly NamedChoice[];
};

export function HistoryFilter({ fields, onFields, annotators, articles }: HistoryFilterProps) {
  const set = (change: Partial<FilterFields>) => onFields({ ...fields, ...change });
  return (
    <div className="history-filter">
      <ChoiceField
        label="Annotator"
        all="Everyone"
        choices={annotators}
        value={fields.annotatorId}
        onChange={(annotatorId) => set({ annotatorId })}
      />
      <ChoiceField
        label="Article"
        all="All articles"
        choices={articles}
        value={fields.articleId}
        onChange={(articleId) => set({ articleId })}
      />
      <DayField label="From" value={fields.from} onChange={(from) => set({ from })} />
      <DayField label="To" value={fields.to} onChange={(to) => set({ to })} />
    </div>
  );
}

type DayFieldProps = { label: string; value: string; onChange: (day: string) => void };

function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <TextField className="field" type="date" value={value} onChange={onChange}>
      <Label className="field-label">{label}</Label>
      <Input className="field-input" />
    </TextField>
  );
}
