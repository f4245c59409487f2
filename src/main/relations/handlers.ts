import type { Input } from '../../shared/contract/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Annotator, Relation, Span } from '../../shared/model.ts';
import { relationFor } from '../../shared/relating.ts';
import type { Context } from '../context.ts';
import { projectInfo } from '../projects/queries.ts';
import type { Writer } from '../store/history.ts';
import { createRelationQueries } from './queries.ts';

function ownEnd(writer: Writer, id: string, me: Annotator): Span {
  const span = writer.get('span', id);
  if (!span) throw new AppError('not-found', 'A span of that relation is no longer there.');
  if (span.annotatorId !== me.id)
    throw new AppError('read-only', 'That span belongs to another annotator, whose layer is read-only.');
  return span;
}

export function relationHandlers(context: Context) {
  /** The relation type that joins two spans, the claim as source. Throws AppError 'bad-input' with the reason. */
  function join(a: Span, b: Span) {
    if (a.articleId !== b.articleId) throw new AppError('bad-input', 'Spans of two articles cannot be related.');
    const { relationTypes, labels } = projectInfo(context.project(), null);
    const joined = relationFor(a, b, relationTypes, labels);
    if ('refused' in joined) throw new AppError('bad-input', joined.refused);
    return joined;
  }

  function refuseTwice(relation: Pick<Relation, 'id' | 'source' | 'target' | 'type'>): void {
    const twin = context
      .project()
      .use(createRelationQueries)
      .atSpan(relation.source)
      .find(
        (r) =>
          r.id !== relation.id &&
          r.source === relation.source &&
          r.target === relation.target &&
          r.type === relation.type,
      );
    if (twin) throw new AppError('conflict', 'These two spans are related already.');
  }

  return {
    'relation.add': ({ id, source, target }: Input<'relation.add'>): Relation =>
      context.edit('Add relation', (writer, me) => {
        const known = writer.get('relation', id);
        if (known) return known;
        const first = ownEnd(writer, source, me);
        const joined = join(first, ownEnd(writer, target, me));
        const relation: Relation = {
          id,
          articleId: first.articleId,
          annotatorId: me.id,
          type: joined.type,
          source: joined.source,
          target: joined.target,
          origin: 'manual',
          createdAt: new Date().toISOString(),
        };
        refuseTwice(relation);
        writer.put('relation', relation);
        return relation;
      }),

    'relation.update': ({ id, target }: Input<'relation.update'>): Relation =>
      context.edit('Change relation', (writer, me) => {
        const relation = writer.get('relation', id);
        if (!relation) throw new AppError('not-found', 'That relation is no longer there.');
        const joined = join(ownEnd(writer, relation.source, me), ownEnd(writer, target, me));
        if (joined.type !== relation.type || joined.source !== relation.source)
          throw new AppError('bad-input', 'The relation can only be pointed at a span of the same label.');
        const next = { ...relation, target };
        refuseTwice(next);
        writer.put('relation', next);
        return next;
      }),

    'relation.delete': ({ id }: Input<'relation.delete'>): null =>
      context.edit('Delete relation', (writer, me) => {
        const relation = writer.get('relation', id);
        if (!relation) return null;
        ownEnd(writer, relation.source, me);
        writer.remove('relation', id);
        return null;
      }),
  };
}
