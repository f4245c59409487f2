/** Files of every kind that Sayso reads, and ways to spoil them. */
import { readFileSync } from 'node:fs';
import { docx, p, pdf } from '../../src/main/articles/documents/documents.fixture.ts';
import type { Random } from './random.ts';

const TEXT =
  'Ferry to stop\n\nMayor Holm said prices rise, “if wages do”, he added.\nNobody denied it: 5 % of 😀 e\u0301.\n';
const HTML = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Dams - Post</title>
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Dams","author":[{"name":"A. Lee"}]}</script>
<meta property="og:site_name" content="Post"></head><body><nav>Menu</nav><article><h1>Dams</h1>
<p>The dams will open, he said, &amp; the river rises&#46;</p><table><tr><td>a</td><td>b</td></tr></table>
<pre>x
y</pre><p>${'She said that the town had known of it for years. '.repeat(8)}</p></article></body></html>`;
const MARKDOWN = `---\ntitle: Dams\nauthors:\n  - A. Lee\n---\n# Dams to open\n\nHe said **so**, [here](http://x.example).\n\n> “No.”\n\n| a | b |\n|---|---|\n| c | d |\n`;
const CSV =
  'id;title;text;tags\n1;One;"He said ""no"".\nAnd left.";a|b\n2;Two;Prices rise, she said.;\n3;Three;"Good, too";c\n';
const ROWS = '{"head":"A","content":{"text":["p said","q"]},"n":1}\n{"head":"B","content":{"text":"He said so."}}\n';
const LABELS =
  '{"sayso-labels":1,"labels":[{"id":"speaker","name":"Speaker","colour":"#cc4400","key":"1","description":"","active":true},{"id":"mood","name":"Mood","colour":"#00cc44","key":"m","description":"","active":true}],"relations":[{"id":"felt","name":"felt by","sourceLabel":"mood","targetLabel":"speaker"}],"attributes":[{"id":"depth","label":"mood","name":"Depth","values":[{"name":"low","key":""}]}]}';

const golden = (unit: string) =>
  readFileSync(new URL(`../../src/main/datasets/golden/example${unit}.jsonl`, import.meta.url));
const word = (inner: (xml: string) => string = (xml) => xml) =>
  docx(inner(p('Dams to open') + p('The dams will ', '<w:r><w:t>open</w:t></w:r>', ', he said.') + p('&lt;End&gt;')));
const PAGES = [
  [
    { text: 'Ferry on the Orle', x: 60, y: 760, size: 22 },
    { text: 'The harbour master said that infra-', x: 60, y: 700 },
    { text: 'structure would be repaired.', x: 60, y: 688 },
  ],
];

export type Kind = 'article' | 'rows' | 'dataset' | 'labels' | 'project';
export type Seed = { ending: string; kind: Kind; bytes: Uint8Array };

/** `project` is a project file that is sound. */
export function seedsOf(project: Uint8Array): Seed[] {
  const article = (ending: string, content: string | Uint8Array): Seed => ({
    ...{ ending, kind: 'article', bytes: Buffer.from(content as string) },
  });
  return [
    article('txt', TEXT),
    article('txt', Buffer.from(`\ufeff${TEXT}`, 'utf16le')),
    article('txt', Buffer.from('The composer Dvo\xf8\xe1k lived in Spillville, she said.', 'latin1')),
    article('md', MARKDOWN),
    article('html', HTML),
    article('docx', word()),
    article('pdf', pdf(PAGES, 'Ferry')),
    { ending: 'csv', kind: 'rows', bytes: Buffer.from(CSV) },
    { ending: 'tsv', kind: 'rows', bytes: Buffer.from(CSV.replaceAll(';', '\t')) },
    { ending: 'jsonl', kind: 'rows', bytes: Buffer.from(ROWS) },
    ...['', '.byte', '.utf16'].map((unit): Seed => ({ ending: 'jsonl', kind: 'dataset', bytes: golden(unit) })),
    { ending: 'labels.json', kind: 'labels', bytes: Buffer.from(LABELS) },
    { ending: 'sayso', kind: 'project', bytes: project },
  ];
}

/** Pieces that mean something to one reader or another. */
const TOKENS = [
  ...[
    '\0',
    '"',
    "'",
    '\\',
    '\n',
    '\r',
    '\t',
    '{',
    '}',
    '[',
    ']',
    '<',
    '>',
    '&',
    ';',
    ',',
    '|',
    '---\n',
    '\ufeff',
    '\u202e',
  ],
  ...[
    'null',
    'true',
    '-1',
    '0.5',
    '1e999',
    '99999999999999999999',
    '"__proto__":',
    '{"constructor":',
    '\\u0000',
    '\\ud800',
  ],
  ...[
    '<!DOCTYPE x [<!ENTITY a "b">]>',
    '<![CDATA[',
    '<!--',
    '<script>',
    '<td>',
    '</td>',
    '&#0;',
    '&#x110000;',
    '&#xd800;',
  ],
  ...[
    '<w:p>',
    '</w:p>',
    '<w:tbl><w:tr><w:tc>',
    '<w:footnoteReference w:id="2"/>',
    'PK\x03\x04',
    'PK\x05\x06',
    '%PDF-1.7',
  ],
  ...[
    'stream\n',
    'endstream',
    'endobj',
    '/Length 999999',
    '/Filter/FlateDecode',
    'BT',
    'ET',
    '6 0 R',
    'xref',
    'startxref\n0',
  ],
  ...[
    '[['.repeat(200),
    '{"a":'.repeat(200),
    '<div>'.repeat(300),
    '('.repeat(500),
    '> '.repeat(300),
    'x'.repeat(20_000),
  ],
  ...[
    '\xed\xa0\x80',
    '\xff\xfe',
    '\xf4\x90\x80\x80',
    '\xc0\x80',
    '\x1b$B',
    '"sayso":2',
    '"start":-1',
    '"end":1e9',
    '#',
  ],
].map((token) => Buffer.from(token, /[\x80-\xff]/.test(token) ? 'latin1' : 'utf8'));

type Mutate = (bytes: Buffer, random: Random, other: Buffer) => Buffer;
const cut = (bytes: Buffer, random: Random) => random.below(bytes.length + 1);
const replaced = (bytes: Buffer, start: number, end: number, by: Uint8Array) =>
  Buffer.concat([bytes.subarray(0, start), by, bytes.subarray(end)]);

const MUTATIONS: readonly Mutate[] = [
  (bytes, random) => {
    const copy = Buffer.from(bytes);
    for (let n = 1 + random.below(8); n > 0 && copy.length; n--) {
      const at = random.below(copy.length);
      copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
    }
    return copy;
  },
  (bytes, random) => replaced(bytes, cut(bytes, random), bytes.length, Buffer.alloc(0)),
  (bytes, random) => {
    const at = cut(bytes, random);
    return replaced(bytes, at, at + random.below(64), Buffer.alloc(0));
  },
  (bytes, random) => {
    const at = cut(bytes, random);
    return replaced(bytes, at, at, random.pick(TOKENS));
  },
  (bytes, random) => {
    const at = cut(bytes, random);
    const token = random.pick(TOKENS);
    return replaced(bytes, at, at + token.length, token);
  },
  (bytes, random) => {
    const [a, b] = [cut(bytes, random), cut(bytes, random)].sort((x, y) => x - y) as [number, number];
    const piece = bytes.subarray(a, Math.min(b, a + 4096));
    return replaced(bytes, b, b, Buffer.concat(Array.from({ length: 1 + random.below(6) }, () => piece)));
  },
  (bytes, random, other) => Buffer.concat([bytes.subarray(0, cut(bytes, random)), other.subarray(cut(other, random))]),
  (bytes, random) => replaced(bytes, cut(bytes, random), bytes.length, random.bytes(random.below(200))),
];

function mutated(bytes: Buffer, random: Random, other: Buffer): Buffer {
  let spoilt = bytes;
  for (let n = 1 + random.below(3); n > 0; n--) spoilt = random.pick(MUTATIONS)(spoilt, random, other);
  return spoilt;
}

/** One seed, spoilt. What is packed is spoilt inside as often as outside; of a project, mostly the header. */
export function spoil(seed: Seed, random: Random, other: Seed): Buffer {
  const bytes = Buffer.from(seed.bytes);
  const stranger = Buffer.from(other.bytes);
  if (seed.ending === 'docx' && random.chance(0.6))
    return Buffer.from(word((xml) => mutated(Buffer.from(xml), random, stranger).toString('utf8')));
  if (seed.kind === 'project' && random.chance(0.8))
    return Buffer.concat([mutated(bytes.subarray(0, 100), random, stranger).subarray(0, 100), bytes.subarray(100)]);
  return mutated(bytes, random, stranger);
}
