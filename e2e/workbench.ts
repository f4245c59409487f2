/** The window as a person uses it: what is clicked, pressed and read, in one place for all specs. */
import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import { nextWord } from '../src/shared/text.ts';

const LABEL_KEYS = { speaker: '1', claim: '2', condition: '3', cue: '4' } as const;
export type LabelId = keyof typeof LABEL_KEYS;

/** For what comes within a frame or some: asked for again at once, not after the second that most waiting is made of. */
export const SOON = { intervals: [20, 30, 50, 100] };

/** In pixels of the window. */
type Point = { x: number; y: number };

export class Workbench {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
    // The browser is told to leave file dialogs to the test when the first listener comes, which may be after a key press.
    page.on('filechooser', () => {});
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
  /** The spans of the open article in document order, as assistive technology is given them: label and quote. */
  get spans(): Locator {
    return this.page.getByRole('list', { name: 'Spans of this article' }).getByRole('button');
  }
  /** Waits until these are the spans. */
  async hasSpans(wanted: string[]): Promise<void> {
    await expect.poll(() => this.spans.allTextContents(), SOON).toEqual(wanted);
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
    await expect(this.page.getByLabel('Your name')).toBeHidden();
  }
  async newProject(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'New project…' }).click();
    await this.page.getByLabel('Name').fill(name);
    await this.page.getByRole('button', { name: 'Make project' }).click();
    await expect(this.page.getByRole('button', { name: `${name}.sayso: project menu` })).toBeVisible();
    // Keys run no commands while its dialog goes.
    await expect(this.page.getByRole('dialog')).toHaveCount(0);
  }
  /** The first minute: who one is, and a project, into which the articles go that the host was started with. */
  async begin(project: string): Promise<void> {
    await this.sayWho('Ana');
    await this.newProject(project);
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
    await expect(this.page.getByRole('document', { name: title })).toBeFocused();
  }

  /** What is selected in the document. */
  selectedText(): Promise<string> {
    return this.page.evaluate(() => document.getSelection()?.toString() ?? '');
  }

  /** Drags the mouse over the n-th occurrence of words in the text. */
  async selectByMouse(words: string, nth = 0): Promise<void> {
    const { start, end } = await this.#placeOf(words, nth);
    await this.#drag(start, end);
  }

  /** Clicks into the middle of the n-th occurrence of words in the text. */
  async clickOn(words: string, nth = 0): Promise<void> {
    const { start, end } = await this.#placeOf(words, nth);
    await this.page.mouse.click((start.x + end.x) / 2, start.y);
  }

  /** Drags an edge of the active span to the start or end of words. */
  async dragEdge(side: 'start' | 'end', words: string): Promise<void> {
    const to = (await this.#placeOf(words, 0))[side];
    const handle = await this.page.locator(`.av-handle-${side}`).boundingBox();
    if (!handle) throw new Error('no span is active');
    await this.#drag({ x: handle.x + handle.width / 2, y: handle.y + handle.height / 2 }, to);
  }

  async #drag(from: Point, to: Point): Promise<void> {
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(to.x, to.y, { steps: 4 });
    await mouse.up();
  }

  /** Brings words into view: just inside their first and their last character. */
  async #placeOf(words: string, nth: number): Promise<{ start: Point; end: Point }> {
    const place = await this.text.evaluate(
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
            const edge = (from: number, to: number) => {
              const range = document.createRange();
              range.setStart(node, from);
              range.setEnd(node, to);
              return range.getBoundingClientRect();
            };
            // One paragraph may be higher than the window, so that it is the words that are brought to its middle.
            node.parentElement?.scrollIntoView({ block: 'nearest' });
            root.closest('.article-view')?.scrollBy({ top: edge(at, at + 1).top - innerHeight / 2 });
            const first = edge(at, at + 1);
            const last = edge(at + words.length - 1, at + words.length);
            return {
              start: { x: first.left + 1, y: first.top + first.height / 2 },
              end: { x: last.right - 1, y: last.top + last.height / 2 },
            };
          }
        }
        return null;
      },
      { words, nth },
    );
    if (!place) throw new Error(`the text does not hold “${words}”`);
    return place;
  }

  /** Selects `start` to `end` of the text with keys alone, as one who reads it would: by words, then characters. */
  async selectByKeys(text: string, start: number, end: number): Promise<void> {
    const { keyboard } = this.page;
    await keyboard.press('Control+Home');
    // Paragraph by paragraph as far as that leads, then by words.
    let paragraph = 0;
    for (const next of text.matchAll(/\n+(?=[^\n])/g)) {
      const at = next.index + next[0].length;
      if (at > start) break;
      await keyboard.press('Alt+ArrowDown');
      paragraph = at;
    }
    const go = async (from: number, to: number, extend: string) => {
      let at = from;
      for (let next = nextWord(text, at); next <= to && next > at; next = nextWord(text, at)) {
        await keyboard.press(`${extend}Control+ArrowRight`);
        at = next;
      }
      for (; at < to; at += String.fromCodePoint(text.codePointAt(at) ?? 0).length)
        await keyboard.press(`${extend}ArrowRight`);
    };
    await go(paragraph, start, '');
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
    await this.page
      .locator('label')
      .filter({ hasText: new RegExp(`^${format}`) })
      .click();
    const download = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: 'Export…' }).click();
    return readFile(await (await download).path(), 'utf8');
  }

  /** Fails where axe finds anything to complain about on the screen as it is: in light, and what may differ in dark. */
  async passesAxe(): Promise<void> {
    await this.#hasTheme('light');
    await this.#passes({});
    await this.#hasTheme('dark');
    await this.#passes({ runOnly: 'color-contrast' });
    await this.#hasTheme('light');
  }

  /** Where the person has chosen no theme, the one of the system is followed. */
  async #hasTheme(colorScheme: 'light' | 'dark'): Promise<void> {
    await this.page.emulateMedia({ colorScheme });
    await expect(this.page.locator('html')).toHaveAttribute('data-theme', colorScheme);
  }

  async #passes(options: { runOnly?: string }): Promise<void> {
    // The other mode gathers frames, of which there are none, in a page of its own: that takes three times as long.
    const axe = new AxeBuilder({ page: this.page })
      .setLegacyMode()
      .options({ ...options, resultTypes: ['violations'] });
    const { violations } = await axe.analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.target.join(' ')).join(', ')}`)).toEqual([]);
  }
}
