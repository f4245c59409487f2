import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestCore, type TestCore } from '../core.fixture.ts';

const TEXT = 'Mayor Holm said prices rise <b>if</b> wages do.\nNobody denied it.';

let core: TestCore;
let id: string;
beforeEach(async () => {
  core = openTestCore();
  await core.begin();
  id = await core.article(TEXT, 'Prices & <wages>');
  const add = (spanId: string, label: string, words: string) => {
    const start = TEXT.indexOf(words);
    return core.ask('span.add', {
      id: spanId,
      articleId: id,
      label,
      fragments: [{ start, end: start + words.length }],
    });
  };
  await add('s', 'speaker', 'Mayor Holm');
  await add('c', 'claim', 'prices rise <b>if</b> wages do');
  await add('k', 'condition', '<b>if</b> wages do');
  await add('x', 'speaker', 'Nobody');
  await core.ask('relation.add', { id: 'r1', source: 'c', target: 's' });
  await core.ask('relation.add', { id: 'r2', source: 'c', target: 'k' });
  await core.ask('span.update', { id: 'c', note: 'check <this>' });
});
afterEach(() => core.close());

test('a saved page holds text, spans, attributions and what describes the article, and nothing that runs', async () => {
  await core.ask('article.update', { id, outlet: 'Delta "Post"' });
  await core.ask('article.setTags', { ids: [id], add: ['water'], remove: [] });
  const destination = core.place('page.html');
  const { name, bytes } = await core.ask('article.saveHtml', { id, destination });
  const html = core.bytes('page.html');
  expect([name, bytes]).toEqual(['page.html', html.length]);
  const page = html.toString('utf8');
  expect(page).toContain('<title>Prices &amp; &lt;wages&gt;</title>');
  expect(page).toContain('<dd dir="auto">Delta &quot;Post&quot;</dd>');
  expect(page).toContain('<dt>Tags</dt><dd dir="auto">water</dd>');
  expect(page).toContain('<dt>Annotated by</dt><dd dir="auto">Ana</dd>');
  expect(page).toContain('Note: check &lt;this&gt;');
  expect(page).not.toMatch(/<script|<b>if|javascript:|\son\w+=/);

  const [, attributions = '', others = ''] = page.split('<h2>');
  expect(attributions).toMatch(/^Attributions/);
  expect(attributions.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')).toContain(
    'Claim 2 prices rise &lt;b&gt;if&lt;/b&gt; wages do (Note: check &lt;this&gt;) ' +
      'Speaker Speaker 1 Mayor Holm Condition Condition 3 &lt;b&gt;if&lt;/b&gt; wages do',
  );
  expect(others).toContain('Nobody');
});

test('without a layer it is one’s own; another’s can be asked for, a stranger’s is refused', async () => {
  const { project } = await core.ask('app.state', {});
  const ana = project?.annotators[0]?.id ?? '';
  await core.actAs('Ben');
  expect((await core.ask('article.page', { id })).body).not.toContain('<mark');
  expect((await core.ask('article.page', { id, annotatorId: ana })).body).toContain('<mark');
  expect((await core.refused('article.page', { id, annotatorId: 'nobody' })).code).toBe('not-found');
});

test('a page never replaces the project, and says why a place cannot be written', async () => {
  expect((await core.refused('article.saveHtml', { id, destination: core.place('rivers.sayso') })).code).toBe(
    'bad-input',
  );
  const nowhere = await core.refused('article.saveHtml', { id, destination: core.place('gone/page.html') });
  expect(nowhere).toMatchObject({ code: 'disk' });
  expect(nowhere.message).toContain('page.html');
});
