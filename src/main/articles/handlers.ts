import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportReport, OpenArticle } from '../../shared/contract/articles.ts';
import type { Input } from '../../shared/contract/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Article } from '../../shared/model.ts';
import type { Context } from '../context.ts';
import { createRelationQueries } from '../relations/queries.ts';
import { createSpanQueries } from '../spans/queries.ts';
import type { Writer } from '../store/history.ts';
import { importItems } from './import.ts';
import { articleById, createArticleQueries } from './queries.ts';
import { readArticle } from './read-article.ts';
import { draftToArticle, readStaged } from './stage.ts';

export function articleHandlers(context: Context) {
  const queries = () => context.project().use(createArticleQueries);

  function changeArticle(writer: Writer, id: string, change: Partial<Article>): void {
    const article = writer.get('article', id);
    if (!article) throw new AppError('not-found', 'That article is no longer in the project.');
    writer.put('article', { ...article, ...change });
  }

  return {
    'article.list': () => queries().summaries(context.annotator().id),

    'article.open': ({ id, annotatorId = context.annotator().id }: Input<'article.open'>): OpenArticle => {
      const file = context.project();
      const article = articleById(file, id);
      return {
        article,
        text: queries().text(article),
        status: queries().status(id, annotatorId),
        spans: file.use(createSpanQueries).ofArticle(id, annotatorId),
        relations: file.use(createRelationQueries).ofArticle(id, annotatorId),
      };
    },

    'article.import': ({ tokens }: Input<'article.import'>) => {
      if (context.project().readOnly) throw new AppError('read-only', context.project().readOnly ?? '');
      const files = tokens.map((token) => context.files.get(token));
      const staging = join(context.temp, `staging-${randomUUID()}`);
      const file = context.project();
      const jobId = context.jobs.start({
        kind: 'import',
        prepare: () => ({ work: 'stage', files, staging }),
        finish(output) {
          if (output.work !== 'stage') throw new Error('the worker did other work than was asked');
          if (context.openProject() !== file)
            throw new AppError('cancelled', 'The project was closed meanwhile; nothing was added.');
          return { kind: 'import', report: importItems(context, readStaged(staging), output.failed) };
        },
        cleanUp: () => rmSync(staging, { force: true }),
      });
      return { jobId };
    },

    'article.paste': ({ title, text }: Input<'article.paste'>): ImportReport => {
      const draft = readArticle('', new TextEncoder().encode(text));
      const article = draftToArticle(title.trim() ? { ...draft, title: title.trim() } : draft);
      const pasted = { article, text: draft.text, statuses: [], spans: [], relations: [] };
      const raw = new TextEncoder().encode(text);
      return importItems(context, [{ name: article.title, article: pasted, raw, plain: true }], []);
    },

    'article.update': ({ id, ...change }: Input<'article.update'>) =>
      context.edit('Edit article details', (writer) => {
        changeArticle(
          writer,
          id,
          Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
        );
        return null;
      }),

    'article.setStatus': ({ ids, status }: Input<'article.setStatus'>) =>
      context.edit(`Mark as ${status.replace('-', ' ')}`, (writer, me) => {
        for (const articleId of ids) {
          articleById(context.project(), articleId);
          writer.put('status', { id: `${articleId}:${me.id}`, articleId, annotatorId: me.id, status });
        }
        return null;
      }),

    'article.archive': ({ ids, archived }: Input<'article.archive'>) =>
      context.edit(archived ? 'Archive' : 'Bring back from the archive', (writer) => {
        for (const id of ids) changeArticle(writer, id, { archived });
        return null;
      }),
  };
}
