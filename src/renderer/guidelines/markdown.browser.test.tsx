import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { mount } from '../ui/mount.fixture.tsx';
import { Markdown } from './markdown.tsx';

async function shown(text: string): Promise<HTMLElement> {
  mount(<Markdown text={`${text}\n\nThe end.`} />);
  await expect.element(page.getByText('The end.')).toBeVisible();
  const found = document.querySelector<HTMLElement>('.markdown');
  if (!found) throw new Error('nothing is shown');
  return found;
}

test('what Markdown marks is shown as what it is', async () => {
  const root = await shown(
    '# Title\n\nA *b* **c** ~~d~~ `e`  \nnext\n\n- one\n  1. two\n- [x] done\n\n> quoted\n\n| h |\n|---|\n| cell |\n\n```\ncode <b>\n```\n\n---',
  );
  const found = ['h3', 'em', 'strong', 'del', 'code', 'br', 'ul ol li', 'blockquote p', 'th', 'td', 'pre', 'hr'];
  expect(found.filter((selector) => !root.querySelector(selector))).toEqual([]);
  expect(root.querySelector('pre')?.textContent).toBe('code <b>');
  expect(root.textContent).toContain('☑ done');
});

test('characters that are written by name are shown, but not in code, and no markup comes of them', async () => {
  const root = await shown(
    'A&nbsp;B &copy; &#8220;c&#x201d; &lt;b&gt; &unknown; AT&T \\&amp; `&amp;` [x](https://example.org/?a=1&amp;b=2)',
  );
  expect(root.querySelector('p')?.textContent).toBe('A\u00a0B © “c” <b> &unknown; AT&T &amp; &amp; x');
  expect(root.querySelector('a')?.href).toBe('https://example.org/?a=1&b=2');
  expect(root.querySelector('b')).toBeNull();
});

test('HTML is text, a picture is its words, and nothing is loaded or run', async () => {
  const root = await shown(
    '<script>window.harm = 1</script>\n\nsee <img src="x" onerror="window.harm = 1"> ![a map](https://example.org/a.png)',
  );
  expect(root.querySelectorAll('script, img, iframe, style, object')).toHaveLength(0);
  expect(root.textContent).toContain('<script>window.harm = 1</script>');
  expect(root.textContent).toContain('<img src="x" onerror="window.harm = 1"> a map');
  expect('harm' in window).toBe(false);
});

test('only https links are links, and they open elsewhere', async () => {
  const root = await shown(
    '[a](https://example.org/a) [b](javascript:alert(1)) [c](http://example.org) [d](file:///etc/hosts) [e](#claim) f@example.org [g](data:text/html,x)',
  );
  const links = [...root.querySelectorAll('a')];
  expect(links.map(({ href, target, rel }) => [href, target, rel])).toEqual([
    ['https://example.org/a', '_blank', 'noopener noreferrer'],
  ]);
  expect(root.textContent).toContain('a b c d e f@example.org g');
});

test.each([
  ['highest', '# One\n\n## Two\n\n#### Four', ['H3', 'H4', 'H6']],
  ['second', '## Two\n\n### Three', ['H3', 'H4']],
])('headings begin below that of the panel, from the %s level', async (_, text, levels) => {
  const root = await shown(text);
  expect([...root.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ tagName }) => tagName)).toEqual(levels);
});

test('what is nested too deep is shown as it was typed', async () => {
  const root = await shown(`${'> '.repeat(300)}deep`);
  expect(root.querySelectorAll('blockquote').length).toBeLessThan(20);
  expect(root.textContent).toContain('deep');
});
