import { randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import type { Input } from '../../shared/contract/index.ts';
import { AppError } from '../../shared/errors.ts';
import { articleById, articleText, createArticleQueries } from '../articles/queries.ts';
import type { Context } from '../context.ts';
import { putInPlace } from '../datasets/put-in-place.ts';
import { projectInfo } from '../projects/queries.ts';
import { createRelationQueries } from '../relations/queries.ts';
import { createSpanQueries } from '../spans/queries.ts';
import { type PageContent, pageFile, pageOf } from './page.ts';

export function pageHandlers(context: Context) {
  function content({ id, annotatorId }: Input<'article.page'>): PageContent {
    const file = context.project();
    const me = context.annotator();
    const { annotators, labels, relationTypes, attributes, entities } = projectInfo(file, null);
    const layer = annotatorId ?? me.id;
    const annotator = [...annotators, me].find((each) => each.id === layer);
    if (!annotator) throw new AppError('not-found', 'That annotator is not in the project.');
    return {
      article: articleById(file, id),
      text: articleText(file, id),
      annotator: annotator.name,
      status: file.use(createArticleQueries).status(id, layer),
      spans: file.use(createSpanQueries).ofArticle(id, layer),
      relations: file.use(createRelationQueries).ofArticle(id, layer),
      labels,
      relationTypes,
      attributes,
      entities,
    };
  }

  return {
    'article.page': (input: Input<'article.page'>) => pageOf(content(input)),

    'article.saveHtml': async ({ destination: token, ...layer }: Input<'article.saveHtml'>) => {
      const destination = context.files.get(token).path;
      if (destination === context.project().path)
        throw new AppError('bad-input', 'The page would replace the open project. Choose another name for it.');
      const name = basename(destination);
      const partial = join(dirname(destination), `.${name}.${randomUUID().slice(0, 8)}.partial`);
      const shown = content(layer);
      const file = pageFile(shown.article.title, pageOf(shown));
      const { bytes } = await putInPlace({ destination, partial }, [file], async () => null);
      return { name, bytes };
    },
  };
}
