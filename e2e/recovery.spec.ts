/** A damaged project: what it holds is saved into a new one, and work goes on there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';

const TEXT = 'The ferry will stop in May, harbour master Ola Berg said, unless the council pays.\n';

test('a damaged project is recovered in the window, and annotated on', async ({ sayso }) => {
  const sound = join(sayso.folder, 'sound.sayso');
  for (let n = 0; n < 30; n++) sayso.write(`news/${n}.txt`, `Report ${n}\n\n${TEXT.repeat(n + 1)}`);
  await sayso.cli('new', sound);
  await sayso.cli('import', sound, join(sayso.folder, 'news'));
  const bytes = readFileSync(sound);
  const middle = Math.floor(bytes.length / 4096 / 2) * 4096;
  bytes.fill(0, middle, middle + 4096);
  const damaged = sayso.write('ferry.sayso', bytes);

  const bench = await sayso.open(damaged);
  await bench.sayWho('Ana');
  const offer = bench.page.getByRole('alertdialog', { name: 'ferry.sayso cannot be opened' });
  await expect(offer).toContainText('ferry.sayso is damaged');
  await bench.passesAxe();
  await offer.getByRole('button', { name: 'Recover' }).press('Enter');

  const result = bench.page.getByRole('dialog', { name: 'Recovered' });
  await expect(result).toContainText('ferry recovered.sayso');
  await expect(result).toContainText('30 of 30');
  await bench.passesAxe();
  // It has the focus, so that the keyboard alone goes on.
  await bench.page.keyboard.press('Enter');

  await expect(bench.page.getByRole('button', { name: 'ferry recovered.sayso: project menu' })).toBeVisible();
  await bench.openArticle('Report 11');
  await bench.mark('harbour master Ola Berg', 'speaker');
  await expect(bench.spans).toHaveCount(1);
  await expect(bench.status).toContainText('Saved');
  expect(readFileSync(damaged).equals(bytes)).toBe(true);

  await sayso.stop();
  const { code, out } = await sayso.cli('check', join(sayso.folder, 'ferry recovered.sayso'));
  expect([code, out]).toEqual([0, expect.stringContaining('is sound')]);
  const again = await sayso.cli('recover', damaged, '--json');
  expect([again.code, JSON.parse(again.out)]).toEqual([
    0,
    expect.objectContaining({ method: 'salvage', file: join(sayso.folder, 'ferry recovered 2.sayso') }),
  ]);
});
