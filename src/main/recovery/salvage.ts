/**
 * Saves what a damaged project still holds into a new project file. Edits and texts are believed by their own hashes,
 * wherever they lie; backups of the project fill what is missing; rows come from the log, and from their tables where
 * edits are lost.
 */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import type { RecoveryReport } from '../../shared/contract/recovery.ts';
import { AppError } from '../../shared/errors.ts';
import type { Article, Table } from '../../shared/model.ts';
import { readArticle } from '../articles/read-article.ts';
import type { Progress } from '../jobs.ts';
import { createProjectFile } from '../store/project-file.ts';
import { TABLE_NAMES } from '../store/tables.ts';
import { type Decided, decide, type Rowset } from './decide.ts';
import { createHolding, type Holding } from './holding.ts';
import { readLog, type SurvivingLog } from './log.ts';
import { mend, type Texts } from './mend.ts';
import { reportOf } from './report.ts';
import { type Survey, surveyFile } from './survey.ts';
import { writeProject } from './write-project.ts';

export type SalvageInput = {
  /** A copy of the damaged file that nobody writes and SQLite has not open. */
  path: string;
  /** The new file; there is none of that name. */
  out: string;
  /** What the project is called where its own name is lost. */
  name: string;
  /** Backups of the project, by its id where that is known, the newest first. */
  backups(projectId: string | null): readonly string[];
};

/** Backups that are asked for what is missing; older ones hold little that these do not. */
const MOST_BACKUPS = 5;

/** Makes `out`. Throws AppError 'damaged-file' where nothing of a project was found; `out` is to be removed then. */
export function salvage(input: SalvageInput, progress: Progress): RecoveryReport {
  const file = createProjectFile(input.out, () => {});
  try {
    const { db } = file;
    const holding = createHolding(db);
    const survey = db.transaction(() =>
      surveyFile(input.path, holding, (done, total) => progress(done, total, 'Reading the file')),
    )();
    const { log, used } = fillFromBackups(input, { db, holding, survey }, progress);
    progress(0, 0, 'Putting together what was found');
    return { ...assemble({ db, holding, survey, log, name: input.name }), backups: used };
  } finally {
    file.close();
  }
}

type Findings = Place & { log: SurvivingLog; name: string };

/** Makes a whole project out of what was found. Throws AppError 'damaged-file' where that is nothing. */
export function assemble({ db, holding, survey, log, name }: Findings): RecoveryReport {
  const lost = lostEdits(log, survey);
  const decided = Object.fromEntries(
    TABLE_NAMES.map((table) => [table, decideTable(table, log, survey, lost.size > 0)]),
  ) as unknown as { [T in Table]: Decided<T> };
  const rows = Object.fromEntries(
    TABLE_NAMES.map((table) => [table, new Map<string, unknown>(decided[table].rows)]),
  ) as unknown as Rowset;
  if (rows.article.size === 0 && rows.project.size === 0)
    throw new AppError(
      'damaged-file',
      `Nothing of a Sayso project was found in ${name}. Open a copy or a backup of it.`,
    );
  const mended = mend(rows, textsIn(holding), (id) => log.rows.span.get(id), name);
  writeProject(db, log, rows);
  return reportOf({ decided, rows, mended, log, lost, survey });
}

const decideTable = <T extends Table>(table: T, log: SurvivingLog, survey: Survey, lost: boolean): Decided<T> =>
  decide<T>({
    logged: log.rows[table],
    found: survey.rows[table],
    lost,
    whole: survey.wholeTables.has(table),
  });

/** `device:seq` of edits that were there and are not any more; one without a number where that cannot be known. */
function lostEdits({ edits, gaps }: SurvivingLog, { listed, wholeTables, wholeIndexes }: Survey): Set<string> {
  if (wholeTables.has('edit') && edits.size > 0) return gaps;
  const lost = new Set([...gaps, ...[...listed.edit].filter((key) => !edits.has(key))]);
  // Neither the log nor the index of its keys is whole: there may have been more.
  if (!wholeIndexes.has('edit') || edits.size === 0) lost.add('?');
  return lost;
}

type Place = { db: BetterSqlite3.Database; holding: Holding; survey: Survey };

/** Reads the log, and the backups for as long as something is missing from it, or from the texts. */
function fillFromBackups(
  { backups, path }: SalvageInput,
  { db, holding, survey }: Place,
  progress: Progress,
): { log: SurvivingLog; used: string[] } {
  const sizes = db.prepare('SELECT (SELECT count(*) FROM edit), (SELECT count(*) FROM content)').raw();
  const size = () => (sizes.get() as number[]).reduce((sum, n) => sum + n, 0);
  const used: string[] = [];
  let log = readLog(db);
  const [projectId = null] = [...survey.rows.project.keys(), ...log.rows.project.keys()];
  const isWhole = () =>
    lostEdits(log, survey).size === 0 &&
    [...log.rows.article.values()].every(
      (article) => !article || [article.textHash, article.rawHash].every(holding.hasContent),
    );
  const candidates = isWhole() ? [] : backups(projectId).slice(0, MOST_BACKUPS);
  for (const backup of candidates) {
    if (backup === path || isWhole()) continue;
    progress(0, 0, 'Reading the backups');
    const before = size();
    if (!holding.ifOfOneLine(() => surveyFile(backup, holding, () => {})) || size() === before) continue;
    used.push(basename(backup));
    log = readLog(db);
  }
  return { log, used };
}

/** The texts that were saved. A lost one is read anew from its original where that gives the very same. */
function textsIn(holding: Holding): Texts {
  let last = { hash: '', text: null as string | null };
  function read(article: Article): string | null {
    const bytes = holding.bytes(article.textHash) ?? anew(article);
    return bytes === null ? null : bytes.toString('utf8');
  }
  function anew({ source, encoding, textHash, rawHash }: Article): Buffer | null {
    const raw = holding.bytes(rawHash);
    if (!raw) return null;
    try {
      const bytes = Buffer.from(readArticle(source, raw, { encoding, large: true }).text, 'utf8');
      if (createHash('sha256').update(bytes).digest('hex') !== textHash) return null;
      holding.content(textHash, bytes);
      return bytes;
    } catch (error) {
      if (error instanceof AppError || error instanceof RangeError) return null;
      throw error;
    }
  }
  return {
    text(article) {
      if (last.hash !== article.textHash) last = { hash: article.textHash, text: read(article) };
      return last.text;
    },
    hasRaw: ({ rawHash }) => holding.hasContent(rawHash),
  };
}
