import { useId, useMemo, useState } from 'react';
import {
  Button,
  CheckboxGroup,
  DialogTrigger,
  Label as FieldLabel,
  Input,
  Popover,
  TextField,
} from 'react-aria-components';
import type { ArticleSummary } from '../../shared/contract/articles.ts';
import type { Label, Status } from '../../shared/model.ts';
import { Name } from '../ui/name.tsx';
import { StatusSign } from '../ui/signs.tsx';
import { Tip } from '../ui/tip.tsx';
import { type ArticleFilter, conditionsOf, NO_FILTER } from './article-filter.ts';
import { Check } from './check.tsx';
import { type Facet, type Facets, facetsOf, suggestions } from './facets.ts';
import { STATUS_WORDS, STATUSES } from './status-words.ts';
import './article-conditions.css';

type FilterProps = { filter: ArticleFilter; onFilter: (filter: ArticleFilter) => void };
type ConditionsProps = FilterProps & { summaries: readonly ArticleSummary[]; labels: readonly Label[] };

/** The button that says how many conditions there are, and opens them. */
export function ConditionsButton(props: ConditionsProps) {
  const count = conditionsOf(props.filter);
  return (
    <DialogTrigger>
      <Tip tip="Show only some articles">
        <Button
          className="article-conditions"
          aria-label={count === 0 ? 'Show only some articles' : `Show only some articles: ${count} chosen`}
          data-chosen={count > 0 || undefined}
        >
          <svg className="article-conditions-sign" viewBox="0 0 14 14" aria-hidden="true">
            <path d="M1.5 3h11M3.5 7h7M5.5 11h3" />
          </svg>
          {count > 0 && <span className="article-conditions-count">{count}</span>}
        </Button>
      </Tip>
      <Popover className="popover conditions" aria-label="Show only" placement="bottom start" offset={4}>
        <Conditions {...props} />
      </Popover>
    </DialogTrigger>
  );
}

function Conditions({ filter, onFilter, summaries, labels }: ConditionsProps) {
  const facets = useMemo(() => facetsOf(summaries), [summaries]);
  const set = (change: Partial<ArticleFilter>) => onFilter({ ...filter, ...change });
  return (
    <>
      <CheckboxGroup
        className="conditions-group"
        value={[...filter.statuses]}
        onChange={(chosen) => set({ statuses: STATUSES.filter((id) => chosen.includes(id)) })}
      >
        <FieldLabel className="conditions-heading">Status</FieldLabel>
        {STATUSES.map((id) => (
          <Check key={id} value={id}>
            <StatusWords status={id} />
          </Check>
        ))}
      </CheckboxGroup>
      <LabelConditions filter={filter} onFilter={onFilter} labels={labels} />
      <div className="conditions-group">
        <Check isSelected={filter.incomplete} onChange={(incomplete) => set({ incomplete })}>
          With incomplete annotations
        </Check>
        <Check isSelected={filter.notes} onChange={(notes) => set({ notes })}>
          With a note
        </Check>
        <Check isSelected={filter.archived} onChange={(archived) => set({ archived })}>
          Archived articles
        </Check>
      </div>
      <TagConditions filter={filter} onFilter={onFilter} tags={facets.tags} />
      <Metadata filter={filter} onFilter={onFilter} facets={facets} />
      <div className="conditions-actions">
        <Button
          className="button"
          isDisabled={conditionsOf(filter) === 0}
          onPress={() => onFilter({ ...NO_FILTER, text: filter.text, sort: filter.sort })}
        >
          Clear all
        </Button>
      </div>
    </>
  );
}

const StatusWords = ({ status }: { status: Status }) => (
  <>
    <StatusSign status={status} />
    {STATUS_WORDS[status]}
  </>
);

/** For each label: spans of it, none of it, or no matter. */
function LabelConditions({ filter, onFilter, labels }: FilterProps & { labels: readonly Label[] }) {
  const set = (id: string, condition: string) => {
    const { [id]: _, ...others } = filter.labels;
    const isCondition = condition === 'some' || condition === 'none';
    onFilter({ ...filter, labels: isCondition ? { ...others, [id]: condition } : others });
  };
  return (
    <fieldset className="conditions-group">
      <legend className="conditions-heading">Labels</legend>
      {labels
        .filter(({ id, active }) => active || filter.labels[id] !== undefined)
        .map(({ id, name }) => (
          <label key={id} className="conditions-label">
            <Name>{name}</Name>
            <select
              className="conditions-select"
              value={filter.labels[id] ?? ''}
              onChange={(event) => set(id, event.target.value)}
            >
              <option value="">does not matter</option>
              <option value="some">has spans</option>
              <option value="none">has none</option>
            </select>
          </label>
        ))}
    </fieldset>
  );
}

/** Fewer tags than this need no looking for. */
const MANY_TAGS = 8;

function TagConditions({ filter, onFilter, tags }: FilterProps & { tags: readonly Facet[] }) {
  const [sought, setSought] = useState('');
  if (tags.length === 0) return null;
  const found = suggestions(tags, sought);
  const hidden = filter.tags.filter((tag) => !found.some(({ value }) => value === tag));
  return (
    <CheckboxGroup
      className="conditions-group"
      value={[...filter.tags]}
      onChange={(chosen) => onFilter({ ...filter, tags: chosen })}
    >
      <FieldLabel className="conditions-heading">Tags</FieldLabel>
      {tags.length > MANY_TAGS && (
        <TextField aria-label="Find a tag" value={sought} onChange={setSought}>
          <Input className="field-input" placeholder="Find a tag" />
        </TextField>
      )}
      <div className="conditions-tags">
        {[...hidden.map((value) => ({ value, count: 0 })), ...found].map(({ value, count }) => (
          <Check key={value} value={value}>
            <span className="conditions-tag">
              <Name>{value}</Name>
            </span>
            {count > 0 && <span className="conditions-count">{count}</span>}
          </Check>
        ))}
      </div>
    </CheckboxGroup>
  );
}

function Metadata({ filter, onFilter, facets }: FilterProps & { facets: Facets }) {
  const set = (change: Partial<ArticleFilter>) => onFilter({ ...filter, ...change });
  return (
    <div className="conditions-group conditions-fields">
      <Field label="Outlet" value={filter.outlet} facets={facets.outlets} onChange={(outlet) => set({ outlet })} />
      <Field label="Author" value={filter.author} facets={facets.authors} onChange={(author) => set({ author })} />
      <Field label="From" type="date" value={filter.from} onChange={(from) => set({ from })} />
      <Field label="To" type="date" value={filter.to} onChange={(to) => set({ to })} />
    </div>
  );
}

type FieldProps = {
  label: string;
  value: string;
  type?: 'text' | 'date';
  facets?: readonly Facet[];
  onChange: (value: string) => void;
};

function Field({ label, value, type = 'text', facets = [], onChange }: FieldProps) {
  const listId = useId();
  return (
    <TextField className="field" value={value} onChange={onChange}>
      <FieldLabel className="field-label">{label}</FieldLabel>
      <Input className="field-input" type={type} {...(facets.length > 0 ? { list: listId } : {})} />
      {facets.length > 0 && (
        <datalist id={listId}>
          {suggestions(facets, value).map((facet) => (
            <option key={facet.value} value={facet.value} />
          ))}
        </datalist>
      )}
    </TextField>
  );
}
