/** Reads a CAS again: what refers to what, and that it is there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatasetFormat } from '../format.ts';
import { checkWith, type Found, unlike } from '../found.ts';
import { groupOf, inGroup } from '../groups.ts';
import { articleFileName } from '../spelling.ts';

type Structure = {
  '%ID': number;
  '%TYPE': string;
  '@sofa'?: number;
  '@Governor'?: number;
  '@Dependent'?: number;
  begin?: number;
  end?: number;
  role?: string;
  entity?: string;
  note?: string;
  sofaString?: string;
};
type Cas = {
  '%FEATURE_STRUCTURES': Structure[];
  '%VIEWS': { _InitialView: { '%SOFA': number; '%MEMBERS': number[] } };
};

export const checkCas = (plan: DatasetFormat['plan']): DatasetFormat['check'] =>
  checkWith(
    (root, context) => ({
      read(layer) {
        const file = `${articleFileName(layer.item.article)}.json`;
        return found(JSON.parse(readFileSync(join(root, inGroup(groupOf(layer, context), file)), 'utf8')) as Cas);
      },
    }),
    plan,
  );

function found({ '%FEATURE_STRUCTURES': structures, '%VIEWS': { _InitialView: view } }: Cas): Found {
  const byId = new Map(structures.map((structure) => [structure['%ID'], structure]));
  if (view['%MEMBERS'].length !== structures.length - 1) throw unlike('its view has not all annotations');
  const ofType = (type: string) => structures.filter((structure) => structure['%TYPE'] === type);
  const spans = ofType('webanno.custom.Attribution');
  const links = ofType('webanno.custom.Link');
  for (const link of links)
    for (const end of [link['@Governor'], link['@Dependent']])
      if (byId.get(end ?? 0)?.role === undefined) throw unlike(`relation ${link['%ID']} has an end that is not there`);
  return {
    text: byId.get(view['%SOFA'])?.sofaString ?? '',
    spans: spans.map(({ role = '', begin = 0, end = 0 }) => ({ label: role, fragments: [{ start: begin, end }] })),
    relations: links.length,
    notes: spans.filter(({ note }) => note !== undefined).length,
    entities: spans.filter(({ entity }) => entity !== undefined).length,
    attributes: spans.flatMap((span) => Object.keys(span).filter((name) => name.startsWith('attribute_'))).length,
  };
}
