/** Reads a WebAnno TSV file again: rebuilds annotations from the units that share an id. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Range } from '../../../shared/model.ts';
import type { DatasetFormat } from '../format.ts';
import { checkWith, type Found, unlike } from '../found.ts';
import { groupOf, inGroup } from '../groups.ts';
import { articleFileName } from '../spelling.ts';

export const checkWebannoTsv = (plan: DatasetFormat['plan']): DatasetFormat['check'] =>
  checkWith(
    (root, context) => ({
      read(layer) {
        const file = `${articleFileName(layer.item.article)}.tsv`;
        return readTsv(readFileSync(join(root, inGroup(groupOf(layer, context), file)), 'utf8'), layer.item.text);
      },
    }),
    plan,
  );

/** A row of a token or of a part of one; the token column may hold anything but a tab and a line feed. */
const ROW = /^(\d+-\d+(?:\.\d+)?)\t(\d+)-(\d+)\t(.*)\t([^\t]*)\t([^\t]*)\t([^\t]*)\t$/s;

function readTsv(tsv: string, text: string): Found {
  const whole = new Map<string, { label: string; place: Range }>();
  const single: { label: string; place: Range }[] = [];
  const units = new Set<string>();
  const references: string[] = [];
  let end = 0;
  for (const line of tsv.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [, unit = '', from, to, token, roles = '', , reference = ''] = ROW.exec(line) ?? [];
    const place = { start: Number(from), end: Number(to) };
    if (unit === '' || token !== text.slice(place.start, place.end))
      throw unlike(`the row “${line}” is not of the text`);
    units.add(unit);
    if (!unit.includes('.')) {
      if (text.slice(end, place.start).trim() !== '') throw unlike(`a word before “${token}” is missing`);
      end = place.end;
    }
    for (const role of roles === '_' ? [] : roles.split('|')) {
      const [, label = '', id] = /^([^[]*)(?:\[(\d+)\])?$/.exec(role) ?? [];
      if (id === undefined) single.push({ label, place });
      else whole.set(id, { label, place: { start: whole.get(id)?.place.start ?? place.start, end: place.end } });
    }
    if (reference !== '_') references.push(...reference.split('|'));
  }
  for (const reference of references)
    if (!units.has(reference.replace(/\[\d+_\d+\]$/, ''))) throw unlike(`there is no unit ${reference}`);
  return {
    text: null,
    spans: [...single, ...whole.values()].map(({ label, place }) => ({ label, fragments: [place] })),
    relations: references.length,
  };
}
