/** Guidelines beside the text, what the project's settings refuse, and a copy of the project. */
import { expect, test } from './fixtures.ts';

test('guidelines are written, shown by F1, and reached from a label', async ({ sayso }) => {
  const bench = await sayso.open();
  const { page } = bench;
  await bench.sayWho('Ana');
  await bench.openSample();
  await bench.openArticle('Harbour town puts its ferry to a vote');
  const panel = page.getByRole('region', { name: 'Guidelines', exact: true });

  await page.keyboard.press('F1');
  await expect(panel).toContainText('no guidelines yet');
  await panel.getByRole('button', { name: 'Write guidelines…' }).click();
  const editor = page.getByRole('dialog', { name: 'Guidelines' });
  await editor.getByRole('button', { name: 'Insert the default guidelines' }).click();
  await expect(editor.getByRole('region', { name: 'Preview' }).getByRole('heading', { name: 'Claim' })).toBeVisible();
  await bench.passesAxe();
  // What was typed is not lost to a slip of the hand.
  await page.keyboard.press('Escape');
  await editor.getByRole('alert').getByRole('button', { name: 'Save' }).click();
  await bench.saved();
  await bench.passesAxe();

  await bench.clickOn('will not see a twelfth');
  await page.keyboard.press('Shift+F1');
  await expect(panel.getByRole('heading', { name: 'Claim' })).toBeFocused();
  await panel.getByRole('button', { name: 'Condition' }).click();
  await expect(panel.getByRole('heading', { name: 'Condition', exact: true })).toBeFocused();
  await page.keyboard.press('F1');
  await expect(panel).toBeHidden();
  await expect(bench.cards).toBeVisible();
});

test('what the project settings do not allow is refused with the reason', async ({ sayso }) => {
  const bench = await sayso.open();
  const { page } = bench;
  await bench.sayWho('Ana');
  await bench.newProject('strict');
  await bench.addFiles(sayso.write('a.txt', 'Holm said that the board denied that it was late.\n'));
  await bench.mark('that the board denied that it was late', 'claim');
  await bench.mark('that it was late', 'claim');
  await page.keyboard.press('Control+,');
  const dialog = page.getByRole('dialog', { name: 'Project settings' });
  await dialog.locator('label').filter({ hasText: 'Only the outermost' }).click();
  await expect(dialog.getByRole('status')).toContainText('1 of your spans lies inside another');
  await bench.passesAxe();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(bench.spans).toHaveCount(2);
  await bench.mark('it was late', 'claim');
  await expect(page.getByRole('log')).toContainText('“Nesting”');
  await expect(bench.spans).toHaveCount(2);
});

test('a copy of the project is saved, whole', async ({ sayso }) => {
  const bench = await sayso.open();
  await bench.sayWho('Ana');
  await bench.openSample();
  const download = bench.page.waitForEvent('download');
  await bench.run('Save a copy');
  expect((await download).suggestedFilename()).toBe('Sayso sample copy.sayso');
  const path = `${sayso.folder}/copy.sayso`;
  await (await download).saveAs(path);
  expect(await sayso.cli('check', path)).toMatchObject({
    code: 0,
    out: expect.stringContaining('is sound: 3 articles'),
  });
});
