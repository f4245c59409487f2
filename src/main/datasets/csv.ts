/**
 * A table of attributions, one row a claim, for spreadsheets and data frames. CSV as in RFC 4180: UTF-8 with a byte
 * order mark (without it, Excel takes the file for a legacy encoding), CRLF after each row, comma, double quotes.
 * Every annotator's layer; articles by id, annotators by id, claims in text order. After all claims come the conditions
 * that no claim has, one a row, with the claim's columns empty. Speakers and cues that no claim has are not in it.
 *
 * | column | what it holds |
 * |---|---|
 * | article_id, title, outlet, date | the article |
 * | archived | `yes` or `no` |
 * | annotator, annotator_id | whose layer it is |
 * | claim_id, claim, claim_offsets | the claim |
 * | speakers, speaker_ids, speaker_offsets, speaker_entities | its speakers, in text order; who each stands for, or nothing |
 * | conditions, condition_ids, condition_offsets | its conditions |
 * | cues, cue_ids, cue_offsets | its cues |
 * | quote_type | the claim's attribute `quote-type`: direct, indirect, mixed or nothing |
 * | notes | `ID: note` of each span of the row that has a note |
 * | offset_unit | codepoint, utf16 or byte; the same in each row |
 *
 * Offsets are `start..end`, end exclusive, from the start of the article's text (with a hyphen, Excel would make a date
 * of 3-12). A span in pieces has `start..end;start..end`, and its text is the pieces joined by one space.
 *
 * Columns with several values (speakers..., conditions..., cues..., notes) join them by ` | ` and are parallel. Within a
 * value each `|` is written `\|`, so ` | ` only ever separates: split there, then turn each `\|` into `|`.
 *
 * A cell that a spreadsheet could take for a formula (it begins with = + - @, their full-width forms, tab, CR or LF, or
 * with apostrophes before one of these) has an apostrophe put before it. Take off one apostrophe where a cell begins
 * with apostrophes and one of these.
 */
import { stringify } from 'csv-stringify/sync';
import { type Attribution, attributionsOf } from '../../shared/attributions.ts';
import type { Annotator, OffsetUnit, Range, Span } from '../../shared/model.ts';
import type { DatasetArticle, DatasetHeader, DatasetSource } from './format.ts';
import { createFragmentConverter } from './span-check.ts';

export const COLUMNS = [
  'article_id',
  'title',
  'outlet',
  'date',
  'archived',
  'annotator',
  'annotator_id',
  'claim_id',
  'claim',
  'claim_offsets',
  'speakers',
  'speaker_ids',
  'speaker_offsets',
  'speaker_entities',
  'conditions',
  'condition_ids',
  'condition_offsets',
  'cues',
  'cue_ids',
  'cue_offsets',
  'quote_type',
  'notes',
  'offset_unit',
] as const;
export type Row = Record<(typeof COLUMNS)[number], string>;

const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** The rows of the file, some at a time. Throws AppError where a span does not fit its text. */
export function* writeCsv(source: DatasetSource, unit: OffsetUnit): Generator<string> {
  const rows = createRowMaker(source.header, unit);
  yield `\uFEFF${toCsv([COLUMNS])}`;
  for (const item of source.articles()) yield rowsToCsv(rows.claims(item));
  for (const item of source.articles()) yield rowsToCsv(rows.unboundConditions(item));
}

const toCsv = (records: readonly (readonly string[])[]): string =>
  stringify([...records], { record_delimiter: '\r\n', quote_record_delimiter: true });

const rowsToCsv = (rows: Iterable<Row>): string =>
  toCsv(
    Array.from(rows, (row) => COLUMNS.map((column) => (FORMULA.test(row[column]) ? `'${row[column]}` : row[column]))),
  );

function createRowMaker(header: DatasetHeader, unit: OffsetUnit) {
  const entityNames = new Map(header.entities.map(({ id, name }) => [id, name]));
  const entityOf = (span: Span) => (span.entityId === null ? '' : (entityNames.get(span.entityId) ?? ''));

  function* layersOf(item: DatasetArticle) {
    for (const annotator of header.annotators) {
      const spans = item.spans.filter(({ annotatorId }) => annotatorId === annotator.id);
      if (spans.length) yield { annotator, ...attributionsOf(spans, item.relations) };
    }
  }

  function createRow(item: DatasetArticle) {
    const { article } = item;
    const fragmentsOf = createFragmentConverter(item, unit);
    const offsetsOf = (span: Span) => offsets(fragmentsOf(span));
    const ids = (spans: Span[]) => list(spans.map(({ id }) => id));
    const places = (spans: Span[]) => list(spans.map(offsetsOf));
    const texts = (spans: Span[]) => list(spans.map(textOf));

    return (annotator: Annotator, claim: Span | null, parts: Omit<Attribution, 'claim'>): Row => ({
      article_id: article.id,
      title: article.title,
      outlet: article.outlet,
      date: article.date,
      archived: article.archived ? 'yes' : 'no',
      annotator: annotator.name,
      annotator_id: annotator.id,
      claim_id: claim?.id ?? '',
      claim: claim ? textOf(claim) : '',
      claim_offsets: claim ? offsetsOf(claim) : '',
      speakers: texts(parts.speakers),
      speaker_ids: ids(parts.speakers),
      speaker_offsets: places(parts.speakers),
      speaker_entities: list(parts.speakers.map(entityOf)),
      conditions: texts(parts.conditions),
      condition_ids: ids(parts.conditions),
      condition_offsets: places(parts.conditions),
      cues: texts(parts.cues),
      cue_ids: ids(parts.cues),
      cue_offsets: places(parts.cues),
      quote_type: claim?.attributes['quote-type'] ?? '',
      notes: notes([...(claim ? [claim] : []), ...parts.speakers, ...parts.conditions, ...parts.cues]),
      offset_unit: unit,
    });
  }

  return {
    *claims(item: DatasetArticle): Generator<Row> {
      const row = createRow(item);
      for (const { annotator, attributions } of layersOf(item))
        for (const { claim, ...parts } of attributions) yield row(annotator, claim, parts);
    },
    *unboundConditions(item: DatasetArticle): Generator<Row> {
      const row = createRow(item);
      for (const { annotator, unbound } of layersOf(item))
        for (const span of unbound)
          if (span.label === 'condition') yield row(annotator, null, { speakers: [], conditions: [span], cues: [] });
    },
  };
}

const list = (values: string[]) => values.map((value) => value.replaceAll('|', '\\|')).join(' | ');
const textOf = ({ quotes }: Span) => quotes.join(' ');
const offsets = (fragments: Range[]) => fragments.map(({ start, end }) => `${start}..${end}`).join(';');
const notes = (spans: Span[]) => list(spans.filter(({ note }) => note !== '').map(({ id, note }) => `${id}: ${note}`));
