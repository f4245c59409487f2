/** For tests: an article with its spans written into it, as in "[s1|Marrow] said [c1|that it [d1|may] rain]". */
import type { Id, Range, Relation, RelationType, Span } from './model.ts';

const LABELS: Readonly<Record<string, Id>> = { s: 'speaker', c: 'claim', d: 'condition', q: 'cue' };
const TIME = '2026-03-09T10:00:00.000Z';

export const RELATION_TYPES: readonly RelationType[] = [
  { id: 'said-by', name: 'said by', sourceLabel: 'claim', targetLabel: 'speaker', position: 0 },
  { id: 'holds-if', name: 'holds if', sourceLabel: 'claim', targetLabel: 'condition', position: 1 },
  { id: 'cued-by', name: 'cued by', sourceLabel: 'claim', targetLabel: 'cue', position: 2 },
];

/** The first letter of a span's id gives its label; an id that comes again adds a fragment. */
export function markedText(marked: string): { text: string; spans: Span[]; span: (id: Id) => Span } {
  const found = new Map<Id, Range[]>();
  const open: { id: Id; start: number }[] = [];
  let text = '';
  for (const [piece, id] of marked.matchAll(/\[(\w+)\||\]|[^[\]]+/g)) {
    if (id) open.push({ id, start: text.length });
    else if (piece !== ']') text += piece;
    else {
      const closed = open.pop();
      if (!closed) throw new Error(`a bracket too many after "${text}"`);
      found.set(closed.id, [...(found.get(closed.id) ?? []), { start: closed.start, end: text.length }]);
    }
  }
  const spans = [...found].map(([id, fragments]) => spanOf(id, fragments, text));
  const span = (id: Id): Span => {
    const match = spans.find((s) => s.id === id);
    if (!match) throw new Error(`no span ${id}`);
    return match;
  };
  return { text, spans, span };
}

export function spanOf(id: Id, fragments: Range[], text: string): Span {
  return {
    id,
    articleId: 'article',
    annotatorId: 'annotator',
    label: LABELS[id[0] ?? ''] ?? 'other',
    fragments,
    quotes: fragments.map(({ start, end }) => text.slice(start, end)),
    attributes: {},
    entityId: null,
    note: '',
    origin: 'manual',
    createdAt: TIME,
    updatedAt: TIME,
  };
}

/** Rows as the session holds them. */
export const byId = <R extends { id: Id }>(rows: readonly R[]): Map<Id, R> => new Map(rows.map((row) => [row.id, row]));

/** Relations written as "c1 s1", by the ids of source and target; the target's label gives the type. */
export function relationsOf(...pairs: string[]): Relation[] {
  return pairs.map((pair) => {
    const [source = '', target = ''] = pair.split(' ');
    const type = RELATION_TYPES.find(({ targetLabel }) => targetLabel === LABELS[target[0] ?? ''])?.id ?? 'other';
    return {
      id: `${source}-${target}`,
      articleId: 'article',
      annotatorId: 'annotator',
      type,
      source,
      target,
      origin: 'manual',
      createdAt: TIME,
    };
  });
}
