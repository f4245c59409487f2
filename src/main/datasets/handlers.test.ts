import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestCore, type TestCore } from '../core.fixture.ts';

const TEXT = 'Lagarde said rates will fall 😀 if inflation eases.';
let core: TestCore;

beforeEach(async () => {
  core = openTestCore();
  await core.begin();
  const articleId = await core.article(TEXT, 'Rates');
  const add = (id: string, label: string, start: number, end: number) =>
    core.ask('span.add', { id, articleId, label, fragments: [{ start, end }] });
  await add('s1', 'speaker', 0, 7);
  await add('c1', 'claim', 13, 28);
  await add('k1', 'condition', 32, 50);
  await core.ask('relation.add', { id: 'r1', source: 'c1', target: 's1' });
});
afterEach(() => core.close());

const start = (name: string, format: 'jsonl' | 'csv', offsets: 'codepoint' | 'utf16' | 'byte') =>
  core.ask('dataset.export', { format, offsets, destination: core.place(name) });
async function run(...args: Parameters<typeof start>) {
  return core.ended((await start(...args)).jobId);
}

test.each([
  ['codepoint', 31, 49],
  ['utf16', 32, 50],
  ['byte', 34, 52],
] as const)('exports in %s, and nothing else is left in the folder', async (offsets, from, to) => {
  const before = readdirSync(core.folder);
  const job = await run('out.jsonl', 'jsonl', offsets);
  expect(job).toMatchObject({
    state: 'done',
    result: { kind: 'export', report: { name: 'out.jsonl', articles: 1, spans: 3, relations: 1 } },
  });
  const [header = '', line = ''] = core.bytes('out.jsonl').toString('utf8').split('\n');
  expect(JSON.parse(header)).toMatchObject({ sayso: 1, offsets, annotators: [{ name: 'Ana' }] });
  const [, condition] = JSON.parse(line).spans;
  expect(condition).toMatchObject({ id: 'k1', fragments: [{ start: from, end: to }], quotes: ['if inflation eases'] });
  expect(readdirSync(core.folder).toSorted()).toEqual([...before, 'out.jsonl'].toSorted());
});

test('the table has a row a claim, and one for the condition that no claim has', async () => {
  const job = await run('out.csv', 'csv', 'byte');
  expect(job.result).toMatchObject({ report: { articles: 1, spans: 3, relations: 1 } });
  const [, claim, condition] = core.bytes('out.csv').toString('utf8').split('\r\n');
  expect(claim).toContain(',c1,rates will fall,13..28,Lagarde,s1,0..7,,');
  expect(condition).toContain(',,,,,,,,if inflation eases,k1,34..52,');
});

test('an export never replaces the open project', async () => {
  const refused = await core.refused('dataset.export', {
    format: 'csv',
    offsets: 'byte',
    destination: core.place('rivers.sayso'),
  });
  expect(refused).toMatchObject({ code: 'bad-input', message: expect.stringContaining('replace the open project') });
});

test('a cancelled export leaves nothing behind', async () => {
  const before = readdirSync(core.folder).toSorted();
  const { jobId } = await start('out.jsonl', 'jsonl', 'codepoint');
  await core.ask('job.cancel', { id: jobId });
  expect((await core.ended(jobId)).state).toBe('cancelled');
  expect(readdirSync(core.folder).toSorted()).toEqual(before);
});

test('what a format would lose is told before anything is written', async () => {
  const before = readdirSync(core.folder).toSorted();
  const { jobId } = await core.ask('dataset.losses', {
    format: 'doccano',
    offsets: 'utf16',
    choices: { shape: 'labels' },
  });
  const job = await core.ended(jobId);
  const counts = job.result?.kind === 'losses' ? job.result.losses.map(({ kind, count }) => [kind, count]) : [];
  expect(counts).toContainEqual(['relation', 1]);
  expect(readdirSync(core.folder).toSorted()).toEqual(before);
});

test('a choice that the format does not have is refused, with those it has', async () => {
  const input = { format: 'doccano', offsets: 'utf16', choices: { shape: 'round' } };
  expect(await core.refused('dataset.losses', input)).toMatchObject({
    code: 'bad-input',
    message: 'doccano takes these choices: shape (relations, labels).',
  });
});

test('a place that cannot be written is named', async () => {
  const job = await run('missing/out.jsonl', 'jsonl', 'codepoint');
  expect(job).toMatchObject({
    state: 'failed',
    message: expect.stringMatching(/^out\.jsonl was not written: the folder/),
  });
});

test('an export is imported whole by another project, which exports the same', async () => {
  await run('out.jsonl', 'jsonl', 'utf16');
  await core.ask('project.create', { token: core.place('second.sayso') });
  const job = await core.import(core.at('out.jsonl'));
  expect(job).toMatchObject({ state: 'done', result: { report: { added: [{ title: 'Rates' }], failed: [] } } });
  await run('again.jsonl', 'jsonl', 'utf16');
  expect(readFileSync(core.at('again.jsonl')).equals(core.bytes('out.jsonl'))).toBe(true);
});
