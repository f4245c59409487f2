/** The filter of each project as text, to be remembered, and back again whatever an earlier Sayso wrote there. */
import type { Status } from '../../shared/model.ts';
import { type ArticleFilter, type LabelCondition, NO_FILTER, SORTS } from './article-filter.ts';
import { STATUSES } from './status-words.ts';

/** Where a project's filter is remembered. */
export const filterKey = (projectId: string): string => `sayso.filter.${projectId}`;

export const filterAsText = (filter: ArticleFilter): string => JSON.stringify(filter);

/** What is missing or not as it should be does not narrow the list. */
export function filterFromText(text: string | null): ArticleFilter {
  const kept = parsed(text);
  return {
    text: string(kept.text),
    statuses: strings(kept.statuses).filter((id): id is Status => (STATUSES as readonly string[]).includes(id)),
    labels: labels(kept.labels),
    incomplete: kept.incomplete === true,
    notes: kept.notes === true,
    tags: strings(kept.tags),
    outlet: string(kept.outlet),
    author: string(kept.author),
    from: string(kept.from),
    to: string(kept.to),
    archived: kept.archived === true,
    sort: SORTS.find(({ id }) => id === kept.sort)?.id ?? NO_FILTER.sort,
  };
}

type Loose = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null;
const string = (value: unknown): string => (typeof value === 'string' ? value : '');
const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

function labels(value: unknown): ArticleFilter['labels'] {
  const isCondition = (entry: [string, unknown]): entry is [string, LabelCondition] =>
    entry[1] === 'some' || entry[1] === 'none';
  return isObject(value) ? Object.fromEntries(Object.entries(value).filter(isCondition)) : {};
}

function parsed(text: string | null): Loose {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
