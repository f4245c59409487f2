/** All the ways in which articles come in, what is refused and why, and what can be done with the list of them. */
import { readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Sayso, test } from './fixtures.ts';
import type { Workbench } from './workbench.ts';

const HTML = `<!doctype html><html><head><meta charset="utf-8"><title>Ferry to stop – The Orle Post</title>
<meta property="og:site_name" content="The Orle Post"><meta name="author" content="Tove Lind">
<meta property="article:published_time" content="2026-04-02T08:00:00Z"></head>
<body><nav>Home News Sport</nav><article><h1>Ferry to stop</h1>
<p>The last ferry on the Orle will stop in May, the harbour master said on Monday.</p>
<p>She denied that the decision had been made behind closed doors, and that it could be reversed.</p></article>
</body></html>`;

async function emptyProject(sayso: Sayso, ...files: string[]): Promise<Workbench> {
  const bench = await sayso.open(...files);
  await bench.begin('news');
  return bench;
}

const option = (bench: Workbench, title: string) => bench.articles.getByRole('option', { name: title });
const heading = (bench: Workbench) => bench.page.locator('.heading');

test('several files at once, of several kinds and encodings, by the file dialog', async ({ sayso }) => {
  const bench = await emptyProject(sayso);
  await bench.addFiles(
    sayso.write('plain.txt', 'Prices rise\n\nPrices will rise if wages do, she said. 😀'),
    sayso.write('marked.md', '---\ntitle: Dams to open\nauthor: Ole Berg\n---\n\n# Heading\n\nThe dams **will** open.'),
    sayso.write('page.html', HTML),
    sayso.write('wide.txt', Buffer.from('\ufeffŽivljenje\n\nCena bo zrasla, je rekla.', 'utf16le')),
    sayso.write('old.txt', Buffer.from('Une \xe9t\xe9\n\n\x93Non\x94, dit-il, \x80 5 \xe0 No\xebl.', 'latin1')),
    sayso.write(
      'broken.txt',
      Buffer.from('Broken news\n\nPrices r\xffse, h\u00c3\u00a9 said \u00c3\u00a9\u00c3\u00a8.', 'latin1'),
    ),
  );
  const asked = bench.page.getByRole('dialog', { name: 'How are these files to be read?' });
  await expect(asked.getByRole('radio', { name: /Noël.*windows-1252/ })).toBeChecked();
  await asked.getByRole('button', { name: 'Add articles' }).click();
  await expect(bench.articles.getByRole('option')).toHaveCount(6);
  await bench.openArticle('Prices rise');
  await expect(bench.text).toContainText('if wages do, she said. 😀');
  await bench.openArticle('Dams to open');
  await expect(heading(bench)).toContainText('Ole Berg');
  await expect(bench.text).toContainText('The dams will open.');
  await bench.openArticle('Ferry to stop');
  await expect(heading(bench)).toContainText('The Orle Post · Tove Lind · 2026-04-02');
  await expect(bench.text).toContainText('behind closed doors');
  await expect(bench.text).not.toContainText('Home News Sport');
  await bench.openArticle('Življenje');
  await expect(bench.text).toContainText('Cena bo zrasla');
  await bench.openArticle('Une été');
  await expect(bench.text).toContainText('“Non”, dit-il, € 5 à Noël.');
  await bench.page.keyboard.press('F2');
  await expect(bench.page.getByRole('dialog', { name: 'Article details' })).toContainText('windows-1252');
  await bench.page.keyboard.press('Escape');
  await bench.openArticle('Broken news');
  await expect(heading(bench)).toContainText('1 unreadable character');
});

test('a folder with what lies below it; what is no article in it is left out', async ({ sayso }) => {
  sayso.write('news/one.txt', 'First report\n\nOne said so.');
  sayso.write('news/2026/may/two.md', '# Second report\n\nTwo said so.');
  sayso.write('news/picture.jpg', 'no article');
  sayso.write('news/.hidden.txt', 'no article either');
  const bench = await emptyProject(sayso);
  await bench.choose(join(sayso.folder, 'news'), () =>
    bench.page.getByRole('button', { name: 'Add a folder of articles…' }).click(),
  );
  await expect(bench.articles.getByRole('option')).toHaveCount(2);
  await expect(option(bench, 'First report')).toBeVisible();
  await expect(option(bench, 'Second report')).toBeVisible();
});

test('by drag and drop, once there is a project; a project by drag and drop too', async ({ sayso }) => {
  const bench = await sayso.open();
  await bench.sayWho('Ana');
  const files = [
    { name: 'one.txt', content: 'First report\n\nOne said so.' },
    { name: 'two.html', content: HTML },
  ];
  await bench.drop(files);
  await expect(bench.alert).toContainText('Open or make a project first');
  await sayso.cli('new', join(sayso.folder, 'dropped.sayso'));
  await bench.drop([{ name: 'dropped.sayso', content: readFileSync(join(sayso.folder, 'dropped.sayso')) }]);
  await expect(bench.page.getByRole('heading', { name: 'No articles yet' })).toBeVisible();
  await bench.drop(files);
  await expect(bench.articles.getByRole('option')).toHaveCount(2);
  await expect(bench.page.locator('.drop-target')).toHaveCount(0);
});

test('by pasting; without a title its first line is the title', async ({ sayso }) => {
  const bench = await emptyProject(sayso);
  const text = 'Prices rise\nPrices will rise, she said.';
  await bench.page.keyboard.press('Control+Shift+V');
  const dialog = bench.page.getByRole('dialog', { name: 'Paste an article' });
  await expect(dialog.getByRole('button', { name: 'Add article' })).toBeDisabled();
  await dialog.getByLabel('Text').fill(text);
  await dialog.getByRole('button', { name: 'Add article' }).click();
  await expect(dialog).toBeHidden();
  await expect(bench.page.getByRole('document', { name: 'Prices rise' })).toContainText('she said');
  await expect(heading(bench)).toContainText('pasted');

  await bench.page.keyboard.press('Control+Shift+V');
  await dialog.getByLabel('Title').fill('The same again');
  await dialog.getByLabel('Text').fill(text);
  await dialog.getByRole('button', { name: 'Add article' }).click();
  await expect(bench.report).toContainText('is the same text as Prices rise');
  await bench.closeReport();
  await expect(bench.articles.getByRole('option')).toHaveCount(1);
});

test('by the command line, into the project that is given or into the next one', async ({ sayso }) => {
  const project = join(sayso.folder, 'given.sayso');
  const article = sayso.write('one.txt', 'First report\n\nOne said so.');
  await sayso.cli('new', project);
  const bench = await sayso.open(article, project);
  await bench.sayWho('Ana');
  await expect(bench.page.getByRole('document', { name: 'First report' })).toContainText('One said so.');
  await sayso.stop();

  const next = await sayso.open(article, sayso.write('two.txt', 'Second report\n\nTwo said so.'));
  await expect(next.page.getByText('2 articles are added to the project that you make or open now')).toBeVisible();
  await next.openRecent('given');
  await expect(next.report.getByRole('listitem').filter({ hasText: 'one.txt' })).toContainText(
    'is the same text as First report',
  );
  await next.closeReport();
  await expect(next.articles.getByRole('option')).toHaveCount(2);
});

test('the same text is recognised, and what is bad is listed with its reason, while the others go in', async ({
  sayso,
}) => {
  const bench = await emptyProject(sayso);
  const controls = 'Odd signs\n\nA \u0000 NUL, \u202ereversed\u202c, a \u2028 separator and a \f feed, she said.';
  const line = `It ${'was said again and '.repeat(270_000)}ended.`;
  const huge = sayso.write('huge.txt', '');
  truncateSync(huge, 100 * 2 ** 20);
  await bench.addFiles(
    sayso.write('one.txt', 'First report\n\nOne said so.'),
    sayso.write('twin.txt', 'First report\r\n\r\nOne said so.'),
    sayso.write('empty.txt', ''),
    sayso.write('blank.txt', ' \n\t\n'),
    sayso.write('picture.txt', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')),
    huge,
    sayso.write('line.txt', line),
    sayso.write('controls.txt', controls),
    sayso.write(
      'scripts.html',
      HTML.replace('<p>She', '<script>hacked=1</script><img src="x" onerror="hacked=2"><p onclick="hacked=3">She'),
    ),
    sayso.write('markup.txt', 'Markup stays text\n\n<img src="x" onerror="hacked=4"> <script>hacked=5</script> end.'),
  );
  const rows = bench.report.getByRole('listitem');
  await expect(rows.filter({ hasText: 'empty.txt' })).toContainText('is empty');
  await expect(rows.filter({ hasText: 'blank.txt' })).toContainText('nothing but white space');
  await expect(rows.filter({ hasText: 'picture.txt' })).toContainText('a PNG picture');
  await expect(rows.filter({ hasText: 'huge.txt' })).toContainText('an article may have up to 50 MB');
  await expect(rows.filter({ hasText: 'twin.txt' })).toContainText('is the same text as First report');
  await expect(bench.report).toContainText('5 articles were added, 5 left out');
  await bench.closeReport();
  await expect(bench.articles.getByRole('option')).toHaveCount(5);

  await bench.openArticle('Ferry to stop');
  await expect(bench.text).toContainText('behind closed doors');
  await expect(bench.text).not.toContainText('hacked');
  await bench.openArticle('Markup stays text');
  await expect(bench.text).toContainText('<img src="x" onerror="hacked=4"> <script>hacked=5</script> end.');
  await expect(bench.text.locator('img, script')).toHaveCount(0);
  expect(await bench.page.evaluate(() => 'hacked' in window)).toBe(false);

  await bench.openArticle('line');
  await bench.mark('It was said', 'speaker');
  await bench.page.keyboard.press('Control+End');
  await bench.page.keyboard.press('Control+Shift+ArrowLeft');
  await expect(bench.status).toContainText(`Selection ${line.length - 6}–${line.length}`);
  await bench.label('claim');
  await bench.saved();
  await bench.openArticle('Odd signs');
  await bench.mark('reversed', 'claim');
  await bench.saved();

  const [, ...articles] = (await bench.export('JSON Lines')).trimEnd().split('\n');
  const texts = articles.map((json) => (JSON.parse(json) as { text: string }).text);
  expect(texts).toContain(controls);
  expect(texts.includes(line)).toBe(true);
});

test('an import of hundreds of files that is cancelled half-way leaves nothing', async ({ sayso }) => {
  const sentence = 'The bridge at Orle stays shut until June, engineer Ada Moss said. ';
  const files = Array.from({ length: 400 }, (_, n) =>
    sayso.write(`${n}.txt`, `Report ${n}\n\n${sentence.repeat(900)}`),
  );
  const bench = await emptyProject(sayso, ...files);
  const work = bench.page.getByRole('region', { name: 'Work under way' });
  await expect(work).toContainText(/[1-9]\d* of 400/);
  await work.getByRole('button', { name: 'Cancel' }).click();
  await expect(bench.page.getByRole('log')).toContainText('Adding articles was cancelled. Nothing was added.');
  await expect(work).toBeHidden();
  await expect(bench.page.getByRole('heading', { name: 'No articles yet' })).toBeVisible();

  await bench.addFiles(...files.slice(0, 2));
  await expect(bench.articles.getByRole('option')).toHaveCount(2);
  await sayso.stop();
  const check = await sayso.cli('check', join(sayso.projects, 'news.sayso'));
  expect(check.out).toContain('is sound: 2 articles');
});

test('an article is described, archived and brought back, found, and gone to by keyboard', async ({ sayso }) => {
  const bench = await emptyProject(sayso);
  await bench.addFiles(
    ...['Alpha', 'Beta', 'Gamma'].map((name) => sayso.write(`${name}.txt`, `${name} report\n\n${name} said so.`)),
  );
  const { keyboard } = bench.page;
  await bench.openArticle('Alpha report');
  await keyboard.press('F2');
  const details = bench.page.getByRole('dialog', { name: 'Article details' });
  await details.getByLabel('Title').fill('');
  await expect(details.getByRole('button', { name: 'Save' })).toBeDisabled();
  await details.getByLabel('Title').fill('Élan of the river');
  await details.getByLabel('Outlet').fill('The Orle Post');
  await details.getByLabel('Date').fill('2026-05-01');
  await keyboard.press('Enter');
  await expect(heading(bench)).toContainText('Élan of the river');
  await expect(heading(bench)).toContainText('The Orle Post · 2026-05-01');
  await expect(option(bench, 'Élan of the river')).toBeVisible();

  await keyboard.press('j');
  await expect(bench.page.getByRole('document', { name: 'Beta report' })).toBeVisible();
  await keyboard.press('Control+ArrowDown');
  await expect(bench.page.getByRole('document', { name: 'Gamma report' })).toBeVisible();
  await keyboard.press('k');
  await expect(bench.page.getByRole('document', { name: 'Beta report' })).toBeVisible();
  await keyboard.press('Control+Enter');
  await expect(option(bench, 'Beta report')).toContainText('done');

  await option(bench, 'Gamma report').click({ button: 'right' });
  await bench.page.getByRole('menuitem', { name: 'Archive' }).click();
  await expect(option(bench, 'Gamma report')).toBeHidden();
  await expect(bench.articles.getByRole('option')).toHaveCount(2);
  const only = bench.page.getByRole('button', { name: /^Show only some articles/ });
  await only.click();
  await bench.page.getByText('Archived articles').click();
  await keyboard.press('Escape');
  await expect(bench.articles.getByRole('option')).toHaveCount(1);
  await bench.openArticle('Gamma report');
  await expect(heading(bench)).toContainText('archived');
  await bench.run('Archive or bring back article');
  await expect(heading(bench)).not.toContainText('archived');
  await only.click();
  await bench.page.getByText('Archived articles').click();
  await keyboard.press('Escape');
  await expect(bench.articles.getByRole('option')).toHaveCount(3);

  await keyboard.press('/');
  await keyboard.type('elan POST');
  await expect(bench.articles.getByRole('option')).toHaveCount(1);
  await keyboard.press('Escape');
  await expect(bench.articles.getByRole('option')).toHaveCount(3);
  await bench.saved();

  await sayso.stop('SIGKILL');
  const again = await sayso.open();
  await again.openRecent('news');
  await again.openArticle('Élan of the river');
  await expect(heading(again)).toContainText('The Orle Post · 2026-05-01');
  await expect(option(again, 'Beta report')).toContainText('done');
});
