import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { Article } from '../../shared/model.ts';
import { normaliseText } from './normalise.ts';
import { readArticle } from './read-article.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');
const read = (name: string, text: string) => readArticle(name, utf8(text));

function refusal(name: string, bytes: Uint8Array): string {
  try {
    readArticle(name, bytes);
  } catch (error) {
    if (error instanceof AppError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return '';
}

test('plain text is frozen as it is, but for line ends and the mark', () => {
  const source =
    '\ufeffNight trains return\r\n\r\nThey “will”, he said.\rNUL \u0000, \u2028, \f, e\u0301, \u202e stay.';
  const draft = read('folder/night.txt', source);
  const text = 'Night trains return\n\nThey “will”, he said.\nNUL \u0000, \u2028, \f, e\u0301, \u202e stay.';
  expect(draft).toEqual({
    title: 'Night trains return',
    author: '',
    date: '',
    outlet: '',
    url: '',
    source: 'folder/night.txt',
    encoding: 'utf-8',
    text,
    textHash: sha256(text),
    rawHash: sha256(utf8(source)),
    size: text.length,
    words: 10,
    replaced: 0,
    externalId: '',
    tags: [],
  });
  const { text: _, ...article } = draft;
  Article.parse({ ...article, id: 'a', archived: false, importedAt: '2026-03-09T10:00:00.000Z' });
});

test('the ending says how a file is read', () => {
  const html = '<html><body><p>He said so.</p></body></html>';
  expect(read('a.HTM', html).text).toBe('He said so.');
  expect(read('a.txt', html).text).toBe(html);
  expect(read('a.html', 'He said: 1 < 2.').text).toBe('He said: 1 < 2.');
  expect(read('a.md', '# One\n\n*Two*').text).toBe('One\nTwo');
  expect(read('a', '# One').text).toBe('# One');
});

test('the title is what the file says, else a headline, else the name of the file, else how the text begins', () => {
  expect(read('a.html', '<title>The title</title><p>Text.</p>').title).toBe('The title');
  expect(read('dir/My file.v2.txt', 'He said so. She did not.').title).toBe('My file.v2');
  expect(read('note.txt', 'Only one line').title).toBe('note');
  expect(read('note.txt', 'A sentence ends here.\nMore.').title).toBe('note');
  expect(read('note.txt', `${'word '.repeat(50)}\nMore.`).title).toBe('note');
  expect(read('', 'He said, at some length and without pause, that rates will fall soon.').title).toBe(
    'He said, at some length and without pause, that rates will…',
  );
});

test('what cannot be read is refused with the reason and the way out', () => {
  expect(refusal('a.odt', utf8('PK'))).toMatch(/bad-input: This is a word processor document.*plain text/);
  expect(refusal('a.jpg', utf8('x'))).toMatch(/picture/);
  expect(refusal('a.sayso', utf8('x'))).toMatch(/project/);
  expect(refusal('a.txt', utf8(''))).toMatch(/bad-input: The file is empty/);
  expect(refusal('a.txt', utf8(' \n\u00a0\ufeff\u200b\u0000\n'))).toMatch(/white space/);
  expect(refusal('a.html', utf8('<html><script>evil()</script></html>'))).toMatch(/no text in this page/);
});

test('one line of 5 MB', () => {
  const line = 'The minister said “rates will fall”, if inflation eases. '.repeat(90_000);
  expect(read('line.txt', line)).toMatchObject({ title: 'line', size: line.length, words: 90_000 * 9 });
  expect(read('line.md', line).text === line.trimEnd()).toBe(true);
  expect(read('line.html', `<p>${line}</p>`).text === line.trimEnd()).toBe(true);
}, 60_000);

test('lone surrogates become U+FFFD and are counted, from bytes and from character references', () => {
  const utf16 = Buffer.from('\ufeffa\ud800b', 'utf16le');
  expect(readArticle('a.txt', utf16)).toMatchObject({ text: 'a\ufffdb', replaced: 1, encoding: 'utf-16le' });
  expect(normaliseText('\ud800a\udc00😀')).toEqual({ text: '\ufffda\ufffd😀', replaced: 2 });
  expect(read('a.html', '<p>a&#13;b&#xD800;</p>').text).not.toMatch(/\r|\p{Surrogate}/u);
});

test('normalising changes line ends, the mark and lone surrogates, and nothing else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '\ufeff', '\r\n', '\r', '\ud800'), (raw, more) => {
      const { text } = normaliseText(raw + more);
      expect(text).not.toContain('\r');
      expect(text.isWellFormed()).toBe(true);
      if (!text.startsWith('\ufeff')) expect(normaliseText(text)).toEqual({ text, replaced: 0 });
      if (!/[\r\ufeff]/.test(raw + more) && (raw + more).isWellFormed()) expect(text).toBe(raw + more);
    }),
  );
});

test('any bytes are an article that holds to the model, or refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('a.txt', 'a.md', 'a.html', ''), (bytes, name) => {
      if (refusal(name, bytes)) return;
      const { text, ...article } = readArticle(name, bytes);
      Article.parse({ ...article, id: 'a', archived: false, importedAt: '2026-03-09T10:00:00.000Z' });
      expect(text.isWellFormed()).toBe(true);
      expect(article.textHash).toBe(sha256(text));
      expect(article.title).not.toBe('');
    }),
  );
});

const shared = ['../shared/articles', '../shared/corpora/gum/rst/gdtb/pdtb/raw/00'].filter((folder) =>
  existsSync(folder),
);
test.skipIf(shared.length === 0)('real articles come in unchanged', () => {
  for (const folder of shared) {
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, name));
      const draft = readArticle(name, bytes);
      expect(draft).toMatchObject({ encoding: 'utf-8', replaced: 0 });
      expect(Buffer.from(draft.text).equals(bytes)).toBe(true);
      expect(draft.words).toBeGreaterThan(100);
    }
  }
});
