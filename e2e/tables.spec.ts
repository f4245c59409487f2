/** Tables of articles and texts in doubtful encodings: what the window asks before it reads them. */
import { expect, test } from './fixtures.ts';

const TABLE = [
  'nr;notes;story;head;seen',
  '7;short;"The dams will open, he said.";Dams to open;2026-03-01',
  '8;short;;Nothing;2026-03-02',
  '9;short;"Prices rise; wages do not, she said.";Prices rise;2026-03-03',
].join('\n');
const DOUBTFUL = Buffer.from('The composer Dvo\xf8\xe1k lived in Spillville for one summer, she said.', 'latin1');

test('columns are chosen beside a preview, an encoding by how the text reads', async ({ sayso }) => {
  const bench = await sayso.open();
  await bench.begin('news');
  await bench.addFiles(sayso.write('news.csv', TABLE), sayso.write('dvorak.txt', DOUBTFUL));
  const asked = bench.page.getByRole('dialog', { name: 'How are these files to be read?' });
  const preview = asked.getByRole('region', { name: 'Preview' });
  await expect(asked.getByRole('combobox', { name: 'Text' })).toHaveValue('story');
  await expect(preview).toContainText('The dams will open, he said.');
  await asked.getByRole('combobox', { name: 'Title' }).selectOption('head');
  await asked.getByRole('combobox', { name: 'Id' }).selectOption('nr');
  await expect(preview).toContainText('Dams to open');
  await asked.getByRole('button', { name: 'Next row' }).click();
  await expect(preview).toContainText('There is no text in this row.');
  await asked
    .locator('label')
    .filter({ hasText: /Dvořák.*windows-1250/ })
    .click();
  await bench.passesAxe();
  await asked.getByRole('button', { name: 'Add articles' }).click();

  await expect(bench.report.getByRole('listitem').filter({ hasText: 'news.csv, line 3' })).toContainText('no text');
  await bench.closeReport();
  await expect(bench.articles.getByRole('option')).toHaveCount(3);
  await bench.openArticle('Prices rise');
  await expect(bench.text).toContainText('Prices rise; wages do not, she said.');
  await bench.openArticle('dvorak');
  await expect(bench.text).toContainText('Dvořák');
  await bench.page.keyboard.press('F2');
  await expect(bench.page.getByRole('dialog', { name: 'Article details' })).toContainText('windows-1250');
});

test('an answer that is not given adds nothing; the command line is told by flags', async ({ sayso }) => {
  const bench = await sayso.open();
  await bench.begin('news');
  const table = sayso.write('news.csv', TABLE);
  await bench.addFiles(table);
  await bench.page.keyboard.press('Escape');
  await expect(bench.page.getByRole('heading', { name: 'No articles yet' })).toBeVisible();
  await sayso.stop();

  const project = `${sayso.projects}/news.sayso`;
  const flags = ['--text-column', 'story', '--title-column', 'head', '--json'];
  const { code, out } = await sayso.cli('import', project, table, ...flags);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    added: [{ title: 'Dams to open' }, { title: 'Prices rise' }],
    failed: [{ name: 'news.csv, line 3' }],
  });
  expect((await sayso.cli('import', project, table, '--title-column', 'head')).err).toContain('--text-column');
});
