/** Every screen for everyone: axe in both themes, the focus, forced colours, and a window at 200 % zoom. */
import { join } from 'node:path';
import { expect, type Sayso, test } from './fixtures.ts';
import type { Workbench } from './workbench.ts';

const TEXT = `The mill will close if orders fall, manager Ida Krohn said. “We hope not,” she added.
`;

/** Opens a project with two articles at the first of them, of which a claim is annotated and active. */
async function atTheMill(sayso: Sayso): Promise<Workbench> {
  const articles = { 'Mill.txt': TEXT, 'Dam.txt': 'The dam holds, he said.' };
  const bench = await sayso.open(await sayso.project('claims', articles));
  await bench.sayWho('Ana');
  await expect(bench.page.getByRole('document', { name: 'Mill' })).toBeVisible();
  await bench.mark('manager Ida Krohn', 'speaker');
  await bench.mark('The mill will close', 'claim');
  await bench.page.keyboard.press('r');
  await bench.clickOn('mill will');
  await expect(bench.toolbar).toBeVisible();
  return bench;
}

const dialog = (bench: Workbench, name: string) => bench.page.getByRole('dialog', { name });

async function opensAndPasses(bench: Workbench, key: string, name: string): Promise<void> {
  await bench.page.keyboard.press(key);
  await expect(dialog(bench, name)).toBeVisible();
  await bench.passesAxe();
  await bench.page.keyboard.press('Escape');
  await expect(dialog(bench, name)).toBeHidden();
  await hasFocus(bench);
}

/** The focus is on something. */
async function hasFocus({ page }: Workbench): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName ?? 'BODY')).not.toBe('BODY');
}

test('axe has nothing against any screen', async ({ sayso }) => {
  const bench = await sayso.open();
  await expect(bench.page.getByLabel('Your name')).toBeFocused();
  await bench.passesAxe();
  await bench.sayWho('Ana');
  await expect(bench.page.getByRole('button', { name: 'New project…' })).toBeVisible();
  await bench.passesAxe();
  await bench.newProject('empty');
  await expect(bench.page.getByRole('heading', { name: 'No articles yet' })).toBeVisible();
  await bench.page.keyboard.press('F1');
  await expect(bench.page.getByRole('region', { name: 'Guidelines', exact: true })).toBeVisible();
  await bench.passesAxe();
  await bench.run('Close project');
  await expect(bench.page.getByRole('heading', { name: 'Recent projects' })).toBeVisible();
  await bench.passesAxe();
});

test('axe has nothing against annotating, nor against a dataset', async ({ sayso }) => {
  const bench = await atTheMill(sayso);
  // The toolbar of the active span lies over the line below it.
  await bench.page.keyboard.press('Escape');
  await bench.mark('she', 'speaker');
  await expect(bench.cards.getByText('Other spans')).toBeVisible();
  await bench.passesAxe();
  await bench.page.getByRole('button', { name: 'View of the text' }).press('Enter');
  await expect(dialog(bench, 'View of the text')).toBeVisible();
  await bench.passesAxe();
  await bench.page.keyboard.press('Escape');
  await bench.addFiles(sayso.write('twin.txt', TEXT), sayso.write('empty.txt', ''));
  await expect(bench.report).toBeVisible();
  await bench.passesAxe();
  await bench.closeReport();
  await hasFocus(bench);
  await bench.export('JSON Lines');
  await expect(bench.page.getByText('Checked: every span equals its slice of the text.')).toBeVisible();
  await bench.passesAxe();
});

test('axe has nothing against what opens over annotating', async ({ sayso }) => {
  const bench = await atTheMill(sayso);
  await opensAndPasses(bench, 'Control+k', 'Find or run a command');
  await opensAndPasses(bench, '?', 'Keyboard shortcuts');
  await opensAndPasses(bench, 'F2', 'Article details');
  await opensAndPasses(bench, 'Control+Shift+V', 'Paste an article');
  await opensAndPasses(bench, 'n', 'Note');
});

test('axe has nothing against a project that can only be read', async ({ sayso, colleague }) => {
  await atTheMill(sayso);
  const other = await colleague.open(join(sayso.projects, 'claims.sayso'));
  await other.sayWho('Ben');
  await expect(other.status).toContainText('Read-only');
  await other.selectByMouse('she');
  await expect(other.page.getByRole('note')).toBeVisible();
  await other.passesAxe();
});

test('F6 goes round the panes, Shift+F6 back, and into each where one was', async ({ sayso }) => {
  const bench = await atTheMill(sayso);
  const { page } = bench;
  const { keyboard } = page;
  const pane = () =>
    page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-pane]')?.dataset.pane ?? 'none');
  await keyboard.press('t');
  await expect.poll(pane).toBe('text');
  for (const next of ['attributions', 'header', 'articles', 'text']) {
    await keyboard.press('F6');
    await expect.poll(pane).toBe(next);
  }
  for (const previous of ['articles', 'header', 'attributions', 'text']) {
    await keyboard.press('Shift+F6');
    await expect.poll(pane).toBe(previous);
  }
  await expect(bench.text).toBeFocused();
});

test('the focus is never lost: not with a dialog, a menu, a deleted span or a row that is gone', async ({ sayso }) => {
  const bench = await atTheMill(sayso);
  const { keyboard } = bench.page;
  await bench.cards.getByRole('button', { name: 'Claim: The mill will close' }).focus();
  await keyboard.press('?');
  await keyboard.press('Escape');
  await expect(bench.cards.getByRole('button', { name: 'Claim: The mill will close' })).toBeFocused();
  await keyboard.press('Delete');
  await expect(bench.status).toContainText('1 span · 0 relations');
  await hasFocus(bench);

  await bench.articles.focus();
  await keyboard.press('/');
  await keyboard.type('nothing is called that');
  await bench.page.getByRole('button', { name: 'Show all articles' }).click();
  await expect(bench.articles.getByRole('option')).toHaveCount(2);
  await hasFocus(bench);

  await bench.articles.getByRole('option', { name: 'Dam' }).click({ button: 'right' });
  await bench.page.getByRole('menuitem', { name: 'Archive' }).click();
  await expect(bench.articles.getByRole('option')).toHaveCount(1);
  await hasFocus(bench);

  await bench.run('Close project');
  await expect(bench.page.getByRole('heading', { name: 'Recent projects' })).toBeVisible();
  await hasFocus(bench);
  await bench.page.getByRole('button', { name: 'Take claims.sayso off the list' }).click();
  await expect(bench.page.getByRole('heading', { name: 'Recent projects' })).toBeHidden();
  await hasFocus(bench);
});

test('in forced colours labels are told apart by underlines, and what is selected can be read', async ({ sayso }) => {
  const bench = await atTheMill(sayso);
  for (const colorScheme of ['light', 'dark'] as const) {
    await bench.page.emulateMedia({ forcedColors: 'active', colorScheme });
    const lines = await bench.text.evaluate((host) =>
      [...CSS.highlights.keys()]
        .filter((name) => (CSS.highlights.get(name)?.size ?? 0) > 0 && name.startsWith('article-'))
        .map((name) => getComputedStyle(host, `::highlight(${name})`))
        .filter((style) => style.textDecorationLine === 'underline')
        .map((style) => `${style.textDecorationStyle} ${style.textDecorationThickness}`),
    );
    expect(lines.length).toBeGreaterThanOrEqual(2);
    expect(new Set(lines).size).toBe(lines.length);

    const selected = {
      background: await systemColour(bench, 'Highlight'),
      ink: await systemColour(bench, 'HighlightText'),
    };
    const ofText = await bench.text
      .locator('p')
      .first()
      .evaluate((paragraph) => {
        const { backgroundColor, color } = getComputedStyle(paragraph, '::selection');
        return { background: backgroundColor, ink: color };
      });
    expect(ofText).toEqual(selected);
    const annotate = bench.page.getByRole('radio', { name: 'Annotate' });
    await expect(annotate).toHaveCSS('background-color', selected.background);
  }
});

/** A colour of the system, as it is computed. */
function systemColour({ page }: Workbench, name: string): Promise<string> {
  return page.evaluate((name) => {
    const probe = document.createElement('span');
    probe.style.cssText = `forced-color-adjust: none; color: ${name}`;
    document.body.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  }, name);
}

test('at 200 % zoom the page does not scroll sideways, and every control is within it', async ({ sayso }) => {
  const bench = await atTheMill(sayso);
  await bench.page.setViewportSize({ width: 720, height: 450 });
  await fits(bench);
  await bench.page.keyboard.press('F2');
  await expect(dialog(bench, 'Article details')).toBeVisible();
  await dialog(bench, 'Article details').getByRole('button', { name: 'Save' }).click();
  await expect(dialog(bench, 'Article details')).toBeHidden();
  await bench.export('CSV of attributions');
  await fits(bench);
  await bench.run('Close project');
  await expect(bench.page.getByRole('heading', { name: 'Recent projects' })).toBeVisible();
  await fits(bench);
});

/** Nothing is wider than the window, and whatever takes the focus can be brought into it. */
async function fits({ page }: Workbench): Promise<void> {
  const outside = await page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    const controls = [...document.querySelectorAll<HTMLElement>('button, input, textarea, [tabindex="0"]')].filter(
      (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.av-hidden'),
    );
    const unreachable = controls.filter((element) => {
      element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return right < 1 || left > clientWidth - 1 || bottom < 1 || top > clientHeight - 1;
    });
    const page = scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide`] : [];
    const tall = scrollHeight > clientHeight ? [`the page is ${scrollHeight} high`] : [];
    return [...page, ...tall, ...unreachable.map((element) => element.ariaLabel ?? element.textContent ?? '')];
  });
  expect(outside).toEqual([]);
}
