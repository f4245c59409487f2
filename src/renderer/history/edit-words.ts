/** Edits and changes of rows in words. Pure. */
import type { LoggedEdit } from '../../shared/contract/history.ts';
import type { Label, RelationType, RowChange, Span, Status } from '../../shared/model.ts';
import { STATUS_WORDS } from '../article-list/status-words.ts';

const PREFIXES: Record<LoggedEdit['kind'], string> = { done: '', undo: 'Undone: ', redo: 'Done again: ' };

export const titleOf = ({ kind, title }: Pick<LoggedEdit, 'kind' | 'title'>): string => PREFIXES[kind] + title;

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** A time of the log as it is here. */
export const timeOf = ({ at }: Pick<LoggedEdit, 'at'>): string => time.format(new Date(at));

/** A day of a date field (2026-03-09) as the moment at which it begins here, in UTC; `days` later. */
export function startOfDay(day: string, days = 0): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + days).toISOString();
}

export type ChangeLine = { sign: '+' | '−' | '~'; what: string; words: string };

export type Names = {
  labels: readonly Label[];
  relationTypes: readonly RelationType[];
  spans: ReadonlyMap<string, Span>;
};

/** What going from one state of a layer to another does, one line a row. `names.spans` holds the spans of both. */
export function linesOf(changes: readonly RowChange[], names: Names): ChangeLine[] {
  return changes.flatMap((change): ChangeLine | [] => {
    const sign = change.before === null ? '+' : change.after === null ? '−' : '~';
    switch (change.table) {
      case 'span':
        return { sign, ...spanWords(change.before, change.after, names) };
      case 'relation': {
        const row = change.after ?? change.before;
        const quote = (id: string | undefined) => quotesOf(names.spans.get(id ?? ''));
        const name = names.relationTypes.find(({ id }) => id === row?.type)?.name ?? row?.type ?? '';
        return { sign, what: `relation ${name}`, words: `${quote(row?.source)} → ${quote(row?.target)}` };
      }
      case 'status':
        return { sign: '~', what: 'status', words: `${statusOf(change.before)} → ${statusOf(change.after)}` };
      default:
        return [];
    }
  });
}

const statusOf = (row: { status: Status } | null): string => STATUS_WORDS[row?.status ?? 'to-do'];
const quotesOf = (span: Span | null | undefined): string => span?.quotes.join(' … ') ?? '';

function spanWords(before: Span | null, after: Span | null, { labels }: Names): Omit<ChangeLine, 'sign'> {
  const nameOf = (span: Span | null) =>
    labels.find(({ id }) => id === span?.label)?.name.toLowerCase() ?? span?.label ?? '';
  if (!before || !after) return { what: nameOf(after ?? before), words: quotesOf(after ?? before) };
  const relabelled = before.label !== after.label;
  const moved = quotesOf(before) !== quotesOf(after) || !sameJson(before.fragments, after.fragments);
  const others = [
    moved && 'extent',
    before.note !== after.note && 'note',
    !sameJson(before.attributes, after.attributes) && 'attributes',
  ].filter((word) => word !== false);
  const what = relabelled ? `${nameOf(before)} → ${nameOf(after)}` : nameOf(after);
  const words = moved ? `${quotesOf(before)} → ${quotesOf(after)}` : quotesOf(after);
  return { what: others.length > 0 ? `${what} (${others.join(', ')})` : what, words };
}

const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
