import { expect, test } from 'vitest';
import { readMarkdown } from './read-markdown.ts';

const lines = (source: string) => readMarkdown(source).text.split('\n');

test('a paragraph is one line without marks', () => {
  expect(
    lines(
      '# Dams *open*\n\nHe **said**\nthe [dams](https://x.example "t") will `open_*x*`.  \nA ~~break~~ &amp; 1 &lt; 2\\*\n',
    ),
  ).toEqual([...['Dams open', 'He said the dams will open_*x*.', 'A break & 1 < 2*']]);
  expect(lines('Setext\n===\n\n![A dam](a.png) and https://x.example\n\n***\n\nEnd')).toEqual([
    ...['Setext', 'A dam and https://x.example', 'End'],
  ]);
});

test('lists, quotations, tables and code keep their lines', () => {
  expect(lines('- one\n  - two\n- [x] three\n\n3. a\n4. b\n\n   more b\n')).toEqual([
    ...['- one', '- two', '- three', '3. a', '4. b', 'more b'],
  ]);
  expect(lines('> quoted\n> > again\n\n| A | B |\n|---|---|\n| *1* | 2 |\n\n```js\nlet a;\n\n  b\n```\n')).toEqual([
    ...['quoted', 'again', 'A | B', '1 | 2', 'let a;', '  b'],
  ]);
});

test('of raw HTML only its text survives', () => {
  expect(
    lines(
      '<div onclick="evil()">raw <b>text</b><script>evil()</script></div>\n\nIn <span>line</span><br>two <script>evil()</script>end',
    ),
  ).toEqual([...['raw text', 'In line', 'two end']]);
  expect(readMarkdown('<script>\nevil()\n\nevil()\n</script>\n\nx').text).toBe('x');
});

test('front matter gives the metadata', () => {
  const source = `---
# about
title: "Dams: to open"
authors:
  - A. Lee
  - 'B. Cole'
date: 2026-03-01
source: The Gazette
url: https://gazette.example/dams
tags: [a, b]
---

# Heading

Text.`;
  expect(readMarkdown(source)).toEqual({
    text: 'Heading\nText.',
    title: 'Dams: to open',
    author: 'A. Lee, B. Cole',
    date: '2026-03-01',
    outlet: 'The Gazette',
    url: 'https://gazette.example/dams',
  });
  expect(readMarkdown('---\ntitle: x\nauthor: [A, "B"]\n---').author).toBe('A, B');
});

test('what only looks like front matter is text; a heading is the title', () => {
  expect(readMarkdown('---\nHe said: no\nand left.\n---\nText.').text).toContain('and left.');
  expect(readMarkdown('Text.\n\n---\ntitle: x\n---\n').title).toBe('title: x');
  expect(readMarkdown('Text first.\n\n## The *title*\n').title).toBe('The title');
  expect(readMarkdown('No heading.').title).toBe('');
});

test('nesting beyond the parser leaves the text as it is', () => {
  const deep = `${'>'.repeat(50_000)} x`;
  expect(readMarkdown(deep).text).toBe(deep);
  const open = '['.repeat(50_000);
  expect(readMarkdown(open).text).toBe(open);
});
