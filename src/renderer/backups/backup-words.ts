/** Backups in words. */
import type { BackupEntry, BackupReason } from '../../shared/contract/backups.ts';
import { spelled } from '../ui/hidden-signs.ts';

export const WHY: Record<BackupReason, string> = {
  open: 'when it was opened',
  interval: 'after half an hour of changes',
  asked: 'asked for',
  migration: 'before a new version of the file',
  import: 'before articles or labels were added',
  deletion: 'before a part of the labels was removed',
  restore: 'before a restore',
  close: 'when it was closed',
};

const dateAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

export const whenMade = (at: string): string => dateAndTime.format(new Date(at));

/** The time where it was today, else the day. */
export function whenLast(at: string, now: Date): string {
  const made = new Date(at);
  return made.toDateString() === now.toDateString() ? time.format(made) : date.format(made);
}

const number = new Intl.NumberFormat();
const counted = (count: number, one: string): string => `${number.format(count)} ${one}${count === 1 ? '' : 's'}`;

/** Bytes in the unit that gives at most three digits before the point. */
export function sizeInWords(bytes: number): string {
  const units = ['kB', 'MB', 'GB', 'TB'];
  let size = Math.max(bytes, 1000) / 1000;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${size.toLocaleString(undefined, { maximumFractionDigits: size < 10 && unit > 0 ? 1 : 0 })} ${units[unit]}`;
}

export const holdings = ({ articles, spans }: Pick<BackupEntry, 'articles' | 'spans'>): string =>
  `${counted(articles, 'article')}, ${counted(spans, 'span')}`;

/** What was done in the project after the backup, and what only the backup has. */
export function changesInWords({ since, ahead }: Pick<BackupEntry, 'since' | 'ahead'>): string {
  const parts: string[] = [];
  if (since && since.edits > 0) {
    const where =
      since.articles === null
        ? ' in many articles'
        : since.articles > 0
          ? ` in ${counted(since.articles, 'article')}`
          : '';
    const what = since.spans ? `, ${counted(since.spans, 'span')}` : '';
    parts.push(`${counted(since.edits, 'edit')}${where}${what}, by ${spelled(since.by.join(', '))}`);
  }
  if (ahead > 0) parts.push(`${counted(ahead, 'edit')} in it that the project does not have`);
  if (parts.length > 0) return parts.join('; ');
  return since ? 'nothing' : 'not known: the project is not open';
}
