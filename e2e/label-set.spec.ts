/** The label set: a label of one's own, used, merged into another, undone; and the set as a file. */
import { readFile } from 'node:fs/promises';
import { expect, test } from './fixtures.ts';

const TEXT = 'Of course, said Marrow, the ferry will sail. Hale laughed.\n';

test('a label is made, used and merged into another; undo brings it back', async ({ sayso }) => {
  const bench = await sayso.open();
  await bench.sayWho('Ana');
  await bench.newProject('ferries');
  await bench.addFiles(sayso.write('Ferry.txt', TEXT));
  await expect(bench.text).toContainText('the ferry will sail');
  const { page } = bench;
  const editor = page.getByRole('dialog', { name: 'Labels' });

  await bench.run('Edit labels');
  await bench.passesAxe();
  await editor.getByLabel('New label').fill('Irony');
  await page.keyboard.press('Enter');
  const form = editor.getByRole('region', { name: 'Irony' });
  await form.getByLabel('Key').first().fill('j');
  await expect(form.getByRole('alert')).toHaveText('J is the key of the command “Next article”.');
  await form.getByLabel('Key').first().fill('z');
  await form.getByLabel('Description').fill('Meant otherwise than it is said.');
  await form.getByLabel('New attribute').fill('Tone');
  await page.keyboard.press('Enter');
  await expect(form.getByRole('group', { name: 'Tone' })).toBeVisible();
  await form.getByLabel('Value 1').fill('sharp');
  await form.getByRole('group', { name: 'Tone' }).getByLabel('Key').fill('x');
  await page.keyboard.press('Enter');
  await bench.passesAxe();
  await editor.getByRole('button', { name: 'Done' }).click();

  await bench.selectByMouse('Of course');
  await page.keyboard.press('z');
  await page.keyboard.press('x');
  await page.keyboard.press('Escape');
  await page.keyboard.press(',');
  await expect(bench.toolbar.getByRole('button', { name: 'sharp', pressed: true })).toBeVisible();
  await bench.saved();
  await expect(bench.spans.first()).toHaveAccessibleName(/Irony/);

  await bench.run('Edit labels');
  await editor.getByRole('option', { name: /Irony/ }).first().click();
  await editor.getByRole('button', { name: 'Remove label…' }).click();
  await editor.getByLabel('Merge into').selectOption('Claim');
  await expect(editor.getByText('1 span of all annotators will be labelled “Claim”.')).toBeVisible();
  await expect(editor.getByText('The attribute “Tone” goes over to Claim.')).toBeVisible();
  await bench.passesAxe();
  await editor.getByRole('button', { name: 'Merge' }).click();
  await expect(editor.getByRole('listbox', { name: 'Labels' }).getByRole('option')).toHaveCount(4);
  await editor.getByRole('button', { name: 'Done' }).click();
  await expect(bench.spans.first()).toHaveAccessibleName(/Claim/);

  await page.keyboard.press('Control+z');
  await expect(bench.spans.first()).toHaveAccessibleName(/Irony/);
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a label set goes from one project to another as a file', async ({ sayso }) => {
  const bench = await sayso.open();
  await bench.sayWho('Ana');
  await bench.newProject('first');
  const { page } = bench;
  const editor = page.getByRole('dialog', { name: 'Labels' });
  await bench.run('Edit labels');
  await editor.getByLabel('New label').fill('Irony');
  await page.keyboard.press('Enter');
  await expect(editor.getByRole('region', { name: 'Irony' })).toBeVisible();
  const download = page.waitForEvent('download');
  await editor.getByRole('button', { name: 'Save the label set…' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('first.labels.json');
  const path = sayso.write('first.labels.json', await readFile(await file.path()));
  await editor.getByRole('button', { name: 'Done' }).click();
  await bench.run('Close project');

  await bench.newProject('second');
  await bench.run('Edit labels');
  await bench.choose(path, () => editor.getByRole('button', { name: 'Load a label set…' }).click());
  await expect(editor.getByRole('list', { name: 'Added' })).toHaveText('Label “Irony”');
  await bench.passesAxe();
  await editor.getByRole('button', { name: 'Load', exact: true }).click();
  await expect(editor.getByRole('listbox', { name: 'Labels' }).getByRole('option', { name: /Irony/ })).toBeVisible();
});
