/** Projects that cannot be opened, or not be written, and edits that cannot be saved: the truth is told, nothing is lost. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Sayso, test } from './fixtures.ts';
import type { Workbench } from './workbench.ts';

const TEXT = `The bridge at Orle stays shut until June, engineer Ada Moss said. She denied that steel was short.
`;

async function projectWithArticle(sayso: Sayso): Promise<Workbench> {
  const bench = await sayso.open(await sayso.project('bridges', { 'bridge.txt': TEXT }));
  await bench.sayWho('Ana');
  await expect(bench.text).toContainText('The bridge at Orle');
  return bench;
}

/** A project with a good number of pages, of which the one in the middle is no longer what it was. */
async function damagedProject(sayso: Sayso): Promise<Buffer> {
  const path = join(sayso.folder, 'sound.sayso');
  for (let n = 0; n < 30; n++) sayso.write(`news/${n}.txt`, `Report ${n}\n\n${TEXT}`);
  await sayso.cli('new', path);
  await sayso.cli('import', path, join(sayso.folder, 'news'));
  const bytes = readFileSync(path);
  const pageSize = bytes.readUInt16BE(16);
  const middle = Math.floor(bytes.length / pageSize / 2) * pageSize;
  for (let at = middle; at < middle + 8; at++) bytes.writeUInt8(bytes.readUInt8(at) ^ 0xff, at);
  return bytes;
}

test('what cannot be opened is named with the reason and stays as it is; where more can be done, that is offered', async ({
  sayso,
}) => {
  const newer = join(sayso.folder, 'sound-newer.sayso');
  await sayso.cli('new', newer);
  const newerBytes = readFileSync(newer);
  newerBytes.writeUInt32BE(99, 60);
  const damaged = await damagedProject(sayso);
  const cases: [name: string, bytes: Buffer, says: RegExp, offers: boolean][] = [
    ['novel.sayso', Buffer.from('Once upon a time, in a text of no database.'.repeat(40)), /not a Sayso project/, true],
    ['nothing.sayso', Buffer.alloc(0), /is empty/, true],
    ['newer.sayso', newerBytes, /newer Sayso \(file version 99/, false],
    ['damaged.sayso', damaged, /is damaged/, true],
  ];
  const bench = await sayso.open();
  await bench.sayWho('Ana');
  const { page } = bench;
  for (const [name, bytes, says, offers] of cases) {
    const given = sayso.write(name, bytes);
    await bench.choose(given, () => page.getByRole('button', { name: 'Open project…' }).click());
    const told = offers ? page.getByRole('alertdialog', { name: `${name} cannot be opened` }) : bench.alert;
    await expect(told).toContainText(name);
    await expect(told).toContainText(says);
    // It is said once.
    await expect(page.getByText(says)).toHaveCount(1);
    await told.getByRole('button', { name: offers ? 'Close' : 'Dismiss' }).click();
    await expect(told).toBeHidden();
    await expect(page.getByRole('heading', { name: 'Sayso', exact: true })).toBeVisible();
    expect([name, readFileSync(join(sayso.projects, name)).equals(bytes)]).toEqual([name, true]);
  }
  expect(readdirSync(sayso.projects).filter((name) => name.endsWith('-journal'))).toEqual([]);

  await sayso.stop();
  const again = await sayso.open(join(sayso.folder, 'damaged.sayso'));
  await expect(again.page.getByRole('alertdialog')).toContainText('damaged.sayso is damaged');
  expect(readFileSync(join(sayso.folder, 'damaged.sayso')).equals(damaged)).toBe(true);
});

test('a project that cannot be opened leaves the one that is open as it is', async ({ sayso }) => {
  const bench = await projectWithArticle(sayso);
  await bench.choose(sayso.write('novel.sayso', 'Once upon a time'), () => bench.page.keyboard.press('Control+o'));
  await expect(bench.page.getByText('novel.sayso is not a Sayso project')).toHaveCount(1);
  await bench.page.getByRole('alertdialog').getByRole('button', { name: 'Close' }).click();
  await bench.mark('engineer Ada Moss', 'speaker');
  await bench.saved();
});

test('a recent project that is gone is said to be missing, and can be taken off the list', async ({ sayso }) => {
  await projectWithArticle(sayso);
  await sayso.stop();
  rmSync(join(sayso.projects, 'bridges.sayso'));
  const bench = await sayso.open();
  await expect(bench.page.getByRole('button', { name: /^bridges\.sayso .*not found$/ })).toBeDisabled();
  await bench.page.getByRole('button', { name: 'Take bridges.sayso off the list' }).click();
  await expect(bench.page.getByText('bridges.sayso')).toBeHidden();
});

test('a project that is open in another Sayso is opened to read, with the reason', async ({ sayso, colleague }) => {
  const bench = await projectWithArticle(sayso);
  await bench.mark('engineer Ada Moss', 'speaker');
  await bench.saved();

  const path = join(sayso.projects, 'bridges.sayso');
  const other = await colleague.open(path);
  await other.sayWho('Ben');
  await expect(other.text).toContainText('The bridge at Orle');
  await expect(other.status).toContainText('Read-only');
  await expect(other.status).toContainText('open in another Sayso');

  await other.selectByMouse('She');
  await expect(other.page.getByRole('note')).toContainText('open in another Sayso');
  await other.label('speaker');
  await other.page.keyboard.press('Control+k');
  const palette = other.page.getByRole('dialog', { name: 'Find or run a command' });
  await expect(palette.getByRole('option', { name: 'Next article' })).toBeVisible();
  for (const title of ['Add articles…', 'Paste an article…', 'Undo', 'Mark article as done', 'Edit article details…'])
    await expect(palette.getByRole('option', { name: title })).toHaveCount(0);
  await other.page.keyboard.press('Escape');
  await expect(other.page.getByRole('button', { name: 'Status: To do' })).toBeDisabled();
  await expect(other.status).toContainText('0 spans');

  await bench.mark('She', 'speaker');
  await bench.saved();
  await sayso.stop();
  await colleague.stop();
  const writable = await colleague.open(path);
  await expect(writable.text).toContainText('The bridge at Orle');
  await writable.mark('She', 'speaker');
  await writable.saved();
  await expect(writable.status).toContainText('1 span ');
});

/** From now on, all that the status bar says about saving, each time that it changes. */
async function recordSaving(bench: Workbench): Promise<() => Promise<string[]>> {
  await bench.page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const bar = document.querySelector('footer');
    if (!bar) throw new Error('there is no status bar');
    const words = () => bar.querySelector('.status-saved')?.textContent ?? '';
    let last = words();
    const read = () => {
      if (words() !== last) said.push(words());
      last = words();
    };
    new MutationObserver(read).observe(bar, { childList: true, characterData: true, subtree: true });
  });
  return () => bench.page.evaluate(() => (window as unknown as { said: string[] }).said);
}

test('the core dies while an edit is on its way: it is never said to be saved, and is not', async ({ sayso }) => {
  test.skip(!existsSync('/proc/self/task'), 'the core’s process can be found on Linux only');
  const bench = await projectWithArticle(sayso);
  await bench.mark('engineer Ada Moss', 'speaker');
  await bench.saved();

  sayso.signalCore('SIGSTOP');
  await bench.selectByMouse('The bridge at Orle stays shut until June');
  const said = await recordSaving(bench);
  await bench.label('claim');
  await expect(bench.status).toContainText('Saving (1)');
  await expect(bench.card('The bridge at Orle')).toBeVisible();
  sayso.signalCore('SIGKILL');
  await expect(bench.status).toContainText('Not saved (1)');
  await expect(bench.alert).toContainText('One edit is kept here and not saved yet.');
  await expect(bench.card('The bridge at Orle')).toBeVisible();
  await bench.mark('She', 'speaker');
  await expect(bench.status).toContainText('Not saved (2)');
  const words = await said();
  expect(words.length).toBeGreaterThan(0);
  expect(words).not.toContain('Saved');

  await sayso.stop();
  const again = await sayso.open(join(sayso.projects, 'bridges.sayso'));
  await expect(again.text).toContainText('The bridge at Orle');
  await expect(again.status).toContainText('1 span ');
});

test('the host ends: the window says so, and keeps what it could not save', async ({ sayso }) => {
  const bench = await projectWithArticle(sayso);
  await bench.mark('engineer Ada Moss', 'speaker');
  await bench.saved();
  await sayso.stop('SIGKILL');
  await expect(bench.alert).toContainText('Sayso does not answer');
  await bench.selectByMouse('The bridge at Orle stays shut until June');
  const said = await recordSaving(bench);
  await bench.label('claim');
  await expect(bench.status).toContainText('Not saved (1)');
  await expect(bench.alert).toContainText('One edit is kept here');
  await expect(bench.card('The bridge at Orle')).toBeVisible();
  expect(await said()).not.toContain('Saved');
});

test('edits that the host did not take are kept in a file, and put in after the next start', async ({ sayso }) => {
  const bench = await projectWithArticle(sayso);
  await bench.mark('engineer Ada Moss', 'speaker');
  await bench.saved();
  await sayso.stop('SIGKILL');
  await expect(bench.alert).toContainText('Sayso does not answer');
  await bench.mark('The bridge at Orle stays shut until June', 'claim');
  await bench.mark('She', 'speaker');
  const download = bench.page.waitForEvent('download');
  await bench.alert.getByRole('button', { name: 'Save pending edits as…' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('bridges.sayso-edits.json');
  const content = readFileSync(await file.path());
  await expect(bench.status).toContainText('Not saved (2)');
  await bench.passesAxe();

  const again = await sayso.open();
  await again.openRecent('bridges');
  await expect(again.status).toContainText('1 span ');
  await again.drop([{ name: file.suggestedFilename(), content }]);
  await expect(again.status).toContainText('3 spans');
  await expect(again.page.getByRole('log')).toContainText('2 edits are in the project now.');
  await again.drop([{ name: file.suggestedFilename(), content }]);
  await expect(again.page.getByRole('log')).toContainText('2 edits were in it already.');
  await expect(again.status).toContainText('3 spans');
});

test.describe('on a small disk', () => {
  test.beforeEach(({ sayso }) => {
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', sayso.projects]);
    test.skip(mounted.status !== 0, 'a small disk cannot be mounted here: that needs Linux and root');
  });
  test.afterEach(async ({ sayso }) => {
    await sayso.stop();
    spawnSync('umount', [sayso.projects]);
  });

  test('a full disk: the edit stays, with the cause, and is saved once there is space', async ({ sayso }) => {
    const bench = await projectWithArticle(sayso);
    await bench.mark('engineer Ada Moss', 'speaker');
    await bench.saved();

    const filler = join(sayso.projects, 'filler');
    fill(filler);
    await bench.selectByMouse('The bridge at Orle stays shut until June');
    const said = await recordSaving(bench);
    await bench.label('claim');
    await expect(bench.alert).toContainText(/The disk is full: \d+ (bytes|kB) left in /);
    await bench.mark('She', 'speaker');
    await expect(bench.alert).toContainText('2 edits are kept here and not saved yet.');
    await expect(bench.status).toContainText('Not saved (2): The disk is full');
    await expect(bench.card('The bridge at Orle')).toBeVisible();
    expect(await said()).not.toContain('Saved');

    rmSync(filler);
    // It may have been tried again by itself meanwhile: then there is no button any more.
    await bench.page
      .getByRole('button', { name: 'Retry' })
      .evaluateAll(([button]) => (button as HTMLElement | undefined)?.click());
    await bench.saved();
    await expect(bench.alert).toBeHidden();

    await sayso.stop('SIGKILL');
    const again = await sayso.open();
    await again.openRecent('bridges');
    await expect(again.card('The bridge at Orle')).toBeVisible();
    await expect(again.status).toContainText('3 spans');
  });

  test('a full disk: articles that do not fit are not added, with the cause', async ({ sayso }) => {
    const bench = await projectWithArticle(sayso);
    const filler = join(sayso.projects, 'filler');
    fill(filler);
    await bench.addFiles(sayso.write('long.txt', TEXT.repeat(3000)));
    await expect(bench.page.getByRole('log')).toContainText('The disk is full');
    await expect(bench.articles.getByRole('option')).toHaveCount(1);
    rmSync(filler);
    await bench.mark('engineer Ada Moss', 'speaker');
    await bench.saved();
  });
});

/** Writes into a file until the disk takes no more. */
function fill(path: string): void {
  for (const size of [65_536, 4096, 1]) {
    const piece = Buffer.alloc(size, 1);
    try {
      for (;;) writeFileSync(path, piece, { flag: 'a' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
}
