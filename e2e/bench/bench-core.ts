/** A core for the bench: one project with one article, in the page's memory. It answers at once and says what changed. */

import type { Bridge } from '../../src/renderer/bridge.ts';
import type { OpenArticle } from '../../src/shared/contract/articles.ts';
import type { EventPayload, Input, Op } from '../../src/shared/contract/index.ts';
import type { ProjectInfo } from '../../src/shared/contract/project.ts';
import type { Article, Label, Relation, RowChange, Span } from '../../src/shared/model.ts';
import type { BenchSpan } from './bench-view.ts';

const NOW = '2026-01-01T00:00:00.000Z';
export const ARTICLE = 'article';
export const ANNOTATOR = 'annotator';

const label = (id: string, colour: string, position: number): Label => ({
  id,
  name: id,
  colour,
  key: String(position + 1),
  description: '',
  active: true,
  position,
});

export const PROJECT: ProjectInfo = {
  project: {
    id: 'project',
    name: 'Bench',
    guidelines: '',
    settings: { nesting: 'allowed', splitQuotes: 'one-claim', snapping: 'words' },
    createdAt: NOW,
  },
  fileName: 'bench.sayso',
  folder: '',
  readOnly: null,
  annotators: [{ id: ANNOTATOR, name: 'Ana' }],
  labels: [label('speaker', '#1f5fbf', 0), label('claim', '#9a5b00', 1), label('condition', '#7a3bb0', 2)],
  relationTypes: [
    { id: 'said-by', name: 'said by', sourceLabel: 'claim', targetLabel: 'speaker', position: 0 },
    { id: 'holds-if', name: 'holds if', sourceLabel: 'claim', targetLabel: 'condition', position: 1 },
  ],
  attributes: [],
  entities: [],
  undo: null,
  redo: null,
};

export function articleOf(text: string): Article {
  return {
    id: ARTICLE,
    title: 'Bench',
    author: '',
    date: '',
    outlet: '',
    url: '',
    source: '',
    encoding: 'utf-8',
    textHash: '0'.repeat(64),
    rawHash: '0'.repeat(64),
    size: text.length,
    words: text.length / 5,
    replaced: 0,
    archived: false,
    importedAt: NOW,
    externalId: '',
    tags: [],
  };
}

export function spanOf(text: string, { id, label, start, end }: BenchSpan): Span {
  return {
    id,
    articleId: ARTICLE,
    annotatorId: ANNOTATOR,
    label,
    fragments: [{ start, end }],
    quotes: [text.slice(start, end)],
    attributes: {},
    entityId: null,
    note: '',
    origin: 'manual',
    createdAt: NOW,
    updatedAt: NOW,
  };
}

/** Every claim is said by the speaker before it and holds if the condition after it, where there are such. */
function relationsOf(spans: readonly Span[]): Relation[] {
  const relations: Relation[] = [];
  const relate = (type: string, claim: Span, target: Span | undefined, label: string) => {
    if (target?.label !== label) return;
    const id = `${claim.id}-${type}`;
    relations.push({
      id,
      articleId: ARTICLE,
      annotatorId: ANNOTATOR,
      type,
      source: claim.id,
      target: target.id,
      origin: 'manual',
      createdAt: NOW,
    });
  };
  spans.forEach((span, index) => {
    if (span.label !== 'claim') return;
    relate('said-by', span, spans[index - 1], 'speaker');
    relate('holds-if', span, spans[index + 1], 'condition');
  });
  return relations;
}

export type BenchCore = {
  bridge: Bridge;
  /** Puts this text and these spans into the article. */
  hold(text: string, spans: readonly BenchSpan[]): void;
};

export function createBenchCore(): BenchCore {
  let text = '';
  let rows: Span[] = [];
  const added = new Map<string, Span>();
  const listeners = new Set<(event: EventPayload<'project.changed'>) => void>();

  function commit(change: RowChange): void {
    for (const listener of listeners) listener({ changes: [change], reload: false, undo: 'a span', redo: null });
  }

  const answers: Partial<Record<Op, (input: never) => unknown>> = {
    'article.open': (): OpenArticle => ({
      article: articleOf(text),
      text,
      status: 'in-progress',
      spans: rows,
      relations: relationsOf(rows),
    }),
    'span.add'({ id, label, fragments: [range] }: Input<'span.add'>) {
      const after = spanOf(text, { id, label, start: range?.start ?? 0, end: range?.end ?? 0 });
      added.set(id, after);
      commit({ table: 'span', id, before: null, after });
      return after;
    },
    'span.delete'({ id }: Input<'span.delete'>) {
      commit({ table: 'span', id, before: added.get(id) ?? null, after: null });
      return null;
    },
  };

  const bridge = {
    async call(name: Op, input: never) {
      const answer = answers[name];
      if (!answer) throw new Error(`the bench has no answer to ${name}`);
      // As far away as another process is: not in the task that asks.
      await new Promise((resolve) => setTimeout(resolve));
      return { ok: true, value: answer(input) };
    },
    on(event: string, listener: (payload: EventPayload<'project.changed'>) => void) {
      if (event === 'project.changed') listeners.add(listener);
      return () => listeners.delete(listener);
    },
    take: () => Promise.reject(new Error('the bench takes no files')),
    onConnection(listener: (connected: boolean) => void) {
      listener(true);
      return () => {};
    },
  } as Bridge;

  return {
    bridge,
    hold(nextText, spans) {
      text = nextText;
      rows = spans.map((span) => spanOf(nextText, span));
    },
  };
}
