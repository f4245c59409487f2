/** Real news through both formats and every unit, where the texts are at hand. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OFFSET_UNITS } from '../../shared/model.ts';
import { tokens } from '../../shared/text.ts';
import type { DatasetArticle } from './format.ts';
import { HEADER } from './golden/example.fixture.ts';
import { article, exportTo, fill, importJsonl, newProject, spanOver, TIME, tempFolder } from './project.fixture.ts';

const SHARED = join(import.meta.dirname, '../../../../shared');
const FOLDERS = [join(SHARED, 'articles'), join(SHARED, 'corpora/gum/rst/gdtb/pdtb/raw/00')];

/** An article with a claim that starts at every tenth token, each said by the token before it. */
function annotated(path: string, n: number): DatasetArticle {
  const text = readFileSync(path, 'utf8').replaceAll(/\r\n?/g, '\n');
  const id = `article-${String(n).padStart(2, '0')}`;
  const places = [...tokens(text)];
  const own = { articleId: id, annotatorId: 'ana' };
  const spans = places.flatMap((claim, i) => {
    const speaker = places[i - 1];
    if (i % 10 !== 1 || !speaker) return [];
    const end = places[Math.min(i + 12, places.length - 1)]?.end ?? claim.end;
    return (
      [
        ['claim', { start: claim.start, end }],
        ['speaker', speaker],
      ] as const
    ).map(([label, range]) => ({
      ...spanOver(text, [], { id: `${id}-${label}-${String(i).padStart(5, '0')}`, label, ...own }),
      fragments: [{ ...range }],
      quotes: [text.slice(range.start, range.end)],
    }));
  });
  const sorted = spans.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const relations = sorted
    .filter(({ label }) => label === 'claim')
    .map(({ id: source }) => ({
      id: source.replace('claim', 'relation'),
      ...own,
      type: 'said-by',
      source,
      target: source.replace('claim', 'speaker'),
      origin: 'manual' as const,
      createdAt: TIME,
    }));
  return { article: article(text, { id, title: path }), text, statuses: [], spans: sorted, relations };
}

test.skipIf(!FOLDERS.every((folder) => existsSync(folder)))(
  'goes out whole, comes in and goes out the same',
  async () => {
    const paths = FOLDERS.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
    const articles = paths.map(annotated);
    const spans = articles.flatMap((item) => item.spans).length;
    expect(spans).toBeGreaterThan(1000);
    const folder = tempFolder();
    const project = newProject(folder);
    fill(project, HEADER, articles);
    for (const offsets of OFFSET_UNITS) {
      const [out, again, table] = ['out.jsonl', 'again.jsonl', 'table.csv'].map((name) => join(folder, offsets + name));
      const counts = { articles: articles.length, spans, relations: spans / 2 };
      expect(await exportTo(project, out ?? '', { offsets })).toMatchObject(counts);
      expect(await exportTo(project, table ?? '', { offsets, format: 'csv' })).toMatchObject(counts);
      const second = newProject(folder, `${offsets}.sayso`);
      await importJsonl(second, out ?? '');
      await exportTo(second, again ?? '', { offsets });
      expect(readFileSync(again ?? '').equals(readFileSync(out ?? ''))).toBe(true);
    }
  },
  60_000,
);
