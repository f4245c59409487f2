/** What was saved and what was not, as it is told to people. */
import type { DamagedArticle, RecoveryReport } from '../../shared/contract/recovery.ts';
import type { Article, Table } from '../../shared/model.ts';
import { TABLE_NAMES } from '../store/tables.ts';
import type { Decided, Rowset } from './decide.ts';
import type { SurvivingLog } from './log.ts';
import type { Mended } from './mend.ts';
import type { Survey } from './survey.ts';

export type Outcome = {
  /** Rows as they were believed, before those were left out that could not stay. */
  decided: { [T in Table]: Decided<T> };
  /** Rows as they are in the new file. */
  rows: Rowset;
  mended: Mended;
  log: SurvivingLog;
  /** `device:seq` of lost edits, `?` where there may be more. */
  lost: ReadonlySet<string>;
  survey: Survey;
};

/** Articles that are listed; of more, the tables tell the number. */
const MOST_LISTED = 1000;

export function reportOf({ decided, rows, mended, log, lost, survey }: Outcome): RecoveryReport {
  const tables = TABLE_NAMES.map((table) => {
    const before = new Set<string>(decided[table].rows.keys());
    // While the log is whole it says what there was; the indexes may be damaged too.
    if (lost.size > 0) for (const id of survey.listed[table]) before.add(id);
    const saved = [...before].filter((id) => rows[table].has(id));
    const unverified = saved.filter((id) => decided[table].unverified.has(id));
    return { table, expected: before.size, saved: saved.length, unverified: unverified.length };
  });
  const kept = [...log.lastKept.values()].reduce((sum, seq) => sum + seq, 0);
  const counted = lost.size - (lost.has('?') ? 1 : 0);
  return {
    method: 'salvage',
    backups: [],
    tables,
    history: { expected: log.edits.size + counted, read: log.edits.size, kept, uncertain: lost.has('?') },
    articles: damagedArticles(rows, mended).slice(0, MOST_LISTED),
    standIns: mended.standIns,
    foreign: [],
    refused: [],
  };
}

function damagedArticles(rows: Rowset, { withoutText, withoutRaw, left }: Mended): DamagedArticle[] {
  const annotations = new Map<string, number>();
  for (const { articleId } of [...left.span, ...left.relation])
    annotations.set(articleId, (annotations.get(articleId) ?? 0) + 1);
  const tell =
    (lost: DamagedArticle['lost']) =>
    ({ id, title, source }: Article): DamagedArticle => ({
      id,
      title,
      source,
      lost,
      annotations: annotations.get(id) ?? 0,
    });
  const withLosses = [...annotations.keys()].flatMap((id) => rows.article.get(id) ?? []);
  return [
    ...withoutText.map(tell('text')),
    ...withLosses.map(tell('annotations')),
    ...withoutRaw.map(tell('original')),
  ];
}
