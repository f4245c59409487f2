/** Real projects for the tests of datasets. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ExportSettings } from '../../shared/contract/datasets.ts';
import type { Rows } from '../../shared/model.ts';
import { countWords } from '../../shared/text.ts';
import { DEFAULT_ATTRIBUTES, DEFAULT_LABELS, DEFAULT_RELATION_TYPES } from '../labels/default-labels.ts';
import type { Writer } from '../store/history.ts';
import { createProjectFile, type ProjectFile } from '../store/project-file.ts';
import { exportDataset } from './export.ts';
import type { DatasetArticle, DatasetHeader } from './format.ts';
import { readJsonl } from './jsonl-read.ts';
import { moveInArticle, moveInHeader } from './move-in.ts';

export const TIME = '2026-03-09T22:16:08.728Z';
const AUTHOR = { annotator: 'tester', device: 'device' };

/** A folder that is gone after the test. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sayso-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const edit = <T>(project: ProjectFile, command: (writer: Writer) => T): T =>
  project.edit(AUTHOR, 'Test', command);

/** A new project with the default labels, closed after the test. */
export function newProject(folder: string, name = 'project.sayso'): ProjectFile {
  const project = createProjectFile(join(folder, name), () => {});
  onTestFinished(() => project.close());
  edit(project, (writer) => {
    writer.put('project', {
      id: 'project',
      name,
      guidelines: '',
      settings: { nesting: 'allowed', splitQuotes: 'one-claim', snapping: 'words' },
      createdAt: TIME,
    });
    writer.put('annotator', { id: 'tester', name: 'Tester' });
    for (const label of DEFAULT_LABELS) writer.put('label', label);
    for (const type of DEFAULT_RELATION_TYPES) writer.put('relation_type', type);
    for (const attribute of DEFAULT_ATTRIBUTES) writer.put('attribute', attribute);
  });
  return project;
}

/** Puts a dataset into an empty project, as an import does. */
export function fill(project: ProjectFile, header: DatasetHeader, articles: DatasetArticle[]): void {
  edit(project, (writer) => {
    moveInHeader(writer, header, { emptyProject: true, db: project.db });
    for (const item of articles) moveInArticle(writer, item);
  });
}

/** Reads Sayso's JSON Lines into an empty project. */
export async function importJsonl(project: ProjectFile, path: string): Promise<void> {
  const items = await Array.fromAsync(readJsonl(path));
  edit(project, (writer) => {
    for (const item of items)
      if ('header' in item) moveInHeader(writer, item.header, { emptyProject: true, db: project.db });
      else moveInArticle(writer, item);
  });
}

/** Exports a project as its worker does. */
export async function exportTo(
  project: ProjectFile,
  destination: string,
  { format = 'jsonl', offsets = 'codepoint', ...settings }: Partial<ExportSettings> = {},
) {
  const snapshot = `${destination}.snapshot`;
  await project.snapshot(snapshot);
  try {
    const input = { snapshot, destination, version: '0.0.0', settings: { format, offsets, ...settings } };
    return (await exportDataset(input, () => {})).report;
  } finally {
    rmSync(snapshot);
  }
}

export const article = (text: string, details: Partial<Rows['article']> & { id: string }): Rows['article'] => {
  const textHash = createHash('sha256').update(text).digest('hex');
  return {
    title: '',
    author: '',
    date: '',
    outlet: '',
    url: '',
    source: '',
    encoding: 'utf-8',
    textHash,
    rawHash: textHash,
    size: text.length,
    words: countWords(text),
    replaced: 0,
    archived: false,
    importedAt: TIME,
    externalId: '',
    tags: [],
    ...details,
  };
};

/** A span over the first places in the text where its quotes stand, each after the one before. */
export function spanOver(
  text: string,
  quotes: string[],
  details: Partial<Rows['span']> & { id: string; articleId: string; annotatorId: string; label: string },
): Rows['span'] {
  let from = 0;
  const fragments = quotes.map((quote) => {
    const start = text.indexOf(quote, from);
    if (start < 0) throw new Error(`${quote} is not in the text`);
    from = start + quote.length;
    return { start, end: from };
  });
  return {
    fragments,
    quotes,
    attributes: {},
    entityId: null,
    note: '',
    origin: 'manual',
    createdAt: TIME,
    updatedAt: TIME,
    ...details,
  };
}
