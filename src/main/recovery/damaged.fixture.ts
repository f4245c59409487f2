/** A project with some history, made without a core, and ways to damage it: the same ones for the same seed. */
import { createHash } from 'node:crypto';
import { closeSync, copyFileSync, ftruncateSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import type { Article, Span } from '../../shared/model.ts';
import { DEFAULT_ATTRIBUTES, DEFAULT_LABELS, DEFAULT_RELATION_TYPES } from '../labels/default-labels.ts';
import { createProjectFile } from '../store/project-file.ts';

const NOW = '2026-03-09T10:00:00.000Z';
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

/** Repeatable numbers from 0 to 1 (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const id = (kind: string, n: number) => `00000000-0000-7000-8000-${kind}${String(n).padStart(11, '0')}`;

export type FixtureSize = { articles: number; spansEach: number };

/** Two people on two computers annotate articles of 1 to 30 kB; each span is an edit, some are changed or removed. */
export function makeProject(path: string, { articles, spansEach }: FixtureSize, seed = 1): void {
  const random = createRandom(seed);
  const file = createProjectFile(path, () => {});
  const people = [
    { annotator: 'ana', device: 'laptop' },
    { annotator: 'ben', device: 'tower' },
  ] as const;
  // What a power cut would do is not what is tested with it.
  file.db.pragma('synchronous = OFF');
  file.edit(people[0], 'New project', (w) => {
    const settings = { nesting: 'allowed', splitQuotes: 'one-claim', snapping: 'words' } as const;
    w.put('project', { id: 'project', name: 'Rivers', guidelines: '', settings, createdAt: NOW });
    for (const label of DEFAULT_LABELS) w.put('label', label);
    for (const type of DEFAULT_RELATION_TYPES) w.put('relation_type', type);
    for (const attribute of DEFAULT_ATTRIBUTES) w.put('attribute', attribute);
    w.put('annotator', { id: 'ana', name: 'Ana' });
    w.put('annotator', { id: 'ben', name: 'Ben' });
  });
  for (let a = 0; a < articles; a++) {
    const text = textOf(a, 1000 + Math.floor(random() ** 3 * 29_000), random);
    const article = articleOf(a, text);
    file.edit(people[0], 'Add articles', (w) => {
      w.keep(article.textHash, Buffer.from(text));
      w.keep(article.rawHash, Buffer.from(a % 3 ? text : `\ufeff${text}`));
      w.put('article', article);
    });
    for (let s = 0; s < spansEach; s++) {
      const who = people[random() < 0.7 ? 0 : 1];
      const span = spanOf(a, s, text, who.annotator, random);
      file.edit(who, 'Mark a claim', (w) => w.put('span', span));
      if (random() < 0.2) file.edit(who, 'Write a note', (w) => w.put('span', { ...span, note: `Note ${s}` }));
      if (random() < 0.1) file.edit(who, 'Remove a span', (w) => w.remove('span', span.id));
    }
    file.edit(people[1], 'Done', (w) =>
      w.put('status', { id: `${article.id}:ben`, articleId: article.id, annotatorId: 'ben', status: 'done' }),
    );
  }
  file.close();
}

function textOf(n: number, size: number, random: () => number): string {
  const words = ['river', 'minister', 'said', 'unless', 'the', 'dam', 'would', 'Müller', '“never”', 'água', '河'];
  let text = `Article ${n}.\n`;
  while (text.length < size) text += `${words[Math.floor(random() * words.length)]} `;
  return text;
}

function articleOf(n: number, text: string): Article {
  const raw = n % 3 ? text : `\ufeff${text}`;
  return {
    id: id('a', n),
    title: `Article ${n}`,
    author: '',
    date: '',
    outlet: '',
    url: '',
    source: `article-${n}.txt`,
    encoding: 'UTF-8',
    textHash: sha256(text),
    rawHash: sha256(raw),
    size: text.length,
    words: text.split(' ').length,
    replaced: 0,
    archived: false,
    importedAt: NOW,
    externalId: '',
    tags: [],
  };
}

function spanOf(a: number, s: number, text: string, annotatorId: string, random: () => number): Span {
  const start = Math.floor(random() * (text.length - 60));
  const end = start + 1 + Math.floor(random() * 50);
  return {
    id: id('5', a * 1000 + s),
    articleId: id('a', a),
    annotatorId,
    label: random() < 0.5 ? 'claim' : 'speaker',
    fragments: [{ start, end }],
    quotes: [text.slice(start, end)],
    attributes: {},
    entityId: null,
    note: '',
    origin: 'manual',
    createdAt: NOW,
    updatedAt: NOW,
  };
}

export const DAMAGES = ['bit', 'bytes', 'page', 'truncation'] as const;
export type Damage = (typeof DAMAGES)[number];

/** Writes a damaged copy of a file, and says where it was damaged. */
export function damageFile(from: string, to: string, damage: Damage, random: () => number): string {
  copyFileSync(from, to);
  const bytes = readFileSync(to);
  const at = Math.floor(random() * bytes.length);
  if (damage === 'truncation') {
    const fd = openSync(to, 'r+');
    ftruncateSync(fd, at);
    closeSync(fd);
    return `cut at ${at}`;
  }
  if (damage === 'page') bytes.fill(0, at - (at % 4096), at - (at % 4096) + 4096);
  else if (damage === 'bit') bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  else for (let i = at; i < at + 64; i++) bytes[i] = Math.floor(random() * 256);
  writeFileSync(to, bytes);
  return damage === 'page' ? `page ${Math.floor(at / 4096) + 1} zeroed` : `${damage} at ${at}`;
}
