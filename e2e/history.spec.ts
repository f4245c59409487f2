/** The history of edits: what was done, the way there and back to then, and the log as a file. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const TEXT = `The bridge at Orle stays shut until June, engineer Ada Moss said. She denied that steel was short.
`;

const dialog = (page: Page) => page.getByRole('dialog', { name: 'History' });
const edits = (page: Page) => dialog(page).getByRole('option');

test('an edit is found in the history, and the article as it was after it comes back', async ({ sayso }) => {
  const bench = await sayso.open();
  const { page } = bench;
  await bench.begin('bridges');
  await bench.addFiles(sayso.write('bridge.txt', TEXT));
  await bench.mark('engineer Ada Moss', 'speaker');
  await bench.mark('The bridge at Orle stays shut until June', 'claim');
  await page.keyboard.press('Delete');
  await bench.mark('She', 'speaker');
  await bench.saved();

  await page.keyboard.press('h');
  await expect(edits(page)).toHaveText([
    /Add speaker.*She/,
    /Delete span.*The bridge at Orle/,
    /Add claim.*The bridge at Orle/,
    /Add speaker.*engineer Ada Moss/,
    /Add articles/,
    /New project/,
  ]);
  await bench.passesAxe();
  await page.keyboard.press('Tab');
  await expect(dialog(page).getByRole('textbox', { name: 'From' })).toBeVisible();
  await dialog(page).getByRole('textbox', { name: 'To' }).fill('2001-02-03');
  await expect(dialog(page).getByText('No edit fits.')).toBeVisible();
  await dialog(page).getByRole('textbox', { name: 'To' }).fill('');

  // Down to the claim that was deleted since, with the keyboard alone.
  await dialog(page).getByRole('listbox', { name: 'Edits' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+Enter');
  const bar = page.getByRole('region', { name: 'An earlier moment' });
  await expect(bar).toContainText('after “Add claim”');
  await expect(bench.spans).toHaveText([/The bridge at Orle/, /engineer Ada Moss/]);
  await bench.mark('steel', 'speaker');
  await expect(bench.spans).toHaveCount(2);
  await bench.passesAxe();

  await bar.getByRole('button', { name: 'Earlier' }).click();
  await expect(bench.spans).toHaveText([/engineer Ada Moss/]);
  await bar.getByRole('button', { name: 'Later' }).click();
  await expect(bench.spans).toHaveCount(2);
  await bar.getByRole('button', { name: 'Go back to this moment…' }).click();
  const question = page.getByRole('alertdialog', { name: 'Go back to this moment?' });
  await expect(question.getByRole('listitem')).toHaveText([/claim.*The bridge at Orle/, /speaker.*She/]);
  await bench.passesAxe();
  await question.getByRole('button', { name: 'Go back' }).click();
  await expect(bar).toBeHidden();
  await expect(bench.spans).toHaveText([/The bridge at Orle/, /engineer Ada Moss/]);
  await bench.saved();
  await page.keyboard.press('Control+z');
  await expect(bench.spans).toHaveText([/engineer Ada Moss/, /She/]);
});

test('the log is saved as a file, from the window and from the command line', async ({ sayso }) => {
  const bench = await sayso.open();
  await bench.begin('bridges');
  await bench.addFiles(sayso.write('bridge.txt', TEXT));
  await bench.mark('engineer Ada Moss', 'speaker');
  await bench.saved();
  await bench.run('History…');
  const download = bench.page.waitForEvent('download');
  await dialog(bench.page).getByRole('button', { name: 'Export the log…' }).click();
  const lines = (await readFile(await (await download).path(), 'utf8')).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).title)).toEqual(['New project', 'Add articles', 'Add speaker']);
  await sayso.stop();

  const out = join(sayso.folder, 'log.jsonl');
  const { code } = await sayso.cli('history', join(sayso.projects, 'bridges.sayso'), '--out', out);
  expect([code, await readFile(out, 'utf8')]).toEqual([0, `${lines.join('\n')}\n`]);
});
