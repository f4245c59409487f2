/** What a recovery saved, in words: the same in the window and on the command line. */
import type { DamagedArticle, RecoveryReport } from './contract/recovery.ts';

const NOUNS: Record<string, [one: string, many: string]> = {
  article: ['article', 'articles'],
  span: ['span', 'spans'],
  relation: ['relation', 'relations'],
  status: ['status', 'statuses'],
  label: ['label', 'labels'],
  relation_type: ['relation type', 'relation types'],
  attribute: ['attribute', 'attributes'],
  annotator: ['annotator', 'annotators'],
  entity: ['entity', 'entities'],
  project: ['project', 'projects'],
  edit: ['edit', 'edits'],
  content: ['text or original', 'texts or originals'],
};

/** What the rows of a table are called. */
export const nounOf = (table: string, count: number): string => NOUNS[table]?.[count === 1 ? 0 : 1] ?? table;

const counted = (count: number, table: string): string => `${count} ${nounOf(table, count)}`;

/** What became of the whole. */
export function recoverySummary(report: RecoveryReport): string {
  if (report.method === 'sound') return 'Nothing in it is damaged, so no new file was made.';
  if (report.method === 'indexes') return 'Only indexes were damaged. They were built anew; nothing was lost.';
  const lost = report.tables.filter(({ expected, saved }) => saved < expected);
  if (lost.length === 0) return 'Every article and annotation was saved.';
  return `Not all could be saved: ${lost.map(({ expected, saved, table }) => `${saved} of ${counted(expected, table)}`).join(', ')}.`;
}

/** What else there is to know, one sentence or two a line. */
export function recoveryRemarks(report: RecoveryReport): string[] {
  const { backups, history, tables, standIns, foreign, refused } = report;
  const unverified = tables.filter((table) => table.unverified > 0);
  return [
    ...(foreign.length > 0 ? [`Left out, since Sayso did not make it: ${shortened(foreign)}.`] : []),
    ...(refused.length > 0
      ? [`Left out, since Sayso does not write it so: ${refused.map((t) => counted(t.count, t.table)).join(', ')}.`]
      : []),
    ...(backups.length > 0 ? ['Backups gave what the file had lost.'] : []),
    ...historyRemarks(history),
    ...(unverified.length > 0
      ? [
          `Not verified, since their edits were lost: ${unverified.map((t) => counted(t.unverified, t.table)).join(', ')}. ` +
            'Quotes of spans were compared with their texts.',
        ]
      : []),
    ...(standIns.length > 0 ? [`Lost, and replaced by stand-ins: ${shortened(standIns)}.`] : []),
  ];
}

const MOST_NAMED = 10;
const shortened = (names: string[]): string =>
  names.slice(0, MOST_NAMED).join(', ') + (names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '');

function historyRemarks({ expected, read, kept, uncertain }: RecoveryReport['history']): string[] {
  const lost = expected - read;
  if (lost === 0 && kept === read && !uncertain) return [];
  return [
    `${kept} of ${expected} edits of the history were kept${uncertain ? '; whether there were more cannot be told' : ''}. Undo goes back over those.`,
    ...(read > kept ? ['What the edits after a lost one did was saved, as one edit of its own.'] : []),
    ...(lost > 0 || uncertain ? ['What lost edits changed or removed may be as it was before them.'] : []),
  ];
}

/** What an article lost, as the end of a sentence that begins with its title. */
export function articleLoss({ lost, annotations, source }: DamagedArticle): string {
  if (lost === 'original') return 'its original bytes were lost; the text is whole';
  const count = annotations === 1 ? 'one annotation' : `${annotations} annotations`;
  if (lost === 'annotations') return `${count} of it could not be saved`;
  const again = source === '' ? '' : `; add ${source} again to have it`;
  return `its text was lost${annotations > 0 ? `, and ${count} with it` : ''}${again}`;
}
