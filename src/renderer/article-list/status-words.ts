import type { Status } from '../../shared/model.ts';

/** What each status is called in a sentence, in the order of work. */
export const STATUS_WORDS: Record<Status, string> = {
  'to-do': 'to do',
  'in-progress': 'in progress',
  done: 'done',
  'not-relevant': 'not relevant',
};

export const STATUSES = Object.keys(STATUS_WORDS) as readonly Status[];
