/** Reads pages of Web Annotations again. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatasetFormat } from '../format.ts';
import { checkWith, type Found, unlike } from '../found.ts';
import type { Layer } from '../layers.ts';
import { articleFileName } from '../spelling.ts';
import { urn } from './urn.ts';

type Target = { selector: [{ exact: string }, { start: number; end: number }] };
type Annotation = {
  id: string;
  motivation: string;
  creator?: { id: string };
  body: { purpose: string; value: string }[];
  target: Target | Target[] | { id: string }[];
};

export const checkW3c = (plan: DatasetFormat['plan']): DatasetFormat['check'] =>
  checkWith(
    (root) => ({
      read(layer) {
        const path = join(root, articleFileName(layer.item.article));
        const { items } = JSON.parse(readFileSync(`${path}.jsonld`, 'utf8')) as { items: Annotation[] };
        return { ...found(items, layer), text: readFileSync(`${path}.txt`, 'utf8') };
      },
    }),
    plan,
  );

function found(items: Annotation[], { annotator }: Layer): Found {
  const own = items.filter(({ creator }) => creator?.id === (annotator ? urn('annotator', annotator.id) : undefined));
  const spans = own.filter(({ motivation }) => motivation === 'tagging');
  const links = own.filter(({ motivation }) => motivation === 'linking');
  const ids = new Set(spans.map(({ id }) => id));
  for (const { id, target } of links)
    for (const end of target as { id: string }[])
      if (!ids.has(end.id)) throw unlike(`relation ${id} leads to ${end.id}, which is not there`);
  const bodies = (purpose: string) => spans.flatMap(({ body }) => body.filter((part) => part.purpose === purpose));
  return {
    text: null,
    spans: spans.map(({ body, target }) => {
      const targets = (Array.isArray(target) ? target : [target]) as Target[];
      return {
        label: body[0]?.value ?? '',
        fragments: targets.map(({ selector: [, { start, end }] }) => ({ start, end })),
        text: targets.map(({ selector: [{ exact }] }) => exact).join(' '),
      };
    }),
    relations: links.length,
    notes: bodies('commenting').length,
    attributes: bodies('classifying').length,
    entities: bodies('identifying').length,
  };
}
