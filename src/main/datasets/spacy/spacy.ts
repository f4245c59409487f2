/**
 * JSON Lines as Prodigy saves them and spaCy's scripts read them, one line a text and annotator, and a script that makes
 * a DocBin of them. Offsets are code points; `token_end` is the last token, included. The ends of a relation are the
 * last tokens of its spans. Beside what Prodigy knows, spans have an `id`, and `attributes`, `entity` and `note` where
 * there are any; pieces of one span have the same id.
 */
import type { Range } from '../../../shared/model.ts';
import { createOffsetConverter } from '../../../shared/offset-units.ts';
import { detailsOf } from '../details.ts';
import type { DatasetFormat, DatasetSource, ExportFile, WriteContext } from '../format.ts';
import { checkWith } from '../found.ts';
import { type Layer, layersOf, type Placing, pieceLosses, planLayer } from '../layers.ts';
import { createRowReaders } from '../rows.ts';
import { rangeOf, type Tokens, tokensIn, tokensOf } from '../tokens.ts';
import { DOCBIN_SCRIPT } from './docbin-script.ts';

const FILE = 'dataset.jsonl';

const placeIn =
  (tokens: Tokens): Placing =>
  ({ fragments }) => {
    const found = fragments.map((fragment) => ({ fragment, inside: tokensIn(tokens, fragment) }));
    const parts = found.flatMap(({ fragment, inside }) =>
      inside ? [{ fragment, covered: rangeOf(tokens, inside) }] : [],
    );
    if (parts.length === 0) return { parts: [], losses: ['blank'] };
    const isMoved =
      parts.length < fragments.length || parts.some(({ fragment, covered }) => !isSame(fragment, covered));
    return {
      parts: parts.map(({ fragment }) => [fragment]),
      losses: pieceLosses(fragments, isMoved),
    };
  };

const isSame = (a: Range, b: Range): boolean => a.start === b.start && a.end === b.end;

const planIn = (layer: Layer, tokens: Tokens) =>
  planLayer(layer, { place: placeIn(tokens), lacks: ['time', 'origin'] });
const plan: DatasetFormat['plan'] = (layer) => planIn(layer, tokensOf(layer.item.text));

function* write(source: DatasetSource, context: WriteContext): Generator<ExportFile> {
  yield { path: FILE, pieces: lines(source, context) };
  yield { path: 'to_docbin.py', pieces: [DOCBIN_SCRIPT] };
}

function* lines(source: DatasetSource, context: WriteContext): Generator<string> {
  for (const item of source.articles())
    for (const layer of layersOf(item, context.header.annotators)) yield `${JSON.stringify(task(layer, context))}\n`;
}

function task(layer: Layer, context: WriteContext) {
  const { text } = layer.item;
  const { spelling } = context;
  const tokens = tokensOf(text);
  const planned = planIn(layer, tokens);
  const { toUnit } = createOffsetConverter(text);
  const inUnit = ({ start, end }: Range) => ({ start: toUnit(start, 'codepoint'), end: toUnit(end, 'codepoint') });

  const written = planned.spans.map(({ span, fragments, attributes }) => {
    const [place = { start: 0, end: 0 }] = fragments;
    const inside = tokensIn(tokens, place) ?? { first: 0, last: 0 };
    const label = spelling.labels.type(span.label);
    return { span, attributes, place: { ...inUnit(place), token_start: inside.first, token_end: inside.last, label } };
  });
  const places = new Map(written.toReversed().map(({ span, place }) => [span.id, place]));
  return {
    text,
    tokens: tokens.tokens.map((token, id) => ({
      text: text.slice(token.start, token.end),
      ...inUnit(token),
      id,
      ws: text[token.end] === ' ',
    })),
    spans: written.map(({ span, attributes, place }) => ({
      ...place,
      id: span.id,
      ...(Object.keys(attributes).length ? { attributes } : {}),
      ...(span.entityId === null
        ? {}
        : { entity: { id: span.entityId, name: spelling.entities.get(span.entityId) ?? '' } }),
      ...(span.note === '' ? {} : { note: span.note }),
    })),
    relations: planned.relations.map(({ id, type, source, target }) => ({
      head: places.get(source)?.token_end ?? 0,
      child: places.get(target)?.token_end ?? 0,
      head_span: places.get(source),
      child_span: places.get(target),
      label: spelling.relations.word(type),
      id,
    })),
    meta: detailsOf(layer),
    ...(layer.annotator ? { _annotator_id: layer.annotator.id } : {}),
    _view_id: 'relations',
    answer: 'accept',
  };
}

type Line = {
  text: string;
  spans: {
    start: number;
    end: number;
    label: string;
    id: string;
    attributes?: object;
    entity?: object;
    note?: string;
  }[];
  relations: unknown[];
};

const check = checkWith((root) => {
  const rows = createRowReaders<Line>(root);
  return {
    async read() {
      const { text, spans, relations } = await rows.next(FILE);
      const whole = [...new Map(spans.toReversed().map((span) => [span.id, span])).values()];
      return {
        text,
        spans: spans.map(({ start, end, label }) => ({ label, fragments: [{ start, end }] })),
        relations: relations.length,
        notes: whole.filter(({ note }) => note !== undefined).length,
        entities: whole.filter(({ entity }) => entity !== undefined).length,
        attributes: whole.reduce((sum, { attributes = {} }) => sum + Object.keys(attributes).length, 0),
      };
    },
    end: rows.end,
  };
}, plan);

export const spacy: DatasetFormat = { passes: () => 2, plan, write, check };
