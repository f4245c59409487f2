import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attributionsOf } from '../../shared/attributions.ts';
import { OFFSET_UNITS, type Span } from '../../shared/model.ts';
import { sliceUnit } from '../../shared/offset-units.ts';
import { COLUMNS, writeCsv } from './csv.ts';
import { checkCsv } from './csv-check.ts';
import { readCsv } from './csv-read.ts';
import type { DatasetArticle, DatasetHeader, DatasetSource } from './format.ts';
import { ARTICLES, HEADER } from './golden/example.fixture.ts';
import { tempFolder } from './project.fixture.ts';
import { randomDataset } from './random-dataset.fixture.ts';

const sourceOf = (header: DatasetHeader, articles: DatasetArticle[]): DatasetSource => ({
  header,
  total: articles.length,
  articles: () => articles,
});
const EXAMPLE = sourceOf(HEADER, ARTICLES);
const EXAMPLE_CSV = [...writeCsv(EXAMPLE, 'codepoint')].join('');

function file(content: string | Buffer): string {
  const path = join(tempFolder(), 'file.csv');
  writeFileSync(path, content);
  return path;
}
const records = (content: string) => Array.fromAsync(readCsv(file(content)));

/** Reads a cell as the documentation of the columns says. */
const plain = (cell: string) => (/^'+[=+\-@\t\r\n＝＋－＠]/.test(cell) ? cell.slice(1) : cell);
const values = (cell: string) => (cell === '' ? [] : cell.split(' | ').map((value) => value.replaceAll('\\|', '|')));
const piecesAt = (text: string, offsets: string, unit: (typeof OFFSET_UNITS)[number]) =>
  offsets.split(';').map((range) => {
    const [start = Number.NaN, end = Number.NaN] = range.split('..').map(Number);
    return sliceUnit(text, start, end, unit);
  });

test('property: the table holds every attribution, and its offsets give the quotes', async () => {
  await fc.assert(
    fc.asyncProperty(randomDataset, fc.constantFrom(...OFFSET_UNITS), async ({ header, articles }, unit) => {
      const content = [...writeCsv(sourceOf(header, articles), unit)].join('');
      const [first, ...rows] = await records(content);
      expect(first).toEqual(COLUMNS);
      expect(rows.flat().filter((cell) => /^[=+\-@\t\r\n＝＋－＠]/.test(cell))).toEqual([]);

      const ids = (spans: Span[]) => spans.map(({ id }) => id);
      const layers = articles.flatMap(({ article, spans, relations }) =>
        header.annotators.map(({ id }) => {
          const own = spans.filter(({ annotatorId }) => annotatorId === id);
          return { article: article.id, annotator: id, ...attributionsOf(own, relations) };
        }),
      );
      const cells = rows.map((row) => Object.fromEntries(COLUMNS.map((column, i) => [column, plain(row[i] ?? '')])));
      expect(
        cells.map((row) => [
          row.article_id,
          row.annotator_id,
          row.claim_id,
          ...['speaker_ids', 'condition_ids', 'cue_ids'].map((column) => values(row[column] ?? '')),
        ]),
      ).toEqual([
        ...layers.flatMap(({ article, annotator, attributions }) =>
          attributions.map(({ claim, speakers, conditions, cues }) => [
            article,
            annotator,
            claim.id,
            ids(speakers),
            ids(conditions),
            ids(cues),
          ]),
        ),
        ...layers.flatMap(({ article, annotator, unbound }) =>
          unbound.filter(({ label }) => label === 'condition').map(({ id }) => [article, annotator, '', [], [id], []]),
        ),
      ]);

      for (const row of cells) {
        const text = articles.find(({ article }) => article.id === row.article_id)?.text ?? '';
        const claims = row.claim_id ? [[row.claim, row.claim_offsets]] : [];
        const parts = ['speaker', 'condition', 'cue'].flatMap((part) => {
          if (!row[`${part}_ids`]) return [];
          const offsets = values(row[`${part}_offsets`] ?? '');
          // A single quote of white space is a value too, so the texts are not read with `values`.
          const texts = (row[`${part}s`] ?? '').split(' | ').map((value) => value.replaceAll('\\|', '|'));
          expect(texts).toHaveLength(offsets.length);
          return texts.map((value, i) => [value, offsets[i]]);
        });
        for (const [value, offsets] of [...claims, ...parts])
          expect(piecesAt(text, offsets ?? '', unit).join(' ')).toBe(value);
        expect(row.offset_unit).toBe(unit);
      }
      await checkCsv(file(content), sourceOf(header, articles), unit);
    }),
    { numRuns: 60 },
  );
}, 60_000);

describe('the self-check finds', () => {
  const replaced = (from: string, to: string) => {
    expect(EXAMPLE_CSV).toContain(from);
    return EXAMPLE_CSV.replace(from, to);
  };
  const lines = EXAMPLE_CSV.split('\r\n');
  test.each([
    ['an offset that is off by one', replaced('66..76;89..100', '66..76;90..100'), /span a-claim-2: its quote is/],
    ['an offset outside the text', replaced('170..188', '170..999'), /span a-claim-5: 170-999 is outside/],
    ['a text that differs', replaced('Had it rained', 'Has it rained'), /text of condition m-condition-1 .* differs/],
    ['a claim that is missing', lines.toSpliced(2, 1).join('\r\n'), /a claim of “Ferry "waits"”, or what is related/],
    ['a condition that is missing', lines.toSpliced(-2, 1).join('\r\n'), /a condition of article market is missing/],
    ['a row too many', `${EXAMPLE_CSV}${lines.at(-2)}\r\n${lines.at(-3)}\r\n`, /more rows than/],
    ['a speaker that is missing', replaced(',the harbour master | she,', ',she,'), /not parallel/],
    [
      'a relation that is missing',
      replaced(
        'the harbour master | she,a-speaker-1 | a-speaker-2,28..46 | 77..80',
        'the harbour master,a-speaker-1,28..46',
      ),
      /or what is related to it, is missing/,
    ],
    ['another unit', EXAMPLE_CSV.replaceAll('codepoint', 'byte'), /another offset unit/],
    ['other columns', replaced('claim_id,claim', 'claim,claim_id'), /its columns differ/],
  ])('%s', async (_, content, message) => {
    await expect(checkCsv(file(content), EXAMPLE, 'codepoint')).rejects.toThrow(message);
  });
});

describe('the reader takes RFC 4180', () => {
  test('quotes, separators and line ends in cells', async () => {
    expect(await records('\uFEFFa,"b,""c""\r\nd\ne",\r\n,"",f\r\n')).toEqual([
      ['a', 'b,"c"\r\nd\ne', ''],
      ['', '', 'f'],
    ]);
  });
  test.each([
    ['a bare LF', 'a\nb\r\n'],
    ['a bare CR', 'a\rb\r\n'],
    ['a quote inside a cell', 'a"b\r\n'],
    ['text after a quoted cell', '"a"b\r\n'],
    ['an open quote', '"a\r\n'],
    ['no end', 'a,b'],
  ])('and refuses %s', async (_, content) => {
    await expect(records(content)).rejects.toThrow(/^CSV record 1: /);
  });
});
