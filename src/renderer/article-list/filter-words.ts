import type { Label } from '../../shared/model.ts';
import type { ArticleFilter } from './article-filter.ts';
import { STATUS_WORDS } from './status-words.ts';

/** What a filter asks for besides its text, a few words each. */
export function filterWords(filter: ArticleFilter, labels: readonly Label[]): string[] {
  const { statuses, incomplete, notes, tags, outlet, author, from, to, archived } = filter;
  const nameOf = (id: string) => (labels.find((label) => label.id === id)?.name ?? id).toLowerCase();
  return [
    ...statuses.map((status) => STATUS_WORDS[status]),
    ...Object.entries(filter.labels).map(
      ([id, condition]) => `${condition === 'some' ? 'with' : 'without'} ${nameOf(id)}`,
    ),
    ...(incomplete ? ['incomplete'] : []),
    ...(notes ? ['with a note'] : []),
    ...tags.map((tag) => `tagged ${tag}`),
    ...(outlet ? [`outlet ${outlet}`] : []),
    ...(author ? [`author ${author}`] : []),
    ...(from ? [`from ${from}`] : []),
    ...(to ? [`to ${to}`] : []),
    ...(archived ? ['archived'] : []),
  ];
}
