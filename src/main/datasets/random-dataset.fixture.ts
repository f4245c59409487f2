/** Random datasets for property tests: overlap, nesting, fragments, and text in which offsets go wrong. */
import fc from 'fast-check';
import type { Range, Relation, Span } from '../../shared/model.ts';
import { DEFAULT_ATTRIBUTES, DEFAULT_LABELS, DEFAULT_RELATION_TYPES } from '../labels/default-labels.ts';
import type { DatasetArticle, DatasetHeader } from './format.ts';
import { article, TIME } from './project.fixture.ts';

/** What texts are made of: one or more code points each. */
const PIECES = [
  'a', 'said', ' ', ' | ', '|', '\\', '\\|', ';', ',', '"', "'", '=', '-1', '@', '\n', '\t', '\f', '\u0000', '\u0085',
  '\u2028', '\uFEFF', '\u200d', '\u00a0', 'é', 'e\u0301', 'ß', '中文', 'עברית', '\u202e', '😀', '👩‍🚀', '🇺🇦', '\uFFFD',
]; // biome-ignore format: a list of samples
const text = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ unit: 'binary', maxLength: 3 })), {
    minLength: 1,
    maxLength: 60,
  })
  .map((pieces) => pieces.join('').toWellFormed().replaceAll('\r', '\n'))
  .filter((joined) => joined !== '');
const plain = fc.string({ unit: 'binary', maxLength: 12 }).map((value) => value.toWellFormed());
const name = plain.map((value) => `n${value}`);
const id = fc.uuid();

const ANNOTATORS = ['ana', 'ben'];

/** Offsets at which a text may be cut: between code points. */
function cuts(value: string): number[] {
  let at = 0;
  return [0, ...Array.from(value, (character) => (at += character.length))];
}

const fragments = (value: string): fc.Arbitrary<Range[]> =>
  fc.uniqueArray(fc.constantFrom(...cuts(value)), { minLength: 2, maxLength: 6 }).map((places) => {
    const sorted = places.toSorted((a, b) => a - b);
    const ranges: Range[] = [];
    for (let i = 0; i + 1 < sorted.length; i += 2) ranges.push({ start: sorted[i] ?? 0, end: sorted[i + 1] ?? 0 });
    return ranges;
  });

const spanOf = (value: string, articleId: string, labels: string[]): fc.Arbitrary<Span> =>
  fc.record({
    id,
    articleId: fc.constant(articleId),
    annotatorId: fc.constantFrom(...ANNOTATORS),
    label: fc.constantFrom(...labels),
    fragments: fragments(value),
    quotes: fc.constant<string[]>([]),
    attributes: fc.dictionary(fc.constantFrom('quote-type', 'certainty', 'b', 'a', '10', '9'), plain, {
      maxKeys: 4,
      noNullPrototype: true,
    }),
    entityId: fc.constantFrom(null, 'entity'),
    note: plain,
    origin: fc.constantFrom('manual', 'import'),
    createdAt: fc.constant(TIME),
    updatedAt: fc.constant(TIME),
  });

/** Relations of every type between spans of one layer whose labels fit. */
const relationsAmong = (spans: Span[]): fc.Arbitrary<Relation[]> => {
  const pairs = spans.flatMap((source) =>
    spans.flatMap((target) =>
      DEFAULT_RELATION_TYPES.filter(
        (type) =>
          source.annotatorId === target.annotatorId &&
          source.label === type.sourceLabel &&
          target.label === type.targetLabel,
      ).map((type) => ({ type: type.id, source, target })),
    ),
  );
  return fc
    .tuple(fc.subarray(pairs), fc.uniqueArray(id, { minLength: pairs.length, maxLength: pairs.length }))
    .map(([chosen, ids]) =>
      chosen.map(({ type, source, target }, i) => ({
        id: ids[i] ?? '',
        articleId: source.articleId,
        annotatorId: source.annotatorId,
        type,
        source: source.id,
        target: target.id,
        origin: 'manual' as const,
        createdAt: TIME,
      })),
    );
};

const byId = <T extends { id: string }>(rows: T[]): T[] => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));

const articleOf = (value: string, articleId: string): fc.Arbitrary<DatasetArticle> =>
  fc
    .record({
      spans: fc.uniqueArray(spanOf(value, articleId, ['speaker', 'claim', 'claim', 'condition', 'cue', 'mood']), {
        selector: (span) => span.id,
        maxLength: 8,
      }),
      statuses: fc.subarray(ANNOTATORS),
      status: fc.constantFrom('to-do', 'in-progress', 'done', 'not-relevant'),
      details: fc.record({ title: plain, author: plain, date: plain, outlet: plain, url: plain, source: plain }),
      replaced: fc.nat(),
      archived: fc.boolean(),
      tags: fc.uniqueArray(fc.constantFrom('dams', 'ferry', 'zones'), { maxLength: 2 }).map((tags) => tags.sort()),
    })
    .chain(({ spans, statuses, status, details, replaced, archived, tags }) =>
      relationsAmong(spans).map((relations) => ({
        article: article(value, { id: articleId, ...details, replaced, archived, tags }),
        text: value,
        statuses: statuses.map((annotatorId) => ({
          id: `${articleId}:${annotatorId}`,
          articleId,
          annotatorId,
          status,
        })),
        spans: byId(
          spans.map((span) => ({ ...span, quotes: span.fragments.map(({ start, end }) => value.slice(start, end)) })),
        ),
        relations: byId(relations),
      })),
    );

const header: fc.Arbitrary<DatasetHeader> = fc
  .record({ guidelines: plain, annotator: name, entity: name, note: plain })
  .map(({ guidelines, annotator, entity, note }) => ({
    labels: [
      ...DEFAULT_LABELS,
      { id: 'mood', name: entity, colour: '#AbCdEf', key: '', description: note, active: false, position: 0 },
    ],
    relationTypes: DEFAULT_RELATION_TYPES,
    attributes: DEFAULT_ATTRIBUTES,
    guidelines,
    annotators: ANNOTATORS.map((annotatorId) => ({ id: annotatorId, name: `${annotator}${annotatorId}` })),
    entities: [{ id: 'entity', name: entity, note }],
  }));

/** A dataset as a project could hold it; articles, spans and relations sorted by id. */
export const randomDataset: fc.Arbitrary<{ header: DatasetHeader; articles: DatasetArticle[] }> = fc.record({
  header,
  articles: fc
    .uniqueArray(fc.tuple(id, text), { maxLength: 3, selector: ([, value]) => value })
    .chain((texts) => fc.tuple(...texts.map(([articleId, value]) => articleOf(value, articleId))))
    .map((articles) => articles.toSorted((a, b) => (a.article.id < b.article.id ? -1 : 1))),
});
