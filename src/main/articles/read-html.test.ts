import { expect, test } from 'vitest';
import { htmlToText, isHtml, readHtml } from './read-html.ts';

const page = (head: string, body: string) => `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;

test('the main text has a line for each paragraph, and nothing of what runs or decorates', () => {
  const { text } = readHtml(
    page(
      '<title>Dams</title><script>var a = "evil()";</script><style>p { color: red }</style>',
      `<nav><a href="/">Home</a></nav>
       <article><h1>Dams</h1>
         <p onclick="evil()">The dams will
            <b>open</b>, he&nbsp;said &amp; left.</p>
         <script>evil()</script><noscript><p>evil()</p></noscript><template>evil()</template>
         <iframe src="https://evil.example">evil()</iframe><svg><title>evil()</title><script>evil()</script></svg>
         <p>If &ldquo;rain&rdquo; comes<br>it ends. 1 &lt; 2 <img src=x onerror="evil()"></p><p hidden>evil()</p>
         <ul><li>One</li><li>Two</li></ul>
         <table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>
         <pre>if x:\n  y</pre>
         <!-- evil() -->
       </article>`,
    ),
  );
  expect(text.split('\n')).toEqual([
    ...['The dams will open, he\u00a0said & left.', 'If “rain” comes', 'it ends. 1 < 2', 'One', 'Two'],
    ...['A\tB', '1\t2', 'if x:', '  y'],
  ]);
});

test('an article is told from what stands around it', () => {
  const paragraphs = Array.from(
    { length: 8 },
    (_, i) => `<p>Paragraph ${i}: the minister said, at length, that rates will fall if inflation eases.</p>`,
  );
  const { text } = readHtml(
    page(
      '',
      `<header><ul><li><a href=a>World</a></li><li><a href=b>Sport</a></li></ul></header>
       <div id="content" class="article-body">${paragraphs.join('')}</div>
       <aside class="sidebar"><a href=c>Most read today</a></aside><footer class="footer">Copyright</footer>`,
    ),
  );
  expect(text.split('\n')).toHaveLength(8);
  expect(text).not.toMatch(/Sport|Most read|Copyright/);
});

test('metadata from JSON-LD, wherever in it the article is', () => {
  const article = {
    '@type': ['NewsArticle'],
    headline: 'Dams to open',
    author: [{ '@type': 'Person', name: 'A. Lee' }, 'B. Cole'],
    datePublished: '2026-03-01T10:00:00Z',
    publisher: { name: 'The Gazette' },
    mainEntityOfPage: { '@id': 'https://gazette.example/dams' },
  };
  const json = JSON.stringify({ '@graph': [{ '@type': 'WebSite', name: 'Site' }, article] });
  const head = `<script type="application/ld+json">not json</script><script type="application/ld+json">${json}</script>
    <meta property="og:title" content="Other">`;
  expect(readHtml(page(head, '<p>Text.</p>'))).toMatchObject({
    title: 'Dams to open',
    author: 'A. Lee, B. Cole',
    date: '2026-03-01T10:00:00Z',
    outlet: 'The Gazette',
    url: 'https://gazette.example/dams',
  });
});

test('metadata from OpenGraph, meta, time and link elements', () => {
  const head = `<title>Dams to open | The Gazette</title><meta property="og:site_name" content="The Gazette">
    <meta property="article:author" content="https://social.example/lee"><meta name="author" content="A.\n Lee">
    <link rel="canonical" href="https://gazette.example/dams"><meta property="og:url" content="https://x.example">`;
  const body = '<article><time datetime="2026-03-01">1 March</time><p>Text.</p></article>';
  expect(readHtml(page(head, body))).toMatchObject({
    title: 'Dams to open',
    author: 'A. Lee',
    date: '2026-03-01',
    outlet: 'The Gazette',
    url: 'https://gazette.example/dams',
  });
  const evil = page('<link rel="canonical" href="javascript:evil()">', '<h1>Only a heading</h1><p>x</p>');
  expect(readHtml(evil)).toMatchObject({ title: 'Only a heading', url: '', author: '' });
});

test('pieces of pages are read too', () => {
  expect(readHtml('<p>One<p>Two').text).toBe('One\nTwo');
  expect(readHtml('<!doctype html><title>T</title><p>One').text).toBe('One');
  expect(htmlToText('a <b>b</b>&eacute;')).toBe('a bé');
  expect(readHtml('<script>evil()</script>').text).toBe('');
  expect(isHtml('1 < 2 and 3 > 2, <3, a<b')).toBe(false);
  expect(isHtml('text</p>')).toBe(true);
});

test('depth and size neither overflow nor hang', () => {
  const deep = `${'<div>'.repeat(20_000)}<p>he said</p>${'</div>'.repeat(20_000)}`;
  expect(readHtml(page('', deep)).text).toBe('he said');
  expect(readHtml(`${'<b>'.repeat(20_000)}x`).text).toBe('x');
  expect(readHtml(`<p>${'&amp;'.repeat(50_000)}`).text).toHaveLength(50_000);
  expect(readHtml(page('', '<p>He said so.</p>'.repeat(30_000))).text.split('\n')).toHaveLength(30_000);
  expect(() => readHtml(`<p>${'<'.repeat(1_000_001)}`)).toThrow(/1,000,002 tags.*plain text/);
}, 60_000);

test.each([
  '<![CDATA[<html>]]>He said so.',
  '<!-- <html > --><p>He said so.',
  '<p>He said so.</p><html>',
  '</p>He said so.<html',
])('%s is no whole page, and is read all the same', (html) => expect(readHtml(html).text).toContain('He said so.'));
