import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestCore, type TestCore } from '../core.fixture.ts';
import { checkProject } from '../projects/check.ts';

const TEXT = 'Lagarde said that rates will fall if prices hold, and Nagel denied it.';

let core: TestCore;
beforeEach(async () => {
  core = openTestCore();
  await core.begin();
});
afterEach(() => core.close());

let lastId = 0;
const newId = () => `x${++lastId}`;

async function mark(articleId: string, words: string, label: string): Promise<string> {
  const start = TEXT.indexOf(words);
  const span = await core.ask('span.add', {
    id: newId(),
    articleId,
    label,
    fragments: [{ start, end: start + words.length }],
  });
  return span.id;
}

const list = async (filter = {}) => {
  const keys = await core.ask('edit.list', filter);
  return keys.length ? core.ask('edit.read', { keys }) : [];
};

describe('the list of edits', () => {
  test('says what was done, where, to what words, and what was taken back', async () => {
    const article = await core.article(TEXT, 'Rates');
    const claim = await mark(article, 'rates will fall', 'claim');
    const speaker = await mark(article, 'Lagarde', 'speaker');
    await core.ask('relation.add', { id: newId(), source: claim, target: speaker });
    await core.ask('article.setStatus', { ids: [article], status: 'done' });
    await core.ask('edit.undo', {});
    await core.ask('edit.undo', {});
    await core.ask('edit.redo', {});
    const shown = (await list()).map(({ title, kind, words, isUndone }) => ({ title, kind, words, isUndone }));
    expect(shown).toEqual([
      { title: 'Add relation', kind: 'redo', words: 'rates will fall', isUndone: false },
      { title: 'Add relation', kind: 'undo', words: 'rates will fall', isUndone: false },
      { title: 'Mark as done', kind: 'undo', words: 'Rates', isUndone: false },
      { title: 'Mark as done', kind: 'done', words: 'Rates', isUndone: true },
      { title: 'Add relation', kind: 'done', words: 'rates will fall', isUndone: false },
      { title: 'Add speaker', kind: 'done', words: 'Lagarde', isUndone: false },
      { title: 'Add claim', kind: 'done', words: 'rates will fall', isUndone: false },
      { title: 'Add articles', kind: 'done', words: 'Rates', isUndone: false },
      { title: 'New project', kind: 'done', words: 'rivers', isUndone: false },
    ]);
    const [relation] = (await list()).filter(({ kind }) => kind === 'redo');
    expect(relation).toMatchObject({ articleId: article, spanId: claim, articles: 1 });
  });

  test('is filtered by article, annotator and time', async () => {
    const first = await core.article(TEXT, 'First');
    const second = await core.article('Nagel denied it.', 'Second');
    await mark(first, 'Lagarde', 'speaker');
    await core.ask('article.archive', { ids: [first, second], archived: true });
    expect((await list({ articleId: first })).map(({ title }) => title)).toEqual([
      'Archive',
      'Add speaker',
      'Add articles',
    ]);
    expect((await list({ articleId: second })).map(({ title }) => title)).toEqual(['Archive', 'Add articles']);
    await core.actAs('Ben');
    await mark(first, 'Nagel', 'speaker');
    const [newest] = await list();
    expect(newest?.title).toBe('Add speaker');
    const ben = { annotatorId: newest?.annotatorId ?? '' };
    expect(await list(ben)).toHaveLength(1);
    expect(await list({ ...ben, articleId: second })).toEqual([]);
    expect(await list({ since: newest?.at })).toContainEqual(newest);
    expect(await list({ until: newest?.at })).not.toContainEqual(newest);
  });

  test('quotation marks in a note are no place', async () => {
    const first = await core.article(TEXT, 'First');
    const second = await core.article('Nagel denied it.', 'Second');
    const span = await mark(first, 'Lagarde', 'speaker');
    await core.ask('span.update', { id: span, note: `"articleId":"${second}" "table":"article","id":"${second}"` });
    expect((await list({ articleId: second })).map(({ title }) => title)).toEqual(['Add articles']);
  });
});

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);

/** All rows of one's own layer, as the core has them. */
async function layer(articleId: string) {
  const { spans, relations, status } = await core.ask('article.open', { id: articleId });
  return { spans: spans.toSorted(byId), relations: relations.toSorted(byId), status };
}

describe('going back', () => {
  test('shows the layer as it was, and makes it so as one edit that undo takes back', async () => {
    const article = await core.article(TEXT);
    const claim = await mark(article, 'rates will fall', 'claim');
    const speaker = await mark(article, 'Lagarde', 'speaker');
    await core.ask('relation.add', { id: newId(), source: claim, target: speaker });
    const then = await layer(article);
    const [moment] = await list();
    await core.ask('span.delete', { id: claim });
    await mark(article, 'Nagel', 'speaker');
    await core.ask('article.setStatus', { ids: [article], status: 'done' });
    const now = await layer(article);

    const place = { articleId: article, editId: moment?.id ?? '' };
    const shown = await core.ask('edit.moment', place);
    expect({ ...shown, spans: shown.spans.toSorted(byId) }).toMatchObject({
      edit: { id: moment?.id, title: 'Add relation' },
      spans: then.spans,
      status: 'to-do',
      left: [],
    });
    expect(shown.changes.map(({ table, before, after }) => [table, before !== null, after !== null])).toEqual([
      ['span', true, false],
      ['span', false, true],
      ['relation', false, true],
      ['status', true, false],
    ]);
    expect(await layer(article)).toEqual(now);

    await core.ask('edit.goBack', place);
    expect(await layer(article)).toEqual(then);
    expect((await list()).slice(0, 1)).toMatchObject([{ title: 'Go back to an earlier moment', kind: 'done' }]);
    await core.ask('edit.goBack', place);
    await core.ask('edit.undo', {});
    expect(await layer(article)).toEqual(now);
  });

  test('leaves the layers of others alone', async () => {
    const article = await core.article(TEXT);
    const [empty] = await list();
    await mark(article, 'Lagarde', 'speaker');
    await core.actAs('Ben');
    await mark(article, 'Nagel', 'speaker');
    const place = { articleId: article, editId: empty?.id ?? '' };
    expect((await core.ask('edit.moment', place)).changes).toHaveLength(1);
    await core.ask('edit.goBack', place);
    expect((await layer(article)).spans).toEqual([]);
    expect(await core.ask('project.layers', { articleId: article })).toMatchObject([{ spans: 1 }]);
  });

  test('says what cannot come back, since the label set has changed', async () => {
    const article = await core.article(TEXT);
    const label = await core.ask('label.save', {
      id: null,
      name: 'Denial',
      colour: '#aa3355',
      key: '7',
      description: '',
      active: true,
    });
    await mark(article, 'Nagel denied it', label.id);
    await mark(article, 'Lagarde', 'speaker');
    const [moment] = await list();
    await core.ask('label.remove', { id: label.id, deleteSpans: true });
    const place = { articleId: article, editId: moment?.id ?? '' };
    const { changes, left } = await core.ask('edit.moment', place);
    expect(changes).toEqual([]);
    expect(left).toMatchObject([{ words: 'Nagel denied it', reason: expect.stringContaining(label.id) }]);
  });

  test('a moment of another article, or of none, is refused', async () => {
    const first = await core.article(TEXT);
    const [ofFirst] = await list();
    const second = await core.article('Nagel denied it.');
    for (const editId of [ofFirst?.id ?? '', 'nobody:1'])
      expect(await core.refused('edit.moment', { articleId: second, editId })).toMatchObject({ code: 'not-found' });
    expect(await core.refused('edit.goBack', { articleId: first, editId: 'nobody:1' })).toMatchObject({
      code: 'not-found',
    });
  });

  test('over random histories, each moment is exactly what it was, and the log makes the rows', async () => {
    const step = fc.oneof(
      fc.record({
        op: fc.constant('add' as const),
        at: fc.nat(60),
        size: fc.integer({ min: 1, max: 9 }),
        label: fc.constantFrom('speaker', 'claim', 'condition'),
      }),
      fc.record({ op: fc.constant('relate' as const), from: fc.nat(), to: fc.nat() }),
      fc.record({ op: fc.constantFrom('note' as const, 'delete' as const, 'unrelate' as const), from: fc.nat() }),
      fc.record({
        op: fc.constant('status' as const),
        status: fc.constantFrom('done' as const, 'in-progress' as const),
      }),
      fc.record({ op: fc.constant('back' as const), from: fc.nat() }),
      fc.record({ op: fc.constant('undo' as const) }),
      fc.record({ op: fc.constant('redo' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
        const article = await core.article(`${TEXT} ${newId()}`);
        const moments: { editId: string; rows: Awaited<ReturnType<typeof layer>> }[] = [];
        const pick = <R>(rows: readonly R[], n: number) => rows[n % rows.length];
        for (const each of steps) {
          const now = await layer(article);
          if (each.op === 'add') {
            const fragments = [{ start: each.at, end: each.at + each.size }];
            await core.reply('span.add', { id: newId(), articleId: article, label: each.label, fragments });
          } else if (each.op === 'relate') {
            const [source, target] = [pick(now.spans, each.from), pick(now.spans, each.to)];
            if (source && target)
              await core.reply('relation.add', { id: newId(), source: source.id, target: target.id });
          } else if (each.op === 'undo' || each.op === 'redo') {
            // The article itself stays, so that there is something to look at.
            if (moments.length > 0) await core.reply(`edit.${each.op}`, {});
            if (!(await core.reply('article.open', { id: article })).ok) await core.ask('edit.redo', {});
          } else if (each.op === 'status') {
            await core.ask('article.setStatus', { ids: [article], status: each.status });
          } else if (each.op === 'back') {
            const to = pick(moments, each.from);
            if (to) await core.ask('edit.goBack', { articleId: article, editId: to.editId });
          } else if (each.op === 'unrelate') {
            const relation = pick(now.relations, each.from);
            if (relation) await core.ask('relation.delete', { id: relation.id });
          } else {
            const span = pick(now.spans, each.from);
            if (span && each.op === 'note') await core.ask('span.update', { id: span.id, note: newId() });
            else if (span) await core.ask('span.delete', { id: span.id });
          }
          const [newest] = await core.ask('edit.list', { articleId: article });
          const [edit] = await core.ask('edit.read', { keys: [newest ?? 0] });
          moments.push({ editId: edit?.id ?? '', rows: await layer(article) });
        }
        for (const { editId, rows } of moments) {
          const { spans, relations, status, left } = await core.ask('edit.moment', { articleId: article, editId });
          expect({ spans: spans.toSorted(byId), relations: relations.toSorted(byId), status, left }).toEqual({
            ...rows,
            left: [],
          });
        }
        const last = moments.at(-1);
        const first = moments[0];
        if (!first || !last) return;
        await core.ask('edit.goBack', { articleId: article, editId: first.editId });
        expect(await layer(article)).toEqual(first.rows);
      }),
      { numRuns: 12 },
    );
    await core.ask('project.close', {});
    expect((await checkProject(core.at('rivers.sayso'))).problems).toEqual([]);
  });
});

describe('the log as a file', () => {
  test('has every edit with every column, and is put in place whole', async () => {
    const article = await core.article(TEXT);
    await mark(article, 'Lagarde', 'speaker');
    const report = await core.ask('edit.export', { destination: core.place('log.jsonl') });
    const lines = readFileSync(core.at('log.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(report).toEqual({ name: 'log.jsonl', edits: 3, bytes: core.bytes('log.jsonl').length });
    expect(lines.map(({ title, seq }) => [seq, title])).toEqual([
      [1, 'New project'],
      [2, 'Add articles'],
      [3, 'Add speaker'],
    ]);
    expect(Object.keys(lines[2])).toEqual([
      'device',
      'seq',
      'prev',
      'lamport',
      'annotator',
      'at',
      'title',
      'diff',
      'undoes',
      'hash',
    ]);
    expect(lines[2].prev).toBe(lines[1].hash);
    expect(lines[2].diff).toMatchObject([{ table: 'span', before: null, after: { quotes: ['Lagarde'] } }]);
    expect(readdirSync(core.folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });

  test('never replaces the open project', async () => {
    const token = core.place('rivers.sayso');
    expect(await core.refused('edit.export', { destination: token })).toMatchObject({ code: 'bad-input' });
  });
});
