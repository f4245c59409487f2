import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestCore, type TestCore } from '../core.fixture.ts';

const TEXT = 'Lagarde said that rates will fall.';

let core: TestCore;
let articleId: string;

beforeEach(async () => {
  core = openTestCore();
  await core.begin();
  articleId = await core.article(TEXT);
});
afterEach(() => core.close());

type Edits = { op: string; input: unknown }[];

/** The token of a file as a window keeps it. */
async function kept(edits: Edits, change: object = {}): Promise<string> {
  const { project, annotator } = await core.ask('app.state', {});
  const file = {
    saysoEdits: 1,
    project: { id: project?.project.id, name: project?.project.name },
    annotator,
    keptAt: '2026-03-09T10:00:00.000Z',
    edits,
    ...change,
  };
  return core.take(core.write('rivers.sayso-edits.json', JSON.stringify(file)));
}

const addSpan = (id: string, start: number, end: number) => ({
  op: 'span.add',
  input: { id, articleId, label: 'speaker', fragments: [{ start, end }] },
});
const spans = async () => (await core.ask('article.open', { id: articleId })).spans.map(({ id, note }) => [id, note]);

test('edits go in as their own edits, and are recognised when they come again', async () => {
  const edits = [
    addSpan('s1', 0, 7),
    { op: 'span.update', input: { id: 's1', note: 'who' } },
    addSpan('s2', 18, 23),
    { op: 'span.delete', input: { id: 's2' } },
  ];
  const token = await kept(edits);
  expect(await core.ask('edit.putIn', { token })).toEqual({ applied: 4, known: 0, refused: [] });
  expect(await spans()).toEqual([['s1', 'who']]);
  const some = await kept(edits.slice(0, 2));
  expect(await core.ask('edit.putIn', { token: some })).toEqual({ applied: 0, known: 2, refused: [] });
  await core.ask('edit.undo', {});
  await core.ask('edit.undo', {});
  expect(await spans()).toEqual([['s1', 'who']]);
});

test('a file that is put in again does not take back what was edited since', async () => {
  const token = await kept([addSpan('s1', 0, 7), { op: 'span.update', input: { id: 's1', note: 'who' } }]);
  await core.ask('edit.putIn', { token });
  await core.ask('span.update', { id: 's1', note: 'the president' });
  const again = core.take(core.at('files/rivers.sayso-edits.json'));
  expect(await core.ask('edit.putIn', { token: again })).toEqual({ applied: 0, known: 2, refused: [] });
  expect(await spans()).toEqual([['s1', 'the president']]);
});

test('an edit that is wrong is refused with its reason, and the others go in', async () => {
  const token = await kept([
    addSpan('s1', 0, 7),
    addSpan('s2', 30, 900),
    { op: 'span.add', input: { id: 's3', articleId, label: 'speaker', fragments: [] } },
    { op: 'relation.add', input: { id: 'r1', source: 's2', target: 's1' } },
    addSpan('s4', 18, 23),
  ]);
  const report = await core.ask('edit.putIn', { token });
  expect(report).toMatchObject({ applied: 2, known: 0 });
  expect(report.refused.map(({ op }) => op)).toEqual(['span.add', 'span.add', 'relation.add']);
  expect(report.refused[0]?.reason).toContain('outside the text');
  expect((await spans()).map(([id]) => id)).toEqual(['s1', 's4']);
});

test.each([
  [
    'another project',
    { project: { id: 'other', name: 'Lakes' } },
    'conflict',
    /of the project Lakes, and rivers is open/,
  ],
  ['another annotator', { annotator: { id: 'ben', name: 'Ben' } }, 'conflict', /Ben’s/],
  ['another version', { saysoEdits: 2 }, 'bad-input', /rivers\.sayso-edits\.json is no file of edits/],
  ['an operation that is no edit', { edits: [{ op: 'project.close', input: {} }] }, 'bad-input', /no file of edits/],
  ['no edits at all', { edits: 'none' }, 'bad-input', /no file of edits/],
])('a file of %s is refused whole', async (_, change, code, message) => {
  const token = await kept([addSpan('s1', 0, 7)], change);
  expect(await core.refused('edit.putIn', { token })).toEqual({ code, message: expect.stringMatching(message) });
  expect(await spans()).toEqual([]);
});

test('what is no JSON, or has keys that Sayso does not take, is refused', async () => {
  for (const text of ['once upon a time', '{"saysoEdits":1,"__proto__":{}}', '['.repeat(100_000)]) {
    const token = core.take(core.write('x.sayso-edits.json', text));
    expect(await core.refused('edit.putIn', { token })).toMatchObject({ code: 'bad-input' });
  }
});
