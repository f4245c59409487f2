/**
 * UIMA CAS JSON 0.4.0, one file a text, offsets in UTF-16 units. Spans are `webanno.custom.Attribution` with the label
 * as `role`; attributes, notes and who a span stands for are features where a text has them. Relations are
 * `webanno.custom.Link` from `Governor` (the claim) to `Dependent`, with the offsets of the latter.
 */
import type { DatasetFormat, DatasetSource, ExportFile, WriteContext } from '../format.ts';
import { inGroup, layersWithGroups } from '../groups.ts';
import { inPieces, type Layer, type Plan, planLayer } from '../layers.ts';
import { articleFileName } from '../spelling.ts';
import { rangeOf, tokensOf } from '../tokens.ts';
import { checkCas } from './check.ts';

const ATTRIBUTION = 'webanno.custom.Attribution';
const LINK = 'webanno.custom.Link';
const SEGMENTATION = 'de.tudarmstadt.ukp.dkpro.core.api.segmentation.type';

const plan: DatasetFormat['plan'] = (layer) =>
  planLayer(layer, { place: inPieces, lacks: ['identity', 'time', 'origin', 'status', 'detail'] });

function* write(source: DatasetSource, context: WriteContext): Generator<ExportFile> {
  for (const { layer, group } of layersWithGroups(source, context))
    yield { path: inGroup(group, `${articleFileName(layer.item.article)}.json`), pieces: [cas(layer, context)] };
}

type Structure = { '%ID': number; '%TYPE': string } & Record<string, string | number>;

function cas(layer: Layer, context: WriteContext): string {
  const { text } = layer.item;
  const planned = plan(layer, context);
  const structures: Structure[] = [];
  const add = (type: string, features: Record<string, string | number>): number => {
    structures.push({ '%ID': structures.length + 1, '%TYPE': type, ...features });
    return structures.length;
  };
  const sofa = add('uima.cas.Sofa', { sofaNum: 1, sofaID: '_InitialView', mimeType: 'text', sofaString: text });
  const annotate = (type: string, { start, end }: { start: number; end: number }, features = {}) =>
    add(type, { '@sofa': sofa, begin: start, end, ...features });

  annotate('uima.tcas.DocumentAnnotation', { start: 0, end: text.length }, { language: 'x-unspecified' });
  const isSegmented = context.choices.segmentation === 'with';
  if (isSegmented) {
    const tokens = tokensOf(text);
    for (const sentence of tokens.sentences) annotate(`${SEGMENTATION}.Sentence`, rangeOf(tokens, sentence));
    for (const token of tokens.tokens) annotate(`${SEGMENTATION}.Token`, token);
  }
  const features = createFeatures(context);
  const firsts = new Map<string, { id: number; place: { start: number; end: number } }>();
  for (const { span, fragments, attributes } of planned.spans) {
    const [place = { start: 0, end: 0 }] = fragments;
    const isFirst = !firsts.has(span.id);
    // What is said of a whole span is said of its first piece.
    const said = isFirst ? features.of(span, attributes) : {};
    const id = annotate(ATTRIBUTION, place, { role: context.spelling.labels.word(span.label), ...said });
    if (isFirst) firsts.set(span.id, { id, place });
  }
  for (const { type, source, target } of planned.relations) {
    const [from, to] = [firsts.get(source), firsts.get(target)];
    if (!from || !to) continue;
    const label = context.spelling.relations.word(type);
    annotate(LINK, to.place, { label, '@Governor': from.id, '@Dependent': to.id });
  }
  return json(typeSystem(features.used(), isSegmented), structures);
}

/** Which features spans have, beside their role. */
function createFeatures({ spelling }: WriteContext) {
  const used = new Set<string>();
  return {
    of(span: Plan['spans'][number]['span'], attributes: Readonly<Record<string, string>>): Record<string, string> {
      const features: Record<string, string> = {};
      for (const [id, value] of Object.entries(attributes))
        features[`attribute_${spelling.attributes.type(id).replaceAll('-', '_')}`] = value;
      if (span.entityId !== null) {
        features.entity = spelling.entities.get(span.entityId) ?? span.entityId;
        features.entity_id = span.entityId;
      }
      if (span.note !== '') features.note = span.note;
      for (const name of Object.keys(features)) used.add(name);
      return features;
    },
    used: () => [...used].sort(),
  };
}

const STRING = 'uima.cas.String';

function typeSystem(features: readonly string[], isSegmented: boolean) {
  const type = (name: string, ranges: Record<string, string>) => ({
    '%NAME': name,
    '%SUPER_TYPE': 'uima.tcas.Annotation',
    ...Object.fromEntries(
      Object.entries(ranges).map(([feature, range]) => [feature, { '%NAME': feature, '%RANGE': range }]),
    ),
  });
  const types: Record<string, ReturnType<typeof type>> = {
    [ATTRIBUTION]: type(ATTRIBUTION, {
      role: STRING,
      ...Object.fromEntries(features.map((feature) => [feature, STRING])),
    }),
    [LINK]: type(LINK, { label: STRING, Governor: ATTRIBUTION, Dependent: ATTRIBUTION }),
  };
  for (const name of isSegmented ? [`${SEGMENTATION}.Sentence`, `${SEGMENTATION}.Token`] : [])
    types[name] = type(name, {});
  return types;
}

/** A structure a line: the files are large, and are compared by people. */
function json(types: ReturnType<typeof typeSystem>, structures: readonly Structure[]): string {
  const list = (values: readonly unknown[]) => values.map((value) => `    ${JSON.stringify(value)}`).join(',\n');
  // The text is no member of the view that shows it.
  const members = structures.slice(1).map((structure) => structure['%ID']);
  return [
    '{',
    `  "%TYPES": ${JSON.stringify(types)},`,
    '  "%FEATURE_STRUCTURES": [',
    list(structures),
    '  ],',
    `  "%VIEWS": ${JSON.stringify({ _InitialView: { '%SOFA': 1, '%MEMBERS': members } })}`,
    '}',
    '',
  ].join('\n');
}

export const uimaCasJson: DatasetFormat = { passes: () => 2, plan, write, check: checkCas(plan) };
