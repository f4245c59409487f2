import type { Input } from '../../shared/contract/index.ts';
import type { Usage } from '../../shared/contract/labels.ts';
import { AppError } from '../../shared/errors.ts';
import { isBuiltIn } from '../../shared/label-set.ts';
import type { Id, RelationType } from '../../shared/model.ts';
import type { Context } from '../context.ts';
import { projectInfo } from '../projects/queries.ts';
import { createTouchedQueries, createUsageQueries } from './queries.ts';
import { checkName, counted, idFromName, madeBefore, nextPosition, typeBetween, wanted } from './scheme.ts';

export function relationTypeHandlers(context: Context) {
  const scheme = () => projectInfo(context.project(), null);
  const usageOf = (id: Id): Usage => context.project().use(createUsageQueries).ofRelationType(id);

  function refuseInUse(type: RelationType, wayOut: string): void {
    const { relations, articles } = usageOf(type.id);
    if (relations > 0)
      throw new AppError(
        'conflict',
        `“${type.name}” is in use: ${counted(relations, 'relation')} in ${counted(articles, 'article')}. ${wayOut}`,
      );
  }

  /** Relations are found by the labels of two spans, so that only one type can join them. */
  function refuseSecond(type: Pick<RelationType, 'sourceLabel' | 'targetLabel'> & { id: Id | null }): void {
    const other = typeBetween(scheme().relationTypes, type);
    if (other) throw new AppError('conflict', `“${other.name}” joins these two labels already.`);
  }

  return {
    'relationType.save': ({ id, name, sourceLabel, targetLabel }: Input<'relationType.save'>): RelationType =>
      context.edit(id === null ? `Add relation ${name}` : `Change relation ${name}`, (writer) => {
        const { labels, relationTypes } = scheme();
        const made = id === null ? madeBefore(relationTypes, { name, sourceLabel, targetLabel }) : undefined;
        if (made) return made;
        const before = id === null ? null : wanted(relationTypes, id, 'relation');
        checkName(id, name, relationTypes, 'relation');
        for (const label of [sourceLabel, targetLabel]) wanted(labels, label, 'label');
        if (before?.sourceLabel !== sourceLabel || before.targetLabel !== targetLabel) {
          refuseSecond({ id, sourceLabel, targetLabel });
          if (before && isBuiltIn(before.id))
            throw new AppError('conflict', `“${before.name}” is built in: it can be renamed, and joins what it joins.`);
          if (before) refuseInUse(before, 'What it joins cannot change while it is. Add another relation.');
        }
        const type: RelationType = {
          id: id ?? idFromName(name, relationTypes, 'relation'),
          name,
          sourceLabel,
          targetLabel,
          position: before?.position ?? nextPosition(relationTypes),
        };
        writer.put('relation_type', type);
        return type;
      }),

    'relationType.usage': ({ id }: Input<'relationType.usage'>): Usage =>
      usageOf(wanted(scheme().relationTypes, id, 'relation').id),

    'relationType.remove': async ({ id, deleteRelations }: Input<'relationType.remove'>): Promise<null> => {
      const type = wanted(scheme().relationTypes, id, 'relation');
      if (isBuiltIn(id))
        throw new AppError('conflict', `“${type.name}” is built in: attributions are read from it. It can be renamed.`);
      if (deleteRelations) await context.backups.before('deletion');
      return context.edit(`Remove relation ${type.name}`, (writer) => {
        if (!deleteRelations) refuseInUse(type, 'Delete them with it, or leave it.');
        for (const relation of context.project().use(createTouchedQueries).relationsOfType(id))
          writer.remove('relation', relation.id);
        writer.remove('relation_type', id);
        return null;
      });
    },
  };
}
