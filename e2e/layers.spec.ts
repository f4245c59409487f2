/** A project that two people annotate: each sees the other's layer to read only, and may turn out to be the other. */
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';

test('another annotator’s layer is read, and taken over after a change of computer', async ({ sayso, colleague }) => {
  const ana = await sayso.open();
  await ana.sayWho('Ana');
  await ana.newProject('shared');
  await ana.addFiles(sayso.write('a.txt', 'Holm said that the board denied that it was late.\n'));
  await ana.mark('Holm', 'speaker');
  await ana.mark('that the board denied that it was late', 'claim');
  await expect(ana.page.getByRole('button', { name: /Layer$/ })).toBeHidden();
  await ana.saved();
  await sayso.stop();

  const ben = await colleague.open(join(sayso.projects, 'shared.sayso'));
  const { page } = ben;
  await ben.sayWho('Ben');
  await ben.mark('the board', 'speaker');
  await expect(ben.spans).toHaveCount(1);

  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+L');
  await ben.passesAxe();
  await page.getByRole('option', { name: /Ana/ }).click();
  await expect(ben.spans).toHaveText([/Holm/, /that the board denied/]);
  await expect(page.getByText('Read-only: these are the annotations of Ana.')).toBeVisible();
  await ben.mark('denied', 'cue');
  await page.keyboard.press('1');
  await expect(ben.spans).toHaveCount(2);
  await ben.passesAxe();
  await page.keyboard.press('Escape');
  await expect(ben.spans).toHaveText([/the board/]);

  await page.getByRole('button', { name: /^B, Ben/ }).click();
  await page.getByRole('menuitem', { name: 'This annotator is me…' }).click();
  const dialog = page.getByRole('dialog', { name: 'This annotator is me' });
  await dialog.locator('label').filter({ hasText: 'Ana' }).click();
  await ben.passesAxe();
  await dialog.getByRole('button', { name: 'I am Ana' }).click();
  await expect(ben.spans).toHaveText([/Holm/, /that the board denied/]);
  await ben.mark('it', 'speaker', 0);
  await expect(ben.spans).toHaveCount(3);
  await expect(page.getByRole('button', { name: /^A, Ana/ })).toBeVisible();
  await ben.saved();
});
