/** Reads Citron's quotes again. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attributionsOf } from '../../../shared/attributions.ts';
import type { Span } from '../../../shared/model.ts';
import type { DatasetFormat } from '../format.ts';
import { checkWith, type Found, unlike } from '../found.ts';
import { groupOf, inGroup } from '../groups.ts';
import type { Layer } from '../layers.ts';
import { articleFileName, type Spelling } from '../spelling.ts';

type Part = { start: number; end: number; text: string };
type File = { text: string; quotes: { cue: Part | null; sources: Part[]; contents: Part[] }[] };

export const checkCitron = (plan: DatasetFormat['plan']): DatasetFormat['check'] =>
  checkWith(
    (root, context) => ({
      read(layer) {
        const path = join(root, inGroup(groupOf(layer, context), `${articleFileName(layer.item.article)}.json`));
        return found(JSON.parse(readFileSync(path, 'utf8')) as File, layer, context.spelling);
      },
    }),
    plan,
  );

/** The quotes stand in the order of the claims, and a part of several claims stands in each: it is counted once. */
function found({ text, quotes }: File, { spans, relations }: Layer, { labels }: Spelling): Found {
  const { attributions } = attributionsOf(spans, relations);
  if (attributions.length !== quotes.length) throw unlike('quotes are missing');
  const parts = new Map<Span, Found['spans'][number]>();
  let count = 0;
  const note = (span: Span | undefined, places: Part[]) => {
    if (!span) throw unlike('a quote has a part that its claim has not');
    parts.set(span, {
      label: labels.word(span.label),
      fragments: places.map(({ start, end }) => ({ start, end })),
      text: places.map((place) => place.text).join(' '),
    });
  };
  for (const [i, { cue, sources, contents }] of quotes.entries()) {
    const attribution = attributions[i];
    note(attribution?.claim, contents);
    for (const [n, source] of sources.entries()) note(attribution?.speakers[n], [source]);
    if (cue) note(attribution?.cues[0], [cue]);
    count += sources.length + (cue ? 1 : 0);
  }
  return { text, spans: [...parts.values()], relations: count };
}
