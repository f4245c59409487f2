import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Format } from '../../shared/contract/datasets.ts';
import { OFFSET_UNITS } from '../../shared/model.ts';
import { exportDataset, partialPath } from './export.ts';
import { ARTICLES, HEADER } from './golden/example.fixture.ts';
import { article, edit, exportTo, fill, importJsonl, newProject, TIME, tempFolder } from './project.fixture.ts';

const golden = (name: string) => readFileSync(join(dirname(fileURLToPath(import.meta.url)), 'golden', name));

function exampleProject(folder: string) {
  const project = newProject(folder);
  fill(project, HEADER, ARTICLES);
  return project;
}

describe('golden files', () => {
  test.each([
    ['jsonl', 'codepoint', 'example.jsonl', { articles: 2, spans: 17, relations: 8 }],
    ['jsonl', 'utf16', 'example.utf16.jsonl', { articles: 2, spans: 17, relations: 8 }],
    ['jsonl', 'byte', 'example.byte.jsonl', { articles: 2, spans: 17, relations: 8 }],
    ['csv', 'codepoint', 'example.csv', { articles: 2, spans: 17, relations: 8 }],
  ] as const)('%s in %s is %s to the byte', async (format, offsets, name, counts) => {
    const folder = tempFolder();
    const path = join(folder, name);
    const report = await exportTo(exampleProject(folder), path, { format, offsets });
    expect(readFileSync(path).toString('latin1')).toBe(golden(name).toString('latin1'));
    expect(report).toMatchObject({ name, ...counts, bytes: golden(name).length, files: 1 });
  });

  test('a project of another kind takes the golden file over, byte for byte', async () => {
    const folder = tempFolder();
    const project = newProject(folder);
    edit(project, (writer) => {
      writer.put('entity', { id: 'stray', name: 'Stray', note: '' });
      writer.put('label', {
        id: 'own',
        name: 'Own',
        colour: '#000000',
        key: '9',
        description: '',
        active: true,
        position: 9,
      });
    });
    for (const offsets of OFFSET_UNITS) {
      const name = offsets === 'codepoint' ? 'example.jsonl' : `example.${offsets}.jsonl`;
      const source = join(folder, name);
      writeFileSync(source, golden(name));
      const fresh = offsets === 'codepoint' ? project : newProject(folder, `${offsets}.sayso`);
      await importJsonl(fresh, source);
      const again = join(folder, `again-${name}`);
      await exportTo(fresh, again, { offsets });
      expect(readFileSync(again).equals(golden(name))).toBe(true);
    }
  });
});

const FORMATS: Format[] = ['jsonl', 'csv'];

describe.each(FORMATS)('%s', (format) => {
  test('an empty project gives a header and nothing else', async () => {
    const folder = tempFolder();
    const path = join(folder, 'empty');
    expect(await exportTo(newProject(folder), path, { format })).toMatchObject({ articles: 0, spans: 0 });
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(2);
  });

  test('a span that does not fit its text stops the export and leaves what was there', async () => {
    const folder = tempFolder();
    const project = exampleProject(folder);
    edit(project, (writer) => {
      const span = writer.get('span', 'a-claim-2');
      if (span) writer.put('span', { ...span, quotes: ['“Not yet,”', '“but soon,”'] });
    });
    const path = join(folder, 'out');
    writeFileSync(path, 'what was there');
    await expect(exportTo(project, path, { format })).rejects.toMatchObject({
      code: 'damaged-file',
      message: expect.stringMatching(/“Ferry "waits"”, span a-claim-2: its quote is "“but soon,”", but/),
    });
    expect(readFileSync(path, 'utf8')).toBe('what was there');
    expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });

  test('an offset inside a character stops the export', async () => {
    const folder = tempFolder();
    const project = exampleProject(folder);
    edit(project, (writer) => {
      const span = writer.get('span', 'b-claim-1');
      if (span) writer.put('span', { ...span, fragments: [{ start: 0, end: 11 }], quotes: ['The ferry \ud83d'] });
    });
    await expect(exportTo(project, join(folder, 'out'), { format })).rejects.toMatchObject({
      code: 'damaged-file',
      message: expect.stringContaining('span b-claim-1'),
    });
  });

  test('goes on beside an export to the same place, and replaces what was there', async () => {
    const folder = tempFolder();
    const project = exampleProject(folder);
    const destination = join(folder, 'out');
    writeFileSync(destination, 'older');
    const snapshots = ['one', 'two'].map((name) => join(folder, name));
    for (const snapshot of snapshots) await project.snapshot(snapshot);
    await Promise.all(
      snapshots.map((snapshot) =>
        exportDataset({ snapshot, destination, version: '0', settings: { format, offsets: 'codepoint' } }, () => {}),
      ),
    );
    expect(readFileSync(destination).equals(golden(`example.${format}`))).toBe(true);
  });
});

test('tells how far it is, never more than there is', async () => {
  const folder = tempFolder();
  const project = exampleProject(folder);
  const snapshot = join(folder, 'snapshot');
  await project.snapshot(snapshot);
  const told: [number, number][] = [];
  const settings = { format: 'csv', offsets: 'byte' } as const;
  const input = { snapshot, destination: join(folder, 'out.csv'), version: '0', settings };
  await exportDataset(input, (done, total) => told.push([done, total]));
  const done = told.map(([articles]) => articles);
  expect(done).toEqual(done.toSorted((a, b) => a - b));
  expect([done[0], done.at(-1)]).toEqual([0, 2]);
  expect(told.every(([, total]) => total === 2)).toBe(true);
});

test('an article whose text is not in the project file is named', async () => {
  const folder = tempFolder();
  const project = newProject(folder);
  const text = 'Some text.';
  edit(project, (writer) => {
    const row = article(text, { id: 'lost', title: 'Lost' });
    writer.keep(row.textHash, Buffer.from([0xff]));
    writer.put('article', row);
  });
  await expect(exportTo(project, join(folder, 'out'))).rejects.toMatchObject({
    code: 'damaged-file',
    message: expect.stringContaining('“Lost”'),
  });
});

test('a text that was changed under its hash is found out', async () => {
  const folder = tempFolder();
  const project = newProject(folder);
  edit(project, (writer) => {
    const row = article('Some text.', { id: 'changed', title: 'Changed' });
    writer.keep(row.textHash, Buffer.from('Some other text.'));
    writer.put('article', row);
  });
  await expect(exportTo(project, join(folder, 'out'))).rejects.toMatchObject({
    code: 'damaged-file',
    message: expect.stringContaining('“Changed”'),
  });
});

test('a log that was changed stops the export, and is named', async () => {
  const folder = tempFolder();
  const project = exampleProject(folder);
  project.db.exec("UPDATE edit SET title = 'Other' WHERE seq = 1");
  await expect(exportTo(project, join(folder, 'out'))).rejects.toMatchObject({
    code: 'damaged-file',
    message: expect.stringMatching(/log of edits is damaged: edit 1 of .*“Other”/),
  });
  expect(readdirSync(folder)).not.toContain('out');
});

describe('a destination that cannot be written', () => {
  test('a folder that is not there', async () => {
    const folder = tempFolder();
    const project = exampleProject(folder);
    const snapshot = join(folder, 'snapshot');
    await project.snapshot(snapshot);
    const settings = { format: 'csv', offsets: 'byte' } as const;
    const input = { snapshot, destination: join(folder, 'no', 'out.csv'), version: '0', settings };
    await expect(exportDataset(input, () => {})).rejects.toMatchObject({
      code: 'disk',
      message: expect.stringMatching(/^out\.csv was not written: the folder .* is not there/),
    });
  });

  test('a folder of that name', async () => {
    const folder = tempFolder();
    const project = exampleProject(folder);
    mkdirSync(join(folder, 'out.csv', 'full'), { recursive: true });
    await expect(exportTo(project, join(folder, 'out.csv'))).rejects.toMatchObject({
      code: 'disk',
      message: expect.stringMatching(/^out\.csv was not written: there is a folder of that name/),
    });
    expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });
});

test('the partial file stands beside its destination, one for each snapshot', () => {
  const place = (snapshot: string) => partialPath({ snapshot, destination: join('folder', 'out.csv') });
  expect(dirname(place('a'))).toBe('folder');
  expect(place('a')).not.toBe(place('b'));
  expect(place('a')).toBe(place('a'));
});

test('only those who annotated or gave a status are named', async () => {
  const folder = tempFolder();
  const project = newProject(folder);
  edit(project, (writer) => {
    const row = article('Some text.', { id: 'one' });
    writer.keep(row.textHash, Buffer.from('Some text.'));
    writer.put('article', row);
    writer.put('annotator', { id: 'idle', name: 'Idle' });
    writer.put('annotator', { id: 'busy', name: 'Busy' });
    writer.put('status', { id: 'one:busy', articleId: 'one', annotatorId: 'busy', status: 'to-do' });
  });
  const path = join(folder, 'out.jsonl');
  await exportTo(project, path);
  const [header = '', line = ''] = readFileSync(path, 'utf8').split('\n');
  expect(JSON.parse(header).annotators).toEqual([{ id: 'busy', name: 'Busy' }]);
  expect(JSON.parse(line)).toMatchObject({ statuses: [{ annotator: 'busy', status: 'to-do' }], importedAt: TIME });
  rmSync(path);
});
