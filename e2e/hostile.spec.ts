/** Texts, names and files of a stranger, in the real window and in a saved page: they are shown, and nothing else. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { expect, type Sayso, test } from './fixtures.ts';
import { FILE_NAMES, HEAVY, PAYLOADS } from './hostile-payloads.ts';

const AT = '2026-03-01T08:00:00.000Z';
/** A name or tag has no space at its ends. */
const nameOf = (payload: string, longest: number) => payload.trim().slice(0, longest).toWellFormed() || 'x';

function article(id: string, title: string, payloads: readonly string[]) {
  let text = 'Before.\n';
  const spans = payloads.map((payload, index) => {
    const start = text.length;
    text += payload;
    const end = text.length;
    text += ' said so.\n';
    const label = index % 2 ? 'speaker' : 'claim';
    return {
      ...{ id: `${id}-s${index}`, annotator: 'ana', label, fragments: [{ start, end }], quotes: [payload] },
      ...{ attributes: { 'quote-type': nameOf(payload, 1000) }, entity: label === 'speaker' ? 'e1' : null },
      ...{ note: payload, origin: 'import', createdAt: AT, updatedAt: AT },
    };
  });
  const [first = ''] = payloads;
  const about = nameOf(first, 2000);
  return {
    ...{
      id,
      title: title.slice(0, 2000).toWellFormed(),
      author: about,
      date: about.slice(0, 100),
      outlet: about,
      url: about,
    },
    ...{
      source: about,
      encoding: 'utf-8',
      replaced: 0,
      archived: false,
      importedAt: AT,
      externalId: about.slice(0, 1000),
    },
    ...{ tags: [nameOf(first, 80).trim()], textHash: createHash('sha256').update(text).digest('hex'), text },
    ...{ statuses: [], spans, relations: [] },
  };
}

/** All payloads in one dataset: one article each, and one with all of them. */
function dataset(): string {
  const label = (id: string, name: string, key: string, position: number) => ({
    ...{
      id,
      name: nameOf(name, 100),
      colour: '#aa3300',
      key,
      description: name.slice(0, 4000),
      active: true,
      position,
    },
  });
  const names = ['<img src=x onerror=alert(1)>', 'rev\u202eesrever', '{{1+1}}', 'zero\u200bwidth'];
  const header = {
    ...{ sayso: 1, offsets: 'utf16' },
    labels: [
      ...[
        label('speaker', 'Speaker', '1', 1),
        label('claim', 'Claim\u2066', '2', 2),
        label('condition', 'Condition', '3', 3),
      ],
      ...names.map((name, index) => label(`own-${index}`, name, '', 4 + index)),
    ],
    relations: [
      { id: 'said-by', name: nameOf(names[0] ?? '', 100), sourceLabel: 'claim', targetLabel: 'speaker', position: 1 },
    ],
    attributes: [
      {
        id: 'quote-type',
        label: 'claim',
        name: '<b>x\u202e',
        values: [{ name: '<script>alert(1)</script>', key: '' }],
        position: 1,
      },
    ],
    guidelines: PAYLOADS.join('\n\n').slice(0, 900_000),
    annotators: [
      { id: 'ana', name: '<img src=x onerror=alert(1)>\u202ePeople' },
      { id: 'ben', name: 'Ben' },
    ],
    entities: [{ id: 'e1', name: '<svg onload=alert(1)>\u200b', note: '' }],
  };
  const each = PAYLOADS.map((payload, index) => article(`p${String(index).padStart(3, '0')}`, payload, [payload]));
  return [header, article('all', 'All of them', PAYLOADS), ...each].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** Everything that a page does beside showing text. */
async function watch(page: Page, own: () => string): Promise<string[]> {
  const seen: string[] = [];
  page.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) seen.push(`console: ${message.text().slice(0, 300)}`);
  });
  page.on('pageerror', (error) => seen.push(`error: ${error.message.slice(0, 300)}`));
  page.on('popup', () => seen.push('a window opened'));
  page.on('request', (request) => {
    if (!request.url().startsWith(own())) seen.push(`request: ${request.url().slice(0, 200)}`);
  });
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`policy: ${violatedDirective} ${blockedURI}`),
    );
  });
  return seen;
}

async function makeProject(sayso: Sayso): Promise<string> {
  const project = join(sayso.projects, 'hostile.sayso');
  const profile = { device: 'device', annotator: { id: 'ana', name: '<img src=x onerror=alert(1)>\u202ePeople' } };
  sayso.write('data/profile.json', JSON.stringify({ ...profile, formerAnnotators: [], theme: 'system', recents: [] }));
  await sayso.cli('new', project);
  const { code, out } = await sayso.cli('import', project, sayso.write('hostile.jsonl', dataset()));
  expect(out.split('\n')[0]).toBe(`added ${PAYLOADS.length + 1}, already there 0, failed 0`);
  expect(code).toBe(0);
  return project;
}

/** Every title of the list, as the list shows it. */
async function shownTitles(page: Page): Promise<string[]> {
  return page.locator('.article-list').evaluate(async (list) => {
    const titles = new Map<string, string>();
    const scroller = [...list.querySelectorAll('*'), list].find(
      (element) => element.scrollHeight > element.clientHeight + 200,
    );
    if (!scroller) throw new Error('the list does not scroll');
    for (let top = 0; top <= scroller.scrollHeight; top += 300) {
      scroller.scrollTop = top;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      for (const row of list.querySelectorAll<HTMLElement>('[data-article]'))
        titles.set(row.dataset.article ?? '', row.querySelector('.article-row-title bdi')?.textContent ?? '');
    }
    scroller.scrollTop = 0;
    return [...titles.values()];
  });
}

test('two hundred payloads in texts, titles, labels, notes, names, tags and guidelines are shown as characters', async ({
  sayso,
  page,
  context,
}) => {
  const project = await makeProject(sayso);
  const seen = await watch(page, () => new URL(page.url()).origin.replace('null', 'http://127.0.0.1'));
  const bench = await sayso.open(project);

  await expect(bench.articles).toBeVisible();
  const titles = [...PAYLOADS.map((payload) => payload.slice(0, 2000).toWellFormed()), 'All of them'];
  expect((await shownTitles(page)).sort()).toEqual(titles.sort());

  await bench.openArticle('All of them');
  const expected = ['Before.', ...PAYLOADS.map((payload) => `${payload} said so.`)].join('').replaceAll('\n', '');
  const shownText = () => bench.text.evaluate((root) => root.textContent?.replaceAll('\n', '') ?? '');
  await expect.poll(async () => (await shownText()).length).toBe(expected.length);
  expect(await shownText()).toBe(expected);
  await expect(bench.status).toContainText(`${PAYLOADS.length} spans`);

  // Badged, and kept apart from what stands around it; invisible characters are shown where one asks for them.
  await page.getByRole('searchbox').fill('txt.exe');
  const flipped = bench.articles.getByRole('option').filter({ has: page.getByText('RLO', { exact: true }) });
  await flipped.first().click();
  await expect(bench.text).toContainText('invoice\u202etxt.exe said so.');
  const isolation = (name: Locator) => name.evaluate((element) => getComputedStyle(element).unicodeBidi);
  expect(await isolation(flipped.first().locator('bdi').first())).toBe('isolate');
  expect(await isolation(page.getByRole('heading', { level: 1 }).locator('bdi'))).toBe('isolate');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('RLO');
  await expect(page.locator('.av-control')).toHaveCount(0);
  await bench.run('Show or hide invisible characters');
  await expect(page.locator('.av-control').getByText('RLO')).toBeVisible();

  // One after the other, with spans, cards and marks: some that cannot be seen, then some of the others.
  await flipped.first().press('Home');
  await page.keyboard.press('Enter');
  for (let step = 0; step < 8; step++) await page.keyboard.press('Control+ArrowDown');
  await page.getByRole('searchbox').fill('');
  for (let step = 0; step < 8; step++) await page.keyboard.press('Control+ArrowUp');
  await expect(page.locator('[data-article][aria-current]').first()).toBeAttached();
  await expect(bench.text).toContainText('said so.');
  await bench.clickOn('Before.');
  await page.keyboard.press('.');
  await page.keyboard.press('n');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');

  for (const command of [
    'Edit article details…',
    'Tags of the article…',
    'Edit labels…',
    'Project settings…',
    'Edit the guidelines…',
    'This annotator is me…',
    'Keyboard shortcuts',
  ]) {
    await bench.run(command);
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  await page.keyboard.press('F1');
  await expect(page.getByRole('region', { name: 'Guidelines', exact: true })).toContainText('onerror=');
  await page.keyboard.press('F1');

  await bench.run('All of them');
  await expect(page.getByRole('document', { name: 'All of them' })).toBeVisible();
  const download = page.waitForEvent('download');
  await bench.run('Save article as a web page…');
  // A browser takes a file for a page by the ending of its name.
  const saved = join(sayso.folder, 'page.html');
  await (await download).saveAs(saved);
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  expect(seen).toEqual([]);
  await passesAsPage(await context.newPage(), saved, PAYLOADS[0] ?? '');
});

/** A saved page, opened as a file under its own policy: all of it is pressed, and nothing runs. */
async function passesAsPage(page: Page, path: string, payload: string): Promise<void> {
  const address = pathToFileURL(path).href;
  const seen = await watch(page, () => address);
  await page.goto(address);
  await expect(page.locator('.text')).toContainText(payload);
  const made = 'script,iframe,object,embed,img,svg,video,audio,form,input,base,link,template,button,[style],[srcset]';
  expect(await page.locator(made).count()).toBe(0);
  expect(await page.locator('a:not([href^="#s"])').count()).toBe(0);
  expect(await page.evaluate(() => document.documentElement.outerHTML.match(/<[a-z][^>]*\son\w+=/gi))).toBe(null);
  await page.evaluate(() => {
    const events = ['error', 'load', 'mouseover', 'focus', 'toggle', 'animationstart', 'pointerenter'];
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      element.click();
      for (const name of events) element.dispatchEvent(new Event(name));
    }
  });
  expect(page.url().split('#')[0]).toBe(address);
  expect(seen).toEqual([]);

  // Its policy is there, and would hold against a page that had been made wrongly.
  await page.evaluate(() => {
    const { body } = document;
    body.insertAdjacentHTML('beforeend', '<img src="x" onerror="window.ran=1"><iframe srcdoc="x"></iframe>');
    body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran=1' }));
  });
  await expect.poll(() => seen.filter((line) => line.includes('policy: ')).length).toBeGreaterThanOrEqual(2);
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
}

test('heavy texts, and files with names of a stranger: asked about, added and shown, or left out with the reason', async ({
  sayso,
  page,
}) => {
  const seen = await watch(page, () => new URL(page.url()).origin.replace('null', 'http://127.0.0.1'));
  const bench = await sayso.open();
  await bench.begin('heavy');
  await bench.drop([
    ...FILE_NAMES.map((name, index) => ({ name, content: `The ${index}th stranger said so.\n` })),
    { name: 'bad\u202etxt.pdf', content: '%PDF-1.4 nothing' },
  ]);
  // The web host takes what no file system and no reader takes well out of a name.
  await expect(bench.report).toContainText('bad txt.pdf');
  await bench.closeReport();

  const [header = '', one = '', two = ''] = dataset().split('\n');
  const spoilt = one.replace('"end":', '"end":0.5,"more":');
  const heavy = Object.entries(HEAVY).map(([name, content]) => sayso.write(name, content));
  await bench.addFiles(sayso.write('spoilt.jsonl', [header, spoilt, two].join('\n')), ...heavy);
  const asked = page.getByRole('dialog', { name: 'How are these files to be read?' });
  await expect(asked).toContainText('1 part is not right and will be left out.');
  await expect(asked.getByRole('list', { name: 'Left out' })).toContainText('spoilt.jsonl, line 2');
  await bench.passesAxe();
  const large = asked.getByRole('checkbox', { name: /Add this text of 10 MB/ });
  await expect(large).not.toBeChecked();
  await page.locator('label').filter({ hasText: 'Add this text of 10 MB' }).click();
  await expect(large).toBeChecked();
  await asked.getByRole('button', { name: 'Add articles' }).click();
  await expect(bench.report).toContainText('spoilt.jsonl, line 2', { timeout: 60_000 });
  await bench.closeReport();

  // The time-outs are bounds against hanging, on a machine that has other work.
  for (const [name, end] of [
    ['emoji', 'He said so.'],
    ['one-line', 'if the wind turned.'],
    ['blank-lines', 'The end.'],
  ] as const) {
    // By style selectors: to find something by its role or words, all of a text of 10 MB would be read each time.
    await page.locator('[data-article]').filter({ hasText: name }).click();
    await expect(page.locator('h1')).toContainText(name, { timeout: 60_000 });
    await page.keyboard.press('t');
    await page.keyboard.press('Control+End');
    const last = bench.text.locator('p').last();
    await expect(last).toContainText(end, { timeout: 60_000 });
    await expect(last).toBeInViewport({ timeout: 60_000 });
  }
  expect(seen).toEqual([]);
});
