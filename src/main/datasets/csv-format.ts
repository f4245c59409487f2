/** The table of attributions as a format among others: what it has no columns for. */
import { join } from 'node:path';
import { attributionsOf, bindingsOf } from '../../shared/attributions.ts';
import { writeCsv } from './csv.ts';
import { checkCsv } from './csv-check.ts';
import type { DatasetFormat } from './format.ts';
import { type Layer, planLayer } from './layers.ts';

const FILE = 'dataset.csv';

function plan(layer: Layer) {
  const { attributions, unbound } = attributionsOf(layer.spans, layer.relations);
  const shown = new Set([
    ...attributions.flatMap(({ claim, speakers, conditions, cues }) => [claim, ...speakers, ...conditions, ...cues]),
    ...unbound.filter(({ label }) => label === 'condition'),
  ]);
  const bound = new Set(
    bindingsOf(new Map(layer.spans.map((span) => [span.id, span])), layer.relations).map(({ relation }) => relation),
  );
  const planned = planLayer(layer, {
    place: (span) => (shown.has(span) ? { parts: [span.fragments], losses: [] } : { parts: [], losses: ['unplaced'] }),
    lacks: ['time', 'origin', 'status', 'detail'],
    takesAttribute: ({ label }, id) => label === 'claim' && id === 'quote-type',
    takesRelation: ({ id }) => bound.has(id),
  });
  for (const { id, label, entityId } of shown)
    if (entityId !== null && label !== 'speaker') planned.losses.push({ kind: 'entity', spanId: id });
  planned.losses.push({ kind: 'text', spanId: null });
  return planned;
}

export const csv: DatasetFormat = {
  passes: () => 4,
  plan,
  write: (source, { unit }) => [{ path: FILE, pieces: writeCsv(source, unit) }],
  check: (root, source, { unit }) => checkCsv(join(root, FILE), source, unit),
};
