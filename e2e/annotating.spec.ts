/** Annotating: spans and what becomes of them, relations, cards, undo, and the look of it all. */
import { expect, type Sayso, test } from './fixtures.ts';
import { SOON, type Workbench } from './workbench.ts';

const MILL = `The mill will close if orders fall, manager Ida Krohn said. “We hope not,” she added, “but we plan for it.”

Mayor Ole Berg denied that the town had known. 👩‍👧 Families left the town when the mine closed, he said.
`;
const DAM = `The dam will hold, the ministry said. Engineers doubt that it will.
`;

/** Opens a project with two articles at the first of them. */
async function atTheMill(sayso: Sayso): Promise<Workbench> {
  const bench = await sayso.open(await sayso.project('claims', { 'Mill.txt': MILL, 'Dam.txt': DAM }));
  await bench.sayWho('Ana');
  await expect(bench.page.getByRole('document', { name: 'Mill' })).toBeVisible();
  return bench;
}

const option = (bench: Workbench, title: string) => bench.articles.getByRole('option', { name: title });
const selected = (bench: Workbench) => expect.poll(() => bench.selectedText(), SOON);

test('spans overlap and nest, with the same label too; clicks and keys walk through them', async ({ sayso }) => {
  const bench = await atTheMill(sayso);
  const { keyboard } = bench.page;
  await bench.mark('The mill will close if orders fall', 'claim');
  // Each begins or ends where an edge of the active span can be dragged.
  await bench.mark('The mill will close', 'claim');
  await bench.mark('close if', 'condition');
  await bench.mark('mill will close', 'speaker');
  await bench.hasSpans([
    'Claim, ‘The mill will close if orders fall’',
    'Claim, ‘The mill will close’',
    'Speaker, ‘mill will close’',
    'Condition, ‘close if’',
  ]);
  const smallestFirst = ['close if', 'mill will close', 'The mill will close', 'The mill will close if orders fall'];
  for (const words of [...smallestFirst, 'close if']) {
    await bench.clickOn('close');
    await selected(bench).toBe(words);
  }
  await keyboard.press('Escape');
  await keyboard.press('Control+Home');
  for (const words of ['The mill will close if orders fall', 'The mill will close', 'mill will close']) {
    await keyboard.press('.');
    await selected(bench).toBe(words);
  }
  await keyboard.press(',');
  await selected(bench).toBe('The mill will close');
  for (const words of ['The mill will close if orders fall', 'The mill will close']) {
    await keyboard.press('s');
    await selected(bench).toBe(words);
  }
  await bench.saved();
});

test('a span has several fragments, which are added and taken out again', async ({ sayso }) => {
  const bench = await atTheMill(sayso);
  await bench.mark('“We hope not,”', 'claim');
  await bench.selectByMouse('“but we plan for it.”');
  await bench.page.keyboard.press('a');
  await bench.hasSpans(['Claim, ‘“We hope not,” … “but we plan for it.”’']);
  await expect(bench.card('We hope not')).toContainText('“We hope not,” … “but we plan for it.”');
  await bench.page.keyboard.press('Shift+A');
  await bench.hasSpans(['Claim, ‘“We hope not,”’']);
  await bench.page.keyboard.press('Shift+A');
  await bench.saved();
  await bench.hasSpans(['Claim, ‘“We hope not,”’']);
});

test('a selection snaps to words; Alt keeps it, but for blanks and whole characters', async ({ sayso }) => {
  const bench = await atTheMill(sayso);
  const { keyboard } = bench.page;
  await bench.mark('ill wil', 'claim');
  await bench.hasSpans(['Claim, ‘mill will’']);
  await keyboard.press('Delete');
  await keyboard.down('Alt');
  await bench.selectByMouse('ill wil');
  await keyboard.up('Alt');
  await bench.label('claim');
  await bench.hasSpans(['Claim, ‘ill wil’']);
  await keyboard.press('Delete');
  await bench.selectByMouse('wn had');
  await keyboard.press('Alt+2');
  await bench.hasSpans(['Claim, ‘wn had’']);
  await keyboard.press('Delete');
  await bench.selectByMouse(' denied ');
  await keyboard.press('Alt+2');
  await bench.hasSpans(['Claim, ‘denied’']);
  await keyboard.press('Delete');
  const family = MILL.indexOf('👩');
  await bench.selectByKeys(MILL, family, family);
  await keyboard.press('Shift+ArrowRight');
  await keyboard.press('Alt+2');
  await bench.hasSpans(['Claim, ‘👩‍👧’']);
});

test('one key expands the selection to word, clause, quotation, sentence', async ({ sayso }) => {
  const bench = await atTheMill(sayso);
  await bench.clickOn('hope');
  const sentence = '“We hope not,” she added, “but we plan for it.”';
  for (const words of ['hope', '“We hope not,”', '“We hope not,” she added', sentence]) {
    await bench.page.keyboard.press('e');
    await selected(bench).toBe(words);
  }
});

test('edges are nudged by keys and dragged by the mouse', async ({ sayso }) => {
  const bench = await atTheMill(sayso);
  await bench.mark('mill will', 'claim');
  for (const [key, words] of [
    ['q', 'The mill will'],
    ['w', 'mill will'],
    ['p', 'mill will close'],
    ['o', 'mill will'],
  ] as const) {
    await bench.page.keyboard.press(key);
    await bench.hasSpans([`Claim, ‘${words}’`]);
  }
  await bench.dragEdge('end', 'fall');
  await bench.hasSpans(['Claim, ‘mill will close if orders fall’']);
  await bench.dragEdge('start', 'The mill');
  await bench.hasSpans(['Claim, ‘The mill will close if orders fall’']);
  await bench.saved();
});

test('a span is labelled anew, noted, deleted with its relations', async ({ sayso }) => {
  const bench = await atTheMill(sayso);
  const { keyboard } = bench.page;
  await bench.mark('manager Ida Krohn', 'claim');
  await keyboard.press('1');
  await bench.hasSpans(['Speaker, ‘manager Ida Krohn’']);
  await bench.mark('The mill will close', 'claim');
  await keyboard.press('r');
  await expect(bench.status).toContainText('2 spans · 1 relation');
  await keyboard.press('n');
  const dialog = bench.page.getByRole('dialog', { name: 'Note' });
  await dialog.getByRole('textbox', { name: 'Note' }).fill('Is it hers?');
  await keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await bench.card('manager Ida Krohn').getByRole('button', { name: 'note' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Note' })).toHaveValue('Is it hers?');
  await keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await bench.clickOn('Ida');
  await bench.toolbar.getByRole('button', { name: 'Delete' }).click();
  await expect(bench.status).toContainText('1 span · 0 relations');
  await expect(bench.card('The mill will close')).toContainText('No speaker');
  await bench.saved();
});

test('R relates to the nearest and cycles; one speaker has many claims, one claim many speakers', async ({ sayso }) => {
  const bench = await atTheMill(sayso);
  const { keyboard } = bench.page;
  await bench.mark('manager Ida Krohn', 'speaker');
  await bench.mark('she', 'speaker');
  await bench.mark('if orders fall', 'condition');
  await bench.mark('The mill will close', 'claim');
  const card = bench.card('The mill will close');
  await keyboard.press('r');
  await expect(card).toContainText('manager Ida Krohn');
  await keyboard.press('r');
  await expect(card).toContainText('she');
  await expect(card).not.toContainText('manager Ida Krohn');
  await keyboard.press('r');
  await expect(card).toContainText('manager Ida Krohn');
  await keyboard.press('Escape');
  await bench.clickOn('mill');
  await keyboard.press('r');
  await expect(card).toContainText('if orders fall');
  await expect(bench.status).toContainText('4 spans · 2 relations');

  await keyboard.press('Shift+R');
  await bench.clickOn('she');
  await expect(card).toContainText('she');
  await expect(card).toContainText('manager Ida Krohn');
  await bench.mark('but we plan for it', 'claim');
  await keyboard.press('Shift+R');
  await bench.clickOn('Krohn');
  await expect(bench.card('but we plan for it')).toContainText('manager Ida Krohn');
  await expect(bench.status).toContainText('5 spans · 4 relations');

  await keyboard.press('Shift+Delete');
  await expect(bench.card('but we plan for it')).toContainText('No speaker');
  await bench.saved();
});

test('a wrong pairing is refused with the reason, and picking goes on', async ({ sayso }) => {
  const bench = await atTheMill(sayso);
  const { keyboard } = bench.page;
  await bench.mark('if orders fall', 'condition');
  await bench.mark('The mill will close', 'claim');
  await bench.mark('manager Ida Krohn', 'speaker');
  await keyboard.press('Shift+R');
  await expect(bench.page.getByText('Pick the span to relate to manager Ida Krohn')).toBeVisible();
  await bench.clickOn('orders');
  await expect(bench.page.getByRole('log')).toContainText(
    'Speaker with Condition cannot be related. What can be: Claim with Speaker, Claim with Condition.',
  );
  await expect(bench.status).toContainText('0 relations');
  await keyboard.press('.');
  await keyboard.press(',');
  await keyboard.press(',');
  await selected(bench).toBe('The mill will close');
  await keyboard.press('Enter');
  await expect(bench.status).toContainText('1 relation');
  await expect(bench.page.getByText('Pick the span')).toBeHidden();
  await keyboard.press('Shift+R');
  await keyboard.press('Escape');
  await expect(bench.page.getByText('Pick the span')).toBeHidden();
  await expect(bench.cards.getByRole('button', { name: 'Speaker: manager Ida Krohn' })).toHaveAttribute(
    'aria-current',
    'true',
  );
});

test('the label cue is used once it is switched on', async ({ sayso }) => {
  const bench = await atTheMill(sayso);
  await bench.selectByMouse('said');
  await bench.label('cue');
  await expect(bench.toolbar.getByRole('button', { name: 'Cue' })).toHaveCount(0);
  await bench.run('Use the label cue');
  await expect(bench.toolbar.getByRole('button', { name: 'Cue' })).toBeVisible();
  await bench.label('cue');
  await bench.hasSpans(['Cue, ‘said’']);
  await bench.mark('The mill will close', 'claim');
  await bench.page.keyboard.press('r');
  await expect(bench.card('The mill will close')).toContainText('said');
  await expect(option(bench, 'Mill')).toContainText('1 cue');
  await bench.saved();
});

test('cards and text are linked both ways; what is incomplete is counted and gone to', async ({ sayso }) => {
  const bench = await atTheMill(sayso);
  const { keyboard } = bench.page;
  await bench.openArticle('Dam');
  await bench.mark('The dam will hold', 'claim');
  await bench.openArticle('Mill');
  await bench.mark('manager Ida Krohn', 'speaker');
  await bench.mark('The mill will close', 'claim');
  await keyboard.press('r');
  await bench.mark('when the mine closed', 'condition');
  await expect(bench.card('when the mine closed')).toContainText('In no claim');
  await expect(option(bench, 'Mill')).toContainText('1 incomplete');
  await expect(option(bench, 'Dam')).toContainText('1 incomplete');

  const part = (words: string) => bench.cards.getByRole('button', { name: words });
  await bench.cards.getByRole('button', { name: 'Speaker: manager Ida Krohn' }).click();
  await selected(bench).toBe('manager Ida Krohn');
  await expect(part('Speaker: manager Ida Krohn')).toHaveAttribute('aria-current', 'true');
  await keyboard.press('ArrowRight');
  await selected(bench).toBe('The mill will close');
  await keyboard.press('ArrowDown');
  await selected(bench).toBe('when the mine closed');
  await bench.clickOn('will close');
  await expect(part('Claim: The mill will close')).toHaveAttribute('aria-current', 'true');

  await bench.page.getByRole('button', { name: '1 incomplete' }).click();
  await selected(bench).toBe('when the mine closed');
  await keyboard.press('Delete');
  await expect(option(bench, 'Mill')).not.toContainText('incomplete');
  await keyboard.press('i');
  await expect(bench.page.getByRole('document', { name: 'Dam' })).toBeVisible();
  await selected(bench).toBe('The dam will hold');
});

test('undo and redo go across articles and restarts', async ({ sayso }) => {
  const bench = await atTheMill(sayso);
  const { keyboard } = bench.page;
  await bench.mark('The mill will close', 'claim');
  await bench.openArticle('Dam');
  await bench.mark('The dam will hold', 'claim');
  await bench.page.keyboard.press('Control+Enter');
  await expect(option(bench, 'Dam')).toContainText('done');
  for (let step = 0; step < 3; step++) await keyboard.press('Control+z');
  await expect(bench.page.getByRole('document', { name: 'Mill' })).toBeVisible();
  await expect(bench.status).toContainText('0 spans');
  await expect(option(bench, 'Dam')).toContainText('0 claims');
  await expect(option(bench, 'Dam')).toContainText('to do');
  await keyboard.press('Control+y');
  await bench.hasSpans(['Claim, ‘The mill will close’']);
  await bench.saved();

  await sayso.stop('SIGKILL');
  const again = await sayso.open();
  await again.openRecent('claims');
  await again.page.keyboard.press('Control+Shift+z');
  await expect(again.page.getByRole('document', { name: 'Dam' })).toBeVisible();
  await again.hasSpans(['Claim, ‘The dam will hold’']);
  await again.page.keyboard.press('Control+z');
  await again.page.keyboard.press('Control+z');
  await expect(again.page.getByRole('document', { name: 'Mill' })).toBeVisible();
  await expect(again.status).toContainText('0 spans');
  await again.mark('manager Ida Krohn', 'speaker');
  await again.saved();
  await again.page.keyboard.press('Control+k');
  const palette = again.page.getByRole('dialog', { name: 'Find or run a command' });
  await expect(palette.getByRole('option', { name: 'Undo' })).toBeVisible();
  await expect(palette.getByRole('option', { name: 'Redo' })).toHaveCount(0);
});

test('palette and shortcut help know the same commands; a theme is kept over a restart', async ({ sayso }) => {
  const bench = await atTheMill(sayso);
  const { keyboard } = bench.page;
  const root = (of: Workbench) => of.page.locator('html');
  await keyboard.press('?');
  const help = bench.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help).toContainText('Relate to nearest, again for the next candidate');
  await expect(help).toContainText('Move by sentence');
  await keyboard.press('Escape');
  await expect(help).toBeHidden();

  await bench.run('dam');
  await expect(bench.page.getByRole('document', { name: 'Dam' })).toBeVisible();
  await bench.run('Light theme');
  await expect(root(bench)).toHaveAttribute('data-theme', 'light');
  await bench.run('Dark theme');
  await expect(root(bench)).toHaveAttribute('data-theme', 'dark');
  await sayso.stop();
  const again = await sayso.open();
  await expect(root(again)).toHaveAttribute('data-theme', 'dark');
});
