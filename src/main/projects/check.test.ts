import { readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestCore, type TestCore } from '../core.fixture.ts';
import { checkProject } from './check.ts';

let core: TestCore;

beforeEach(async () => {
  core = openTestCore();
  await core.begin();
  const articleId = await core.article('Lagarde said rates will fall.', 'Rates');
  for (const [id, start, end] of [
    ['s1', 0, 7],
    ['s2', 13, 28],
  ] as const)
    await core.ask('span.add', { id, articleId, label: 'speaker', fragments: [{ start, end }] });
  await core.article('Nagel denied it.', 'Denial');
  await core.ask('project.close', {});
});
afterEach(() => core.close());

/** What is found after somebody has written into the file behind the back of the log. */
async function foundAfter(sql: string) {
  const db = new Database(core.at('rivers.sayso'));
  db.pragma('foreign_keys = OFF');
  db.exec(sql);
  db.close();
  return (await checkProject(core.at('rivers.sayso'))).problems;
}

test('nothing is wrong with a project that only Sayso wrote', async () => {
  expect(await foundAfter('')).toEqual([]);
});

test.each([
  ["UPDATE span SET label = 'claim' WHERE id = 's2'", '“Rates”: span s2 is not as the log of edits has it'],
  ["DELETE FROM span WHERE id = 's1'", '“Rates”: span s1 is missing, though the log of edits has it'],
  [
    "INSERT INTO span SELECT 's3', article_id, annotator_id, label, fragments, quotes, attributes, entity_id, note, origin, created_at, updated_at FROM span WHERE id = 's1'",
    '“Rates”: span s3 is there, though the log of edits does not have it',
  ],
  ["UPDATE label SET name = 'Saying' WHERE id = 'claim'", 'label claim is not as the log of edits has it'],
])('rows that are not what the edits made of them: %s', async (sql, line) => {
  expect(await foundAfter(sql)).toEqual([line]);
});

test('an index that does not lead to its rows', async () => {
  const path = core.at('rivers.sayso');
  const db = new Database(path);
  const page = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'span_of_label'").pluck().get() as number;
  const size = db.pragma('page_size', { simple: true }) as number;
  db.close();
  const bytes = readFileSync(path);
  bytes.write('speakes', bytes.indexOf('speaker', (page - 1) * size), 'latin1');
  writeFileSync(path, bytes);
  expect((await checkProject(path)).problems).toEqual([
    expect.stringMatching(/^an index does not match its rows: .*span_of_label/),
  ]);
});

test('what cannot be read is told, and the rest is checked', async () => {
  expect(
    await foundAfter(`UPDATE span SET fragments = '[{' WHERE id = 's1'; DELETE FROM span WHERE id = 's2'`),
  ).toEqual([
    'not all spans can be read: a value is not as Sayso writes it',
    'not all rows can be read: a value is not as Sayso writes it',
  ]);
});

test('findings are told article by article', async () => {
  const lines = await foundAfter(
    `UPDATE span SET note = 'x'; UPDATE article SET outlet = 'Post'; UPDATE project SET name = 'y';
     UPDATE span SET quotes = '["Nobody"]' WHERE id = 's1'`,
  );
  expect(lines).toEqual([
    expect.stringMatching(/^project .* is not as/),
    expect.stringMatching(/^“Denial”: article .* is not as/),
    '“Rates”: span s1 (speaker, 0–7) does not match the text',
    expect.stringMatching(/^“Rates”: article .* is not as/),
    '“Rates”: span s1, s2 is not as the log of edits has it',
  ]);
});
