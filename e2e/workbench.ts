/** The window as a person uses it: what is clicked, pressed and read, in one place for all specs. */
import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import { nextWord } from '../src/shared/text.ts';

const LABEL_KEYS = { speaker: '1', claim: '2', condition: '3', cue: '4' } as const;
export type LabelId = keyof typeof LABEL_KEYS;

export class Workbench {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  get text(): Locator {
    return this.page.locator('[role=document]');
  }
  get articles(): Locator {
    return this.page.getByRole('listbox', { name: 'Articles' });
  }
  get cards(): Locator {
    return this.page.getByRole('grid', { name: 'Attributions' });
  }
  get toolbar(): Locator {
    return this.page.getByRole('toolbar', { name: /Selected text|Active span/ });
  }
  get status(): Locator {
    return this.page.getByRole('contentinfo');
  }

  get alert(): Locator {
    return this.page.getByRole('alert');
  }
  /** The card that has these words in it. */
  card(words: string): Locator {
    return this.cards.getByRole('row').filter({ hasText: words });
  }

  async sayWho(name: string): Promise<void> {
    await this.page.getByLabel('Your name').fill(name);
    await this.page.getByRole('button', { name: 'Continue' }).click();
  }
  async newProject(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'New project…' }).click();
    await this.page.getByLabel('Name').fill(name);
    await this.page.getByRole('button', { name: 'Make project' }).click();
    await expect(this.page.getByRole('button', { name: `${name}.sayso: project menu` })).toBeVisible();
  }
  async openRecent(name: string): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(`^${name}\\.sayso `) }).click();
    await expect(this.page.getByRole('button', { name: `${name}.sayso: project menu` })).toBeVisible();
  }
  async openSample(): Promise<void> {
    await this.page.getByRole('button', { name: 'Open the sample project' }).click();
    await expect(this.articles).toBeVisible();
  }

  /** Runs a command by its title from the palette. */
  async run(title: string): Promise<void> {
    await this.page.keyboard.press('Control+k');
    await this.page.getByRole('dialog', { name: 'Find or run a command' }).getByRole('combobox').fill(title);
    await this.page.keyboard.press('Enter');
  }

  /** Chooses files, or a folder, in the dialog that something opens. */
  async choose(paths: string | string[], open: () => Promise<void>): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await open();
    await (await chooser).setFiles(paths);
  }
  /** Adds articles by the file dialog. */
  async addFiles(...paths: string[]): Promise<void> {
    await this.choose(paths, () => this.page.keyboard.press('Control+i'));
  }
  /** Drops files anywhere on the window, as a file manager does. */
  async drop(files: { name: string; content: string | Buffer }[]): Promise<void> {
    const given = files.map(({ name, content }) => ({ name, base64: Buffer.from(content).toString('base64') }));
    const transfer = await this.page.evaluateHandle((given) => {
      const transfer = new DataTransfer();
      for (const { name, base64 } of given)
        transfer.items.add(new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], name));
      return transfer;
    }, given);
    for (const type of ['dragenter', 'dragover', 'drop'])
      await this.page.dispatchEvent('body', type, { dataTransfer: transfer });
  }

  /** The report on an import. */
  get report(): Locator {
    return this.page.getByRole('dialog', { name: /added/ });
  }
  async closeReport(): Promise<void> {
    await this.report.getByRole('button', { name: 'Close' }).click();
    await expect(this.report).toBeHidden();
  }

  /** Opens an article by its title in the list. */
  async openArticle(title: string): Promise<void> {
    await this.articles.getByRole('option', { name: title }).first().click();
    await expect(this.page.getByRole('document', { name: title })).toBeVisible();
  }

  /** Drags the mouse over the n-th occurrence of words in the text. */
  async selectByMouse(words: string, nth = 0): Promise<void> {
    const ends = await this.text.evaluate(
      (root, { words, nth }) => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        let left = nth;
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          for (
            let at = node.nodeValue?.indexOf(words) ?? -1;
            at >= 0;
            at = node.nodeValue?.indexOf(words, at + 1) ?? -1
          ) {
            if (left-- > 0) continue;
            node.parentElement?.scrollIntoView({ block: 'center' });
            const edge = (from: number, to: number) => {
              const range = document.createRange();
              range.setStart(node, from);
              range.setEnd(node, to);
              return range.getBoundingClientRect();
            };
            const first = edge(at, at + 1);
            const last = edge(at + words.length - 1, at + words.length);
            return {
              x1: first.left + 1,
              y1: first.top + first.height / 2,
              x2: last.right - 1,
              y2: last.top + last.height / 2,
            };
          }
        }
        return null;
      },
      { words, nth },
    );
    if (!ends) throw new Error(`the text does not hold “${words}”`);
    await this.page.mouse.move(ends.x1, ends.y1);
    await this.page.mouse.down();
    await this.page.mouse.move(ends.x2, ends.y2, { steps: 4 });
    await this.page.mouse.up();
  }

  /** Selects `start` to `end` of the text with keys alone, as one who reads it would: by words, then characters. */
  async selectByKeys(text: string, start: number, end: number): Promise<void> {
    const { keyboard } = this.page;
    await keyboard.press('Control+Home');
    const go = async (from: number, to: number, extend: string) => {
      let at = from;
      for (let next = nextWord(text, at); next <= to && next > at; next = nextWord(text, at)) {
        await keyboard.press(`${extend}Control+ArrowRight`);
        at = next;
      }
      for (; at < to; at += String.fromCodePoint(text.codePointAt(at) ?? 0).length)
        await keyboard.press(`${extend}ArrowRight`);
    };
    await go(0, start, '');
    await go(start, end, 'Shift+');
  }

  /** Selects words with the mouse and gives them a label. */
  async mark(words: string, label: LabelId, nth = 0): Promise<void> {
    await this.selectByMouse(words, nth);
    await this.label(label);
  }

  async label(label: LabelId): Promise<void> {
    await this.page.keyboard.press(LABEL_KEYS[label]);
  }

  /** Waits until the status bar says that everything is saved. */
  async saved(): Promise<void> {
    await expect(this.status.getByText('Saved', { exact: true })).toBeVisible();
  }

  /** Exports by the Dataset screen and gives the file's content. */
  async export(format: 'JSON Lines' | 'CSV of attributions'): Promise<string> {
    await this.page.getByRole('radio', { name: 'Dataset' }).click();
    await this.page.locator('label').filter({ hasText: format }).click();
    const download = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: 'Export…' }).click();
    return readFile(await (await download).path(), 'utf8');
  }

  /** Fails where axe finds anything to complain about on the screen as it is. */
  async passesAxe(): Promise<void> {
    const { violations } = await new AxeBuilder({ page: this.page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.target.join(' ')).join(', ')}`)).toEqual([]);
  }
}
