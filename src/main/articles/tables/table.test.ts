import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { guessColumns } from './columns.ts';
import { openTable, sampleTable } from './table.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function open(name: string, content: string | Uint8Array, encoding?: string) {
  const path = join(folder, name);
  writeFileSync(path, content);
  const table = await openTable(path, name, encoding);
  const rows: unknown[] = [];
  for await (const row of table.rows())
    rows.push('reason' in row ? [row.line, row.reason] : [row.line, [...row.cells.values()]]);
  return { table, rows, guess: guessColumns(table.columns, await sampleTable(path, table)) };
}

test('a bad row is told with its line, and the next good line goes on', async () => {
  const { rows, table } = await open(
    'a.csv',
    [
      'id,title,text',
      '1,One,"He said ""no"".',
      'And left."',
      '2,Two,"Broken "here", see"',
      '3,too few',
      '',
      '4,Four,Good',
      '5,Five,"never closed',
      '6,Six,"good, too"',
    ].join('\r\n'),
  );
  expect(table.columns).toEqual(['id', 'title', 'text']);
  expect(rows).toEqual([
    [2, ['1', 'One', 'He said "no".\r\nAnd left.']],
    [4, expect.stringContaining('quotation mark')],
    [5, expect.stringContaining('2 cells')],
    [7, ['4', 'Four', 'Good']],
    [8, expect.stringContaining('no other closes')],
    [9, ['6', 'Six', 'good, too']],
  ]);
});

test('delimiters, old line ends, literal quotation marks between tabs, doubtful names of columns', async () => {
  expect((await open('a.csv', 'title;body\nA;One, with a comma\n')).rows).toEqual([[2, ['A', 'One, with a comma']]]);
  expect((await open('a.csv', 'title,body\rA,One\rB,Two\r')).rows).toHaveLength(2);
  const tabs = 'id\ttext\n1\t"No," he said.\n2\t"Open\n3\tend';
  expect((await open('a.tsv', tabs)).rows).toEqual([
    [2, ['1', '"No," he said.']],
    [3, ['2', '"Open']],
    [4, ['3', 'end']],
  ]);
  expect((await open('a.tsv', 'id\ttext\n1\t"two\nlines"\n')).rows).toEqual([[2, ['1', 'two\nlines']]]);
  expect((await open('a.csv', 'a,,a\n1,2,3')).table.columns).toEqual(['a', 'Column 2', 'a (3)']);
});

test('JSON Lines: keys within keys, lists, what is missing, and what is no object', async () => {
  const { rows, table } = await open(
    'a.jsonl',
    '{"head":"A","content":{"text":["p","q"]},"n":1}\nnot json\n[1]\n\n{"head":null}\n',
  );
  expect(table.columns).toEqual(['head', 'content.text', 'n']);
  expect(rows).toEqual([
    [1, ['A', ['p', 'q'], '1']],
    [2, expect.stringContaining('not JSON')],
    [3, expect.stringContaining('no object')],
    [5, ['']],
  ]);
  await expect(open('a.jsonl', '[1]\n')).rejects.toMatchObject({ code: 'bad-input' });
});

test('columns are guessed by their names in several languages, and by what is in them', async () => {
  const text = 'Er sagte, dass die Preise steigen, wenn die Löhne steigen. '.repeat(3);
  const german = `Nr.,Überschrift,Veröffentlicht,Quelle,Verfasser,Volltext\n1,Preise,2026-01-02,Post,A. Lee,"${text}"`;
  expect((await open('a.csv', german)).guess).toEqual({
    text: 'Volltext',
    title: 'Überschrift',
    date: 'Veröffentlicht',
    outlet: 'Quelle',
    author: 'Verfasser',
    id: 'Nr.',
  });
  const nameless = `a,b,c\n2026-01-02,https://x.example/1,"${text}"`;
  expect((await open('a.csv', nameless)).guess).toEqual({ text: 'c', url: 'b', date: 'a' });
  const russian = `заголовок,текст\nЦены,"${text}"`;
  expect((await open('a.csv', russian)).guess).toEqual({ text: 'текст', title: 'заголовок' });
});

test('an encoding that shows late in a long file is seen; UTF-16 is read', async () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => `${i},plain text of a row that is in no way remarkable`);
  const late = Buffer.from(['id,text', ...rows, '1,\x93No\x94 he said; it\x92s caf\xe9'].join('\n'), 'latin1');
  const read = await open('a.csv', late);
  expect(read.table).toMatchObject({ encoding: 'windows-1252', doubtful: [] });
  expect(read.rows.at(-1)).toEqual([20_002, ['1', '“No” he said; it’s café']]);
  const wide = Buffer.from('\ufeffid\ttext\r\n1\tŽivljenje\r\n', 'utf16le');
  expect((await open('a.csv', wide)).rows).toEqual([[2, ['1', 'Življenje']]]);
});

test('what is no table is refused', async () => {
  await expect(open('a.csv', '')).rejects.toMatchObject({ code: 'bad-input' });
  await expect(open('a.csv', '\n\n')).rejects.toMatchObject({ code: 'bad-input' });
  await expect(open('a.csv', Buffer.from('504b0304140000', 'hex'))).rejects.toThrow(/ZIP/);
});

test('what another program writes is read as it was', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', '\r\n', '\t', ' ', '😀') });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }),
      fc.constantFrom(',', ';', '\t'),
      async (records, delimiter) => {
        const content = stringify([['head one', 'two'], ...records], { delimiter, quoted: true, quoted_empty: true });
        const { rows } = await open('a.csv', content);
        expect(rows.map((row) => (row as [number, string[]])[1])).toEqual(records);
      },
    ),
    { numRuns: 60 },
  );
});
