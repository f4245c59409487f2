import { expect, test } from 'vitest';
import { readMarkdownFile } from './read-markdown-file.ts';

const file = (...parts: BlobPart[]) => new File(parts, 'rules.md');

test('a file is read as UTF-8, without its mark, with LF at its line ends', async () => {
  expect(await readMarkdownFile(file('\ufeff# Café\r\nx\ry\n'))).toEqual({ text: '# Café\nx\ny\n' });
});

test.each([
  ['in another encoding', file(new Uint8Array([0x23, 0xe9, 0x21])), /^rules\.md is not text in UTF-8/],
  ['too long', file('a'.repeat(1_000_001)), /longer than a million/],
])('a file %s is refused by its name', async (_, given, reason) => {
  expect(await readMarkdownFile(given)).toEqual({ failure: expect.stringMatching(reason) });
});
