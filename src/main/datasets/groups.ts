/** The walks that formats without annotators take: a file or folder of its own for each annotator's layers. */
import type { DatasetSource, Group, WriteContext } from './format.ts';
import { type Layer, layersOf } from './layers.ts';

/** The layers of one group, in the order of the articles. */
export function* layersOfGroup(source: DatasetSource, group: Group, context: WriteContext): Generator<Layer> {
  for (const item of source.articles())
    for (const layer of layersOf(item, context.header.annotators)) if (isOf(layer, group)) yield layer;
}

/** Every layer with its group, article by article. */
export function* layersWithGroups(
  source: DatasetSource,
  context: WriteContext,
): Generator<{ layer: Layer; group: Group }> {
  for (const item of source.articles())
    for (const layer of layersOf(item, context.header.annotators)) yield { layer, group: groupOf(layer, context) };
}

export function groupOf(layer: Layer, { groups }: WriteContext): Group {
  const group = groups.find((candidate) => isOf(layer, candidate));
  if (!group) throw new Error('a layer of an annotator whom the header does not name');
  return group;
}

const isOf = ({ annotator }: Layer, group: Group): boolean => annotator?.id === group.annotator?.id;

/** A path in the folder of a group. */
export const inGroup = ({ name }: Group, file: string): string => (name === '' ? file : `${name}/${file}`);
