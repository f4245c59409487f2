import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ProjectSettings } from '../../shared/model.ts';
import { openTestCore, type TestCore } from '../core.fixture.ts';

const TEXT = 'Lagarde said that Rehn denied that rates will fall. “Not yet,” she warned, “but soon.”';
const FREE: ProjectSettings = { nesting: 'allowed', splitQuotes: 'one-claim', snapping: 'words' };
let core: TestCore;
let articleId: string;

beforeEach(async () => {
  core = openTestCore();
  await core.begin();
  articleId = await core.article(TEXT);
});
afterEach(() => core.close());

const at = (quote: string) => ({ start: TEXT.indexOf(quote), end: TEXT.indexOf(quote) + quote.length });
const claim = (id: string, ...quotes: string[]) => ({ id, articleId, label: 'claim', fragments: quotes.map(at) });
const add = (id: string, ...quotes: string[]) => core.ask('span.add', claim(id, ...quotes));
const set = (change: Partial<ProjectSettings>) => core.ask('project.update', { settings: { ...FREE, ...change } });
const project = async () => (await core.ask('app.state', {})).project?.project;

test('name, guidelines and settings are changed one by one, each an edit that undo takes back', async () => {
  const before = await project();
  await core.ask('project.update', { name: ' Rivers of the north ' });
  await core.ask('project.update', { guidelines: '# Claim' });
  await set({ snapping: 'characters' });
  expect(await project()).toEqual({
    ...before,
    name: 'Rivers of the north',
    guidelines: '# Claim',
    settings: { ...FREE, snapping: 'characters' },
  });
  const undone = [];
  for (let n = 0; n < 3; n++) undone.push((await core.ask('edit.undo', {})).title);
  expect(undone).toEqual([
    'Change the project settings',
    'Change the guidelines',
    'Rename the project to Rivers of the north',
  ]);
  expect(await project()).toEqual(before);
});

test('what is the same already is no edit', async () => {
  const events = core.heard.length;
  await set({});
  expect(core.heard.length).toBe(events);
});

describe('only the outermost', () => {
  test('a span inside or around another of its label is refused with the reason, of another label it is not', async () => {
    await set({ nesting: 'outermost' });
    await add('c1', 'that Rehn denied that rates will fall');
    for (const quote of ['that rates will fall', 'said that Rehn denied that rates will fall']) {
      const error = await core.refused('span.add', claim('c2', quote));
      expect(error).toMatchObject({ code: 'conflict', message: expect.stringContaining('“Nesting”') });
    }
    await core.ask('span.add', { ...claim('s1', 'Rehn'), label: 'speaker' });
    await add('c3', '“Not yet,”');
    expect((await core.refused('span.update', { id: 'c3', fragments: [at('rates will fall')] })).code).toBe('conflict');
    expect((await core.refused('span.update', { id: 's1', label: 'claim' })).code).toBe('conflict');
  });

  test('spans that were nested before stay, are counted, and may be changed', async () => {
    await add('c1', 'that Rehn denied that rates will fall');
    await add('c2', 'that rates will fall');
    await add('c3', 'rates will fall');
    await set({ nesting: 'outermost' });
    expect(await core.ask('project.nested', {})).toEqual({ count: 2 });
    await core.ask('span.update', { id: 'c2', note: 'denied by Rehn' });
    await core.ask('span.update', { id: 'c3', fragments: [at('will fall')] });
    expect((await core.ask('article.open', { id: articleId })).spans.length).toBe(3);
  });

  test('the same span sent again after its answer was lost is not inside itself', async () => {
    await set({ nesting: 'outermost' });
    await add('c1', 'rates will fall');
    expect(await add('c1', 'rates will fall')).toMatchObject({ id: 'c1' });
  });

  test('another annotator’s spans do not count', async () => {
    await set({ nesting: 'outermost' });
    await add('c1', 'that Rehn denied that rates will fall');
    await core.actAs('Ben');
    expect(await add('b1', 'that rates will fall')).toMatchObject({ id: 'b1' });
    expect(await core.ask('project.nested', {})).toEqual({ count: 0 });
  });
});

test('where each piece of a split quotation is a claim, a claim takes no second fragment', async () => {
  await add('old', '“Not yet,”', '“but soon.”');
  await set({ splitQuotes: 'several-claims' });
  await add('c1', '“Not yet,”');
  const pieces = ['“Not yet,”', '“but soon.”'].map(at);
  const error = await core.refused('span.update', { id: 'c1', fragments: pieces });
  expect(error).toMatchObject({ code: 'conflict', message: expect.stringContaining('“Split quotations”') });
  expect((await core.refused('span.add', claim('c2', '“Not yet,”', '“but soon.”'))).code).toBe('conflict');
  await core.ask('span.update', { id: 'old', fragments: [at('Not yet'), at('but soon')] });
});
