/** What an import leaves out, one by one and with the reason, while the rest goes in. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ImportReport, ReadAs } from '../../shared/contract/articles.ts';
import { openTestCore, type TestCore } from '../core.fixture.ts';
import { HEADER } from '../datasets/golden/example.fixture.ts';

let core: TestCore;
beforeEach(async () => {
  core = openTestCore();
  await core.begin();
});
afterEach(() => core.close());

async function importAs(path: string, readAs: ReadAs = {}): Promise<ImportReport> {
  const token = core.take(path);
  const { jobId } = await core.ask('article.import', { tokens: [token], readAs: { [token]: readAs } });
  const job = await core.ended(jobId);
  if (job.result?.kind !== 'import') throw new Error(job.message);
  return job.result.report;
}
const preview = async (path: string) => (await core.ask('article.preview', { tokens: [core.take(path)] }))[0];

const AT = '2026-03-01T08:00:00.000Z';
const TEXT = 'Ann said it would rain, if the wind turned.';
const { relationTypes, ...scheme } = HEADER;
const FIRST = {
  sayso: 1,
  offsets: 'codepoint',
  ...scheme,
  relations: relationTypes,
  annotators: [{ id: 'ana', name: 'Ana' }],
};
const articleLine = (id: string, text: string, more: object = {}) => ({
  ...{ id, title: `Title ${id}`, author: '', date: '', outlet: '', url: '', source: '', encoding: '', replaced: 0 },
  ...{ archived: false, importedAt: AT, externalId: '', tags: [], statuses: [], spans: [], relations: [] },
  textHash: createHash('sha256').update(text).digest('hex'),
  text,
  ...more,
});
const span = (id: string, start: number, end: number, more: object = {}) => ({
  ...{ id, annotator: 'ana', label: 'claim', fragments: [{ start, end }], quotes: [TEXT.slice(start, end)] },
  ...{ attributes: {}, entity: null, note: '', origin: 'manual', createdAt: AT, updatedAt: AT },
  ...more,
});
const relation = (id: string, source: string, target: string) => ({
  ...{ id, annotator: 'ana', type: 'said-by', source, target, origin: 'manual', createdAt: AT },
});
const jsonl = (...lines: (object | string)[]) =>
  lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');

const BAD_SPANS: [object, RegExp][] = [
  [span('outside', 10, 900, { quotes: ['x'] }), /outside the text/],
  [span('empty', 5, 5, { quotes: [''] }), /not empty/],
  [span('backwards', 9, 5, { quotes: [''] }), /not empty/],
  [span('fractional', 1, 2, { fragments: [{ start: 1.5, end: 2 }] }), /int/],
  [span('negative', 1, 2, { fragments: [{ start: -1, end: 2 }] }), /fragments\.0\.start/],
  [span('huge', 1, 2, { fragments: [{ start: 1, end: 1e300 }] }), /fragments\.0\.end/],
  [span('misquoted', 0, 3, { quotes: ['Eve'] }), /its quote is "Eve", but its place in the text reads "Ann"/],
  [span('unlabelled', 0, 3, { label: 'mood' }), /label mood/],
  [span('good', 0, 3), /was in the file before/],
  [{ id: 5 }, /number 11|id/],
];

test('spans that are not right are left out one by one; their article, and what is right in it, goes in', async () => {
  const spans = [span('good', 9, 22), span('who', 0, 3, { label: 'speaker' }), ...BAD_SPANS.map(([bad]) => bad)];
  const relations = [relation('r1', 'good', 'who'), relation('r2', 'misquoted', 'who')];
  const statuses = [
    { annotator: 'ana', status: 'done' },
    { annotator: 'eve', status: 'done' },
  ];
  const path = core.write('rain.jsonl', jsonl(FIRST, articleLine('one', TEXT, { spans, relations, statuses })));
  const expected = [
    expect.stringMatching(/^Status number 2: it has the annotator eve/),
    ...BAD_SPANS.map(([, reason]) => expect.stringMatching(reason)),
    expect.stringMatching(/^Relation r2: it leads to the span misquoted/),
  ];
  expect(await preview(path)).toMatchObject({
    ...{ kind: 'dataset', articles: 1, spans: 2, rejected: expected.length, isWhole: true },
  });

  const report = await importAs(path);
  expect(report.added).toEqual([{ id: 'one', title: 'Title one' }]);
  expect(report.failed.map(({ reason }) => reason).sort()).toHaveLength(expected.length);
  for (const reason of expected) expect(report.failed.map((part) => part.reason)).toContainEqual(reason);
  expect(report.failed.every(({ name }) => name === 'rain.jsonl, line 2 (“Title one”)')).toBe(true);
  const opened = await core.ask('article.open', { id: 'one', annotatorId: 'ana' });
  expect(opened.spans.map(({ id }) => id).sort()).toEqual(['good', 'who']);
  expect(opened.relations.map(({ id }) => id)).toEqual(['r1']);
  expect(opened.status).toBe('done');
});

test('lines that are no article are left out with their line; a dataset that is right is not asked about', async () => {
  const good = core.write('good.jsonl', jsonl(FIRST, articleLine('one', TEXT)));
  expect(await preview(good)).toEqual({ kind: 'plain' });
  const deep = `{"id":${'['.repeat(10_000)}`;
  const report = await importAs(
    core.write(
      'bad.jsonl',
      jsonl(
        FIRST,
        'nonsense',
        deep,
        `{"__proto__":{"id":"x"},${JSON.stringify(articleLine('two', 'Two.')).slice(1)}`,
        articleLine('three', 'Three.', { textHash: '0'.repeat(64) }),
        articleLine('four', 'Four.', { more: 1 }),
        articleLine('one', TEXT),
      ),
    ),
  );
  expect(report.added.map(({ id }) => id)).toEqual(['one']);
  expect(report.failed.map(({ name, reason }) => `${name}: ${reason}`)).toEqual([
    expect.stringMatching(/^bad\.jsonl, line 2: It is not JSON/),
    expect.stringMatching(/line 3: It nests deeper than 64 levels/),
    expect.stringMatching(/line 4: It has the key “__proto__”/),
    expect.stringMatching(/line 5 \(“Title three”\): Its text does not have the hash/),
    expect.stringMatching(/line 6 .*more/),
  ]);
});

test('a first line that is not right refuses the file, and nothing of it goes in', async () => {
  const reserved = { ...FIRST, labels: [...scheme.labels, { ...scheme.labels[0], id: 'toString', key: '' }] };
  for (const [first, reason] of [
    [{ ...FIRST, sayso: 7 }, /version 7/],
    [reserved, /the id toString, which Sayso does not take/],
    [`{"sayso":1,"x":${'['.repeat(100)}`, /deeper than 64/],
  ] as const) {
    const report = await importAs(core.write('first.jsonl', jsonl(first, articleLine('one', TEXT))));
    expect(report).toMatchObject({ added: [], failed: [{ reason: expect.stringMatching(reason) }] });
  }
});

test('an article whose ids are taken by something else is left out; the others go in', async () => {
  await importAs(core.write('a.jsonl', jsonl(FIRST, articleLine('one', TEXT, { spans: [span('s', 0, 3)] }))));
  const twoTexts = [articleLine('one', 'Other.'), articleLine('two', TEXT.replace('Ann', 'Eve'))];
  const taken = articleLine('three', `${TEXT}!`, { spans: [span('s', 4, 8)] });
  const report = await importAs(core.write('b.jsonl', jsonl(FIRST, ...twoTexts, taken)));
  expect(report.added.map(({ id }) => id)).toEqual(['two']);
  expect(report.failed).toEqual([
    { name: 'b.jsonl (“Title one”)', reason: expect.stringContaining('another article with the id one') },
    { name: 'b.jsonl (“Title three”)', reason: expect.stringContaining('another span with the id s') },
  ]);
});

test('JSON tables and label sets: depth and reserved keys are refused before they are read', async () => {
  const rows = [
    '{"text":"He said so."}',
    `{"text":${'['.repeat(5000)}`,
    '{"__proto__":{"text":"x"}}',
    '{"text":"Bye."}',
  ];
  const report = await importAs(core.write('rows.jsonl', rows.join('\n')));
  expect(report.added).toHaveLength(2);
  expect(report.failed.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('nests deeper than 64'),
    expect.stringContaining('the key “__proto__”'),
  ]);
  for (const content of [`{"sayso-labels":1,"labels":${'['.repeat(9000)}`, '{"sayso-labels":1,"constructor":{}}'])
    expect((await core.refused('labelSet.preview', { token: core.take(core.write('l.json', content)) })).code).toBe(
      'bad-input',
    );
});

test('a text of more than 10 MB goes in when asked for only, one of more than 50 MB never', async () => {
  const long = core.write('long.txt', `He said so. ${'word '.repeat(2_100_000)}`);
  expect(await preview(long)).toEqual({ kind: 'text', encodings: [], large: 10_500_012 });
  expect((await importAs(long)).failed).toEqual([{ name: 'long.txt', reason: expect.stringContaining('--large') }]);
  expect((await importAs(long, { large: true })).added).toHaveLength(1);
  const huge = core.write('huge.txt', `He said so. ${'word '.repeat(10_100_000)}`);
  expect(await preview(huge)).toEqual({ kind: 'plain' });
  expect((await importAs(huge, { large: true })).failed).toEqual([
    { name: 'huge.txt', reason: expect.stringContaining('up to 50 MB') },
  ]);
  const row = core.write('rows.csv', `id,text\n1,He said so.\n2,${'word '.repeat(2_100_000)}\n`);
  expect(await importAs(row)).toMatchObject({ added: [{}], failed: [{ name: 'rows.csv, line 3' }] });
});
