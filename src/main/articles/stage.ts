/**
 * The worker's half of an import: reads files of any kind into a staging file, which the core then moves into the
 * project with one transaction. A file that cannot be read is listed with its reason; the others go in.
 */
import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { v7 as uuid } from 'uuid';
import { AppError } from '../../shared/errors.ts';
import type { Article } from '../../shared/model.ts';
import type { DatasetArticle, DatasetHeader } from '../datasets/format.ts';
import { isSaysoJsonl, readJsonl } from '../datasets/jsonl-read.ts';
import type { GivenFile } from '../files.ts';
import type { Progress } from '../jobs.ts';
import { connectToRead } from '../store/connection.ts';
import { type DraftArticle, readArticle, refuseTooLarge } from './read-article.ts';

export type StageInput = { files: GivenFile[]; staging: string };
export type Staged = { work: 'stage'; staging: string; failed: { name: string; reason: string }[] };

/** One thing to move in. A plain article is a dataset article without annotations; `raw` are its original bytes. */
export type StagedItem = { name: string } & (
  | { header: DatasetHeader }
  | { article: DatasetArticle; raw: Uint8Array | null; plain: boolean }
);

/** An article row for a text that was read, new to every project. */
export function draftToArticle({ text: _, ...draft }: DraftArticle): Article {
  return { ...draft, id: uuid(), archived: false, externalId: '', tags: [], importedAt: new Date().toISOString() };
}

function plainArticle(draft: DraftArticle): DatasetArticle {
  return { article: draftToArticle(draft), text: draft.text, statuses: [], spans: [], relations: [] };
}

/** Reads files into a staging file. Throws AppError only where the staging file itself fails. */
export async function stageArticles({ files, staging }: StageInput, progress: Progress): Promise<Staged> {
  const db = new Database(staging);
  // The staging file is thrown away after a power cut, so it need not survive one.
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.exec('CREATE TABLE item (position INTEGER PRIMARY KEY, value TEXT NOT NULL, raw BLOB) STRICT');
  const insert = db.prepare('INSERT INTO item (value, raw) VALUES (?, ?)');
  const failed: Staged['failed'] = [];

  async function stageDataset({ path, name }: GivenFile) {
    for await (const item of readJsonl(path, name)) {
      const value = 'header' in item ? { name, header: item.header } : { name, article: item, plain: false };
      insert.run(JSON.stringify(value), null);
    }
  }
  function stageArticle({ path, name }: GivenFile) {
    refuseTooLarge(path, name);
    const bytes = readFileSync(path);
    insert.run(JSON.stringify({ name, article: plainArticle(readArticle(name, bytes)), plain: true }), bytes);
  }

  try {
    db.exec('BEGIN');
    for (const [index, file] of files.entries()) {
      progress(index, files.length, file.name);
      db.exec('SAVEPOINT file');
      try {
        if (isSaysoJsonl(file.path)) await stageDataset(file);
        else stageArticle(file);
      } catch (error) {
        db.exec('ROLLBACK TO file');
        failed.push({ name: file.name, reason: reasonOf(error) });
      }
      db.exec('RELEASE file');
    }
    db.exec('COMMIT');
    progress(files.length, files.length, '');
  } finally {
    db.close();
  }
  return { work: 'stage', staging, failed };
}

function reasonOf(error: unknown): string {
  if (error instanceof AppError) return error.message;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'The file is no longer there.';
  if (code === 'EACCES' || code === 'EPERM') return 'The file may not be read. Check its permissions.';
  if (code === 'EISDIR') return 'This is a folder. Add it as a folder of articles.';
  throw error;
}

/** What was staged, in order. */
export function* readStaged(staging: string): Generator<StagedItem> {
  const db = connectToRead(staging);
  try {
    const rows = db.prepare('SELECT value, raw FROM item ORDER BY position').iterate();
    for (const row of rows as IterableIterator<{ value: string; raw: Uint8Array | null }>)
      yield { ...(JSON.parse(row.value) as StagedItem), raw: row.raw } as StagedItem;
  } finally {
    db.close();
  }
}
