/** A day's work with the keyboard alone. Only the system's own file dialog is answered otherwise. */
import { readFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { SOON, type Workbench } from './workbench.ts';

const ARTICLES = {
  'Mill.txt': 'Mill\n\nThe mill will close if orders fall, manager Ida Krohn said.\n',
  'Dam.txt': 'Dam\n\nThe dam holds, he said.\n',
};
const TABLE = 'nr;story;head;seen\n7;"The ferry will stop in May, she said.\nNobody knew.";Ferry;2026-03-01\n';

/** Goes on with the Tab key until this has the focus. */
async function tabTo({ page }: Workbench, target: Locator): Promise<void> {
  await expect(target).toBeAttached();
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element.contains(document.activeElement))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the Tab key does not come to it');
}

/** The focus is on something that can be seen, not lost to the page. */
async function keepsFocus({ page }: Workbench): Promise<void> {
  const lost = () =>
    page.evaluate(() => !document.activeElement?.checkVisibility() || document.activeElement === document.body);
  await expect.poll(lost, SOON).toBe(false);
}

async function closes(bench: Workbench, dialog: Locator): Promise<void> {
  await expect(dialog).toBeHidden();
  await keepsFocus(bench);
}

test('import, labels, guidelines, settings, many articles, view, copies and pages, by keyboard alone', async ({
  sayso,
}) => {
  const bench = await sayso.open(await sayso.project('mills', ARTICLES));
  const { page } = bench;
  const { keyboard } = page;
  const dialog = (name: string) => page.getByRole('dialog', { name });
  await expect(page.getByLabel('Your name')).toBeFocused();
  await keyboard.type('Mara');
  await keyboard.press('Enter');
  await expect(bench.articles.getByRole('option')).toHaveCount(2);
  await keepsFocus(bench);

  await test.step('a table comes in, its columns chosen', async () => {
    await bench.addFiles(sayso.write('news.csv', TABLE));
    const asked = dialog('How are these files to be read?');
    await tabTo(bench, asked.getByRole('combobox', { name: 'Title' }));
    await keyboard.type('head');
    await expect(asked.getByRole('combobox', { name: 'Title' })).toHaveValue('head');
    await tabTo(bench, asked.getByRole('combobox', { name: 'Id' }));
    await keyboard.type('nr');
    await tabTo(bench, asked.getByRole('button', { name: 'Add articles' }));
    await keyboard.press('Enter');
    await expect(page.getByRole('document', { name: 'Ferry' })).toBeVisible();
    await closes(bench, asked);
  });

  await test.step('a label of one’s own is made and used, and its span is gone to among the cards', async () => {
    await bench.run('Edit labels');
    const editor = dialog('Labels');
    await tabTo(bench, editor.getByLabel('New label'));
    await keyboard.type('Place');
    await keyboard.press('Enter');
    const form = editor.getByRole('region', { name: 'Place' });
    await tabTo(bench, form.getByLabel('Key').first());
    await keyboard.press('Control+a');
    await keyboard.type('z');
    await tabTo(bench, form.getByRole('radio', { checked: true }));
    await keyboard.press('ArrowRight');
    await tabTo(bench, form.getByLabel('New attribute'));
    await keyboard.type('Size');
    await keyboard.press('Enter');
    await expect(form.getByRole('group', { name: 'Size' })).toBeVisible();
    await keyboard.press('Escape');
    await closes(bench, editor);

    await keyboard.press('t');
    await keyboard.press('Control+Home');
    for (let word = 0; word < 2; word++) await keyboard.press('Control+ArrowRight');
    await keyboard.press('e');
    await keyboard.press('z');
    await bench.hasSpans(['Place, ‘ferry’']);
    await keyboard.press('F6');
    await expect(bench.cards.getByRole('button', { name: 'Place: ferry' })).toBeFocused();
    await expect(bench.cards).toContainText('Other spans');
    await keyboard.press('Delete');
    await bench.hasSpans([]);
    await keepsFocus(bench);
  });

  await test.step('guidelines are written, and gone to', async () => {
    await keyboard.press('F1');
    const panel = page.getByRole('region', { name: 'Guidelines', exact: true });
    await tabTo(bench, panel.getByRole('button', { name: 'Write guidelines…' }));
    await keyboard.press('Enter');
    const editor = dialog('Guidelines');
    await keyboard.type('# Claim\n\nAll that is attributed.');
    await tabTo(bench, editor.getByRole('button', { name: 'Save' }));
    await keyboard.press('Enter');
    await closes(bench, editor);
    await expect(panel).toContainText('All that is attributed.');
    await tabTo(bench, panel.getByRole('button', { name: 'Claim' }));
    await keyboard.press('Enter');
    await expect(panel.getByRole('heading', { name: 'Claim' })).toBeFocused();
    await keyboard.press('F1');
    await closes(bench, panel);
  });

  await test.step('a setting of the project is changed', async () => {
    await keyboard.press('Control+,');
    const settings = dialog('Project settings');
    await tabTo(bench, settings.getByRole('radio', { checked: true }).first());
    await keyboard.press('ArrowDown');
    await expect(settings.getByRole('radio', { name: /Only the outermost/ })).toBeChecked();
    await tabTo(bench, settings.getByRole('button', { name: 'Save' }));
    await keyboard.press('Enter');
    await closes(bench, settings);
  });

  await test.step('articles are sorted, chosen, tagged and filtered', async () => {
    await keyboard.press('/');
    await keyboard.press('Shift+Tab');
    await keyboard.press('Enter');
    const sorts = page.getByRole('menu', { name: 'Sort articles' });
    await keyboard.press('End');
    await keyboard.press('Enter');
    await closes(bench, sorts);
    await tabTo(bench, bench.articles);
    await keyboard.press('Home');
    await keyboard.press('Shift+ArrowDown');
    const bar = page.getByRole('toolbar', { name: 'Selected articles' });
    await expect(bar).toContainText('2 selected');
    await keyboard.press('#');
    const tags = dialog('Tags');
    await keyboard.type('stone');
    await keyboard.press('Enter');
    await tabTo(bench, tags.getByRole('button', { name: 'Save' }));
    await keyboard.press('Enter');
    await closes(bench, tags);
    await tabTo(bench, bar);
    await keyboard.press('ArrowRight');
    await keyboard.press('Enter');
    await keyboard.press('End');
    await keyboard.press('Enter');
    await expect(bench.articles.getByRole('option', { name: /not relevant/ })).toHaveCount(2);
    await keepsFocus(bench);
    await tabTo(bench, bench.articles);
    await keyboard.press('Escape');
    await expect(bar).toBeHidden();
    await keepsFocus(bench);

    await keyboard.press('/');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    const only = page.getByRole('dialog');
    await tabTo(bench, only.getByRole('checkbox', { name: /stone/ }));
    await keyboard.press('Space');
    await keyboard.press('Escape');
    await closes(bench, only);
    await expect(bench.articles.getByRole('option')).toHaveCount(2);
  });

  await test.step('how the text is shown', async () => {
    await bench.run('Larger text');
    await bench.run('Show or hide invisible characters');
    await expect(page.locator('.av-line-end').first()).toBeVisible();
    await keepsFocus(bench);
  });

  await test.step('a copy, a page, and who one is', async () => {
    const copy = page.waitForEvent('download');
    await bench.run('Save a copy');
    expect((await copy).suggestedFilename()).toBe('mills copy.sayso');
    await keepsFocus(bench);
    const file = page.waitForEvent('download');
    await bench.run('Save article as a web page');
    expect(await readFile(await (await file).path(), 'utf8')).toContain('The ferry will stop in May');
    await keepsFocus(bench);
    await bench.run('This annotator is me');
    const identity = dialog('This annotator is me');
    await tabTo(bench, identity.getByRole('radio').first());
    await keyboard.press('Space');
    await tabTo(bench, identity.getByRole('button', { name: 'I am Ana' }));
    await keyboard.press('Enter');
    await closes(bench, identity);
    await expect(page.getByRole('button', { name: /^A, Ana/ })).toBeVisible();
    await bench.saved();
  });
});
