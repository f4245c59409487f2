/** For tests: summaries of articles that differ in what matters to the list. */
import type { ArticleSummary } from '../../shared/contract/articles.ts';
import type { Article, Status } from '../../shared/model.ts';

type Given = Partial<Article> & {
  status?: Status;
  counts?: Record<string, number>;
  incomplete?: number;
  notes?: number;
};

export function summaryOf(id: string, { status, counts, incomplete, notes, ...article }: Given = {}): ArticleSummary {
  return {
    article: {
      id,
      title: `Article ${id}`,
      author: '',
      date: '',
      outlet: '',
      url: '',
      source: `${id}.txt`,
      encoding: 'utf-8',
      textHash: 'a'.repeat(64),
      rawHash: 'b'.repeat(64),
      size: 2400,
      words: 412,
      replaced: 0,
      archived: false,
      importedAt: '2026-03-09T10:00:00.000Z',
      externalId: '',
      tags: [],
      ...article,
    },
    status: status ?? 'to-do',
    counts: counts ?? {},
    incomplete: incomplete ?? 0,
    notes: notes ?? 0,
  };
}
