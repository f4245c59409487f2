/** For tests: a project with two articles, of which the first is open. */
import type { Article, Relation, Span } from '../../shared/model.ts';
import type { ProjectState } from './session-store.ts';
import { newSummary, orderOf } from './summaries.ts';

export const TIME = '2026-03-09T10:00:00.000Z';
export const TEXT = 'Marrow said that it may rain unless it snows. Hale denied it.';
export const ME = 'me';

export const article = (id: string, title = `Article ${id}`): Article => ({
  id,
  title,
  author: '',
  date: '',
  outlet: '',
  url: '',
  source: '',
  encoding: 'utf-8',
  textHash: '0'.repeat(64),
  rawHash: '0'.repeat(64),
  size: TEXT.length,
  words: 12,
  replaced: 0,
  archived: false,
  importedAt: TIME,
  externalId: '',
  tags: [],
});

export const span = (id: string, label: string, quote: string, articleId = 'a1'): Span => {
  const start = TEXT.indexOf(quote);
  return {
    id,
    articleId,
    annotatorId: ME,
    label,
    fragments: [{ start, end: start + quote.length }],
    quotes: [quote],
    attributes: {},
    entityId: null,
    note: '',
    origin: 'manual',
    createdAt: TIME,
    updatedAt: TIME,
  };
};

export const relation = (id: string, type: string, source: string, target: string): Relation => ({
  id,
  articleId: 'a1',
  annotatorId: ME,
  type,
  source,
  target,
  origin: 'manual',
  createdAt: TIME,
});

const label = (id: string, position: number) => ({
  id,
  name: id,
  colour: '#1f5fbf',
  key: String(position + 1),
  description: '',
  active: true,
  position,
});

export function projectState(): ProjectState {
  const summaries = new Map(['a1', 'a2'].map((id) => [id, newSummary(article(id))]));
  return {
    annotatorId: ME,
    summaries,
    order: orderOf(summaries),
    open: {
      article: article('a1'),
      text: TEXT,
      status: 'to-do',
      spans: new Map(),
      relations: new Map(),
      annotatorId: ME,
      moment: null,
    },
    project: {
      project: {
        id: 'p',
        name: 'River',
        guidelines: '',
        settings: { nesting: 'allowed', splitQuotes: 'one-claim', snapping: 'words' },
        createdAt: TIME,
      },
      fileName: 'river.sayso',
      folder: '',
      readOnly: null,
      annotators: [{ id: ME, name: 'Mara Kehl' }],
      labels: ['speaker', 'claim', 'condition'].map(label),
      relationTypes: [
        { id: 'said-by', name: 'said by', sourceLabel: 'claim', targetLabel: 'speaker', position: 0 },
        { id: 'holds-if', name: 'holds if', sourceLabel: 'claim', targetLabel: 'condition', position: 1 },
      ],
      attributes: [],
      entities: [],
      undo: null,
      redo: null,
    },
  };
}
