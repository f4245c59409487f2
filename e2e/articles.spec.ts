/** Many articles: tags, several changed at once, filters that stay; and an article saved as a page. */
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';

const TITLES = ['Dams', 'Ferries', 'Quarries', 'Trains'];

test('articles are tagged and changed together, found by what they have, and found so again', async ({ sayso }) => {
  const files = TITLES.map((title) => sayso.write(`${title}.txt`, `${title}\n\nThe mayor of ${title} said so.`));
  const bench = await sayso.open();
  const { page } = bench;
  await bench.sayWho('Ana');
  await bench.newProject('Rivers');
  await bench.addFiles(...files);
  const row = (title: string) => bench.articles.getByRole('option', { name: title });
  await expect(row('Trains')).toBeVisible();
  await page.keyboard.press('Escape');

  await row('Dams').click();
  await row('Quarries').click({ modifiers: ['Control'] });
  const bar = page.getByRole('toolbar', { name: 'Selected articles' });
  await expect(bar).toContainText('2 selected');
  await bench.passesAxe();
  await bar.getByRole('button', { name: 'Tags…' }).click();
  await page.keyboard.type('stone');
  await page.keyboard.press('Enter');
  await bench.passesAxe();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(row('Quarries')).toContainText('tags: stone');
  await bar.getByRole('button', { name: 'Status' }).click();
  await page.getByRole('menuitem', { name: 'done' }).click();
  await expect(page.getByRole('progressbar', { name: 'Progress' })).toBeHidden();
  await bench.articles.press('Escape');
  await expect(page.getByRole('progressbar', { name: 'Progress' })).toHaveAttribute('aria-valuetext', /^2 of 4 done/);
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('progressbar', { name: 'Progress' })).toHaveAttribute('aria-valuetext', /^0 of 4 done/);

  await page.getByRole('button', { name: 'Show only some articles' }).click();
  await page.getByRole('dialog').getByText('stone', { exact: true }).click();
  await bench.passesAxe();
  await page.keyboard.press('Escape');
  await expect(bench.articles.getByRole('option')).toHaveCount(2);
  await bench.saved();

  await sayso.stop();
  const again = await sayso.open();
  await again.openRecent('Rivers');
  await expect(page.getByText('Only tagged stone')).toBeVisible();
  await expect(again.articles.getByRole('option')).toHaveCount(2);
});

test('an article is saved as a page that holds its text to the character', async ({ sayso, browser }) => {
  const bench = await sayso.open();
  await bench.sayWho('Ana');
  await bench.openSample();
  const text = (await bench.text.getByRole('paragraph').allTextContents()).join('\n');
  const title = await bench.page.getByRole('heading', { level: 1 }).textContent();
  const download = bench.page.waitForEvent('download');
  await bench.run('Save article as a web page');
  const path = `${sayso.folder}/page.html`;
  await (await download).saveAs(path);
  expect(await readFile(path, 'utf8')).not.toContain('<script');

  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ colorScheme, javaScriptEnabled: true, bypassCSP: true });
    const saved = await context.newPage();
    await saved.goto(pathToFileURL(path).href);
    expect(await saved.locator('.text').evaluate((element) => element.textContent)).toBe(text);
    await expect(saved.getByRole('heading', { level: 1 })).toHaveText(title ?? '');
    await expect(saved.getByRole('heading', { name: 'Attributions' })).toBeVisible();
    await expect(saved.locator('mark[data-name^="Claim"]').first()).toBeVisible();
    const { violations } = await new AxeBuilder({ page: saved }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await context.close();
  }
});
