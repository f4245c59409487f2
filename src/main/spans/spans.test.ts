import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RowChange } from '../../shared/model.ts';
import { openTestCore, type TestCore } from '../core.fixture.ts';

const TEXT = 'Lagarde said rates will fall 😀 if inflation eases.\n“Not yet,” she warned, “but soon.”';
let core: TestCore;
let articleId: string;

beforeEach(async () => {
  core = openTestCore();
  await core.begin();
  articleId = await core.article(TEXT);
});
afterEach(() => core.close());

const at = (quote: string) => ({ start: TEXT.indexOf(quote), end: TEXT.indexOf(quote) + quote.length });
const add = (id: string, label: string, ...quotes: string[]) =>
  core.ask('span.add', { id, articleId, label, fragments: quotes.map(at) });
const open = () => core.ask('article.open', { id: articleId });

test('a span keeps its quotes, its annotator and its place', async () => {
  const span = await add('k1', 'condition', 'if inflation eases');
  expect(span).toMatchObject({ fragments: [{ start: 32, end: 50 }], quotes: ['if inflation eases'], origin: 'manual' });
  expect((await open()).spans).toEqual([span]);
});

test('a span may have several fragments, overlap others and repeat their label', async () => {
  await add('c1', 'claim', '“Not yet,”', '“but soon.”');
  await add('c2', 'claim', '“Not yet,” she warned, “but soon.”');
  await add('c3', 'claim', '“Not yet,” she warned, “but soon.”');
  expect((await open()).spans.map((s) => s.quotes)).toEqual([
    ['“Not yet,”', '“but soon.”'],
    ['“Not yet,” she warned, “but soon.”'],
    ['“Not yet,” she warned, “but soon.”'],
  ]);
});

test.each([
  ['outside the text', [{ start: 10, end: 900 }]],
  ['inside a character', [{ start: 13, end: 30 }]],
])('a span that ends %s is refused', async (_, fragments) => {
  const error = await core.refused('span.add', { id: 'x', articleId, label: 'claim', fragments });
  expect(error.message).toContain('outside the text or inside a character');
});

test.each([
  ['none', []],
  ['an empty one', [{ start: 5, end: 5 }]],
  [
    'overlapping ones',
    [
      { start: 0, end: 5 },
      { start: 3, end: 9 },
    ],
  ],
  [
    'touching ones',
    [
      { start: 0, end: 5 },
      { start: 5, end: 9 },
    ],
  ],
  [
    'descending ones',
    [
      { start: 8, end: 9 },
      { start: 0, end: 5 },
    ],
  ],
])('fragments: %s are refused at the door', async (_, fragments) => {
  expect((await core.refused('span.add', { id: 'x', articleId, label: 'claim', fragments })).code).toBe('bad-input');
});

test('the same add sent twice is one span and one edit', async () => {
  await add('s1', 'speaker', 'Lagarde');
  const events = core.heard.length;
  await add('s1', 'speaker', 'Lagarde');
  expect(core.heard.length).toBe(events);
  expect((await open()).spans.length).toBe(1);
});

test('unknown labels and articles are refused', async () => {
  expect(
    (await core.refused('span.add', { id: 'x', articleId, label: 'mood', fragments: [at('Lagarde')] })).message,
  ).toContain('mood');
  expect(
    (await core.refused('span.add', { id: 'x', articleId: 'no', label: 'claim', fragments: [at('Lagarde')] })).code,
  ).toBe('not-found');
});

test('relabel, move and note change what they name and nothing else', async () => {
  const span = await add('s1', 'speaker', 'Lagarde');
  await core.ask('span.update', { id: 's1', note: 'the president' });
  await core.ask('span.update', { id: 's1', fragments: [at('Lagarde said')] });
  const { updatedAt, ...changed } = await core.ask('span.update', { id: 's1', label: 'claim' });
  expect(changed).toEqual({
    ...(({ updatedAt: _, ...rest }) => rest)(span),
    label: 'claim',
    note: 'the president',
    fragments: [at('Lagarde said')],
    quotes: ['Lagarde said'],
  });
});

test('the claim is the source of a relation, whichever end is named first; a wrong pairing is refused with the reason', async () => {
  await add('s1', 'speaker', 'Lagarde');
  await add('c1', 'claim', 'rates will fall');
  await add('k1', 'condition', 'if inflation eases');
  expect(await core.ask('relation.add', { id: 'r1', source: 's1', target: 'c1' })).toMatchObject({
    type: 'said-by',
    source: 'c1',
    target: 's1',
  });
  expect(await core.ask('relation.add', { id: 'r2', source: 'c1', target: 'k1' })).toMatchObject({ type: 'holds-if' });
  const wrong = await core.refused('relation.add', { id: 'r3', source: 's1', target: 'k1' });
  expect(wrong.code).toBe('bad-input');
  expect(wrong.message.toLowerCase()).toMatch(/speaker.*condition|condition.*speaker/);
  expect((await core.refused('relation.add', { id: 'r4', source: 'c1', target: 's1' })).code).toBe('conflict');
  expect((await core.refused('span.update', { id: 's1', label: 'condition' })).code).toBe('conflict');
});

test('a relation is pointed at another span of the same label only', async () => {
  await add('s1', 'speaker', 'Lagarde');
  await add('s2', 'speaker', 'she');
  await add('c1', 'claim', 'rates will fall');
  await add('k1', 'condition', 'if inflation eases');
  await core.ask('relation.add', { id: 'r1', source: 'c1', target: 's1' });
  expect(await core.ask('relation.update', { id: 'r1', target: 's2' })).toMatchObject({ source: 'c1', target: 's2' });
  expect((await core.refused('relation.update', { id: 'r1', target: 'k1' })).code).toBe('bad-input');
});

test('deleting a span takes its relations along in one edit, and undo brings all of it back, across a restart', async () => {
  await add('s1', 'speaker', 'Lagarde');
  await add('c1', 'claim', 'rates will fall');
  await core.ask('relation.add', { id: 'r1', source: 'c1', target: 's1' });
  const before = await open();
  await core.ask('span.delete', { id: 's1' });
  expect(await open()).toMatchObject({ spans: [{ id: 'c1' }], relations: [] });
  await core.restart();
  const [recent] = (await core.ask('app.state', {})).recents;
  const info = await core.ask('project.openRecent', { id: recent?.id ?? '' });
  expect(info.undo).toBe('Delete span');
  expect(await core.ask('edit.undo', {})).toMatchObject({ title: 'Delete span', articleId });
  expect(await open()).toEqual(before);
  await core.ask('edit.redo', {});
  expect((await open()).spans.map((s) => s.id)).toEqual(['c1']);
});

test('another annotator’s layer is read-only', async () => {
  await add('s1', 'speaker', 'Lagarde');
  await add('c1', 'claim', 'rates will fall');
  await core.ask('relation.add', { id: 'r1', source: 'c1', target: 's1' });
  const theirs = (await core.ask('app.state', {})).project;
  expect(theirs?.annotators.map((a) => a.name)).toEqual(['Ana']);
  const before = await open();
  await core.actAs('Ben');
  for (const [name, input] of [
    ['span.update', { id: 's1', note: 'x' }],
    ['span.delete', { id: 's1' }],
    ['relation.update', { id: 'r1', target: 's1' }],
    ['relation.delete', { id: 'r1' }],
    ['relation.add', { id: 'r9', source: 'c1', target: 's1' }],
  ] as const)
    expect((await core.refused(name, input)).code).toBe('read-only');
  const [ana] = theirs?.annotators ?? [];
  expect(await core.ask('article.open', { id: articleId, annotatorId: ana?.id ?? '' })).toEqual(before);
  expect((await open()).spans).toEqual([]);
});

test('each edit is told with its rows and with what undo would now take back', async () => {
  await add('s1', 'speaker', 'Lagarde');
  const last = core.heard.at(-1)?.payload as { changes: RowChange[]; undo: string | null };
  expect(last.undo).toBe('Add speaker');
  expect(last.changes).toMatchObject([{ table: 'span', id: 's1', before: null, after: { quotes: ['Lagarde'] } }]);
});
