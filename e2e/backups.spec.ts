/** Going back to a backup: by looking at it, as a whole, by one article, and from a project that is damaged. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, type Sayso, test } from './fixtures.ts';
import type { Workbench } from './workbench.ts';

const SPEAKER = 'Speaker, ‘manager Ida Krohn’';
const CLAIM = 'Claim, ‘The mill will close’';
const TEXT = 'The mill will close if orders fall, manager Ida Krohn said.\n';

async function atTheMill(sayso: Sayso): Promise<{ bench: Workbench; path: string }> {
  const path = await sayso.project('claims', { 'Mill.txt': TEXT });
  const bench = await sayso.open(path);
  await bench.sayWho('Ana');
  await expect(bench.page.getByRole('document', { name: 'Mill' })).toBeVisible();
  await bench.mark('manager Ida Krohn', 'speaker');
  await bench.hasSpans([SPEAKER]);
  return { bench, path };
}

const dialog = ({ page }: Workbench, name: string) => page.getByRole('dialog', { name });
const rows = (bench: Workbench) => dialog(bench, 'Backups').getByRole('row');

test('a backup is looked at, restored, and the restore undone, with the keyboard', async ({ sayso }) => {
  const { bench } = await atTheMill(sayso);
  const { keyboard } = bench.page;
  await bench.run('Backups');
  await dialog(bench, 'Backups').getByRole('button', { name: 'Back up now' }).press('Enter');
  await expect(rows(bench).nth(1)).toContainText('asked for');
  await expect(rows(bench).nth(1)).toContainText('nothing');
  await bench.passesAxe();
  await keyboard.press('Escape');
  await expect(bench.status.getByRole('button', { name: /^Backed up / })).toBeVisible();
  await bench.mark('The mill will close', 'claim');
  await bench.hasSpans([CLAIM, SPEAKER]);

  await bench.run('Backups');
  await expect(rows(bench).nth(1)).toContainText('1 edit in 1 article, 1 span, by Ana');
  await expect(rows(bench).nth(1)).toBeFocused();
  await keyboard.press('Escape');
  await expect(dialog(bench, 'Backups')).toBeHidden();
  await bench.run('Backups');
  await expect(rows(bench).nth(1)).toBeFocused();
  await keyboard.press('Enter');
  const banner = bench.page.getByRole('region', { name: 'Backup', exact: true });
  await expect(banner).toContainText('to read only');
  await bench.hasSpans([SPEAKER]);
  await bench.passesAxe();
  await banner.getByRole('button', { name: 'Back to the project' }).press('Enter');
  await expect(banner).toBeHidden();
  await bench.hasSpans([CLAIM, SPEAKER]);

  await bench.run('Backups');
  await rows(bench).filter({ hasText: 'asked for' }).click();
  await dialog(bench, 'Backups').getByRole('button', { name: 'Restore the project…' }).press('Enter');
  await bench.passesAxe();
  await dialog(bench, 'Restore the project').getByRole('button', { name: 'Restore the project' }).press('Enter');
  await bench.hasSpans([SPEAKER]);
  await expect(bench.page.getByText(/claims\.sayso is as it was on/)).toBeVisible();

  await bench.run('Backups');
  const undo = rows(bench).filter({ hasText: '1 edit in it that the project does not have' });
  await undo.first().click();
  await dialog(bench, 'Backups').getByRole('button', { name: 'Restore one article…' }).press('Enter');
  await expect(dialog(bench, 'Restore one article').getByRole('radio', { name: /Mill/ })).toBeChecked();
  await bench.passesAxe();
  await dialog(bench, 'Restore one article').getByRole('button', { name: 'Restore this article' }).press('Enter');
  await bench.hasSpans([CLAIM, SPEAKER]);
});

test('a project that is damaged is restored from its backups', async ({ sayso }) => {
  const { path } = await atTheMill(sayso);
  await sayso.stop();
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.subarray(0, bytes.length / 2));
  const bench = await sayso.open();
  await bench.page.getByRole('button', { name: /^claims\.sayso / }).click();
  await bench.page.getByRole('alertdialog').getByRole('button', { name: 'Backups…' }).click();
  await expect(rows(bench).nth(1)).toContainText('when it was closed');
  await dialog(bench, 'Backups').getByRole('button', { name: 'Restore the project…' }).click();
  await dialog(bench, 'Restore the project').getByRole('button', { name: 'Restore the project' }).click();
  await bench.hasSpans([SPEAKER]);
  await bench.mark('The mill will close', 'claim');
  await bench.hasSpans([CLAIM, SPEAKER]);
});
