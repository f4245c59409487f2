import type { Input } from '../../shared/contract/index.ts';
import type { Removal } from '../../shared/contract/labels.ts';
import { AppError } from '../../shared/errors.ts';
import { labelUse, plainKey } from '../../shared/key-conflicts.ts';
import { isBuiltIn } from '../../shared/label-set.ts';
import type { Id, Label } from '../../shared/model.ts';
import type { Context } from '../context.ts';
import { projectInfo } from '../projects/queries.ts';
import { againstSettings } from './merge-conflicts.ts';
import { createTouchedQueries, createUsageQueries } from './queries.ts';
import { carryOut, type Plan, planDeletion, planMerge, type Touched } from './removal.ts';
import { checkKeys, checkName, counted, idFromName, madeBefore, nextPosition, replacedIn, wanted } from './scheme.ts';

export function labelHandlers(context: Context) {
  const scheme = () => projectInfo(context.project(), null);
  const usageOf = (id: Id) => context.project().use(createUsageQueries).ofLabel(id);

  function touchedBy(id: Id): Touched {
    const queries = context.project().use(createTouchedQueries);
    return { spans: queries.spansOfLabel(id), relations: queries.relationsAtLabel(id) };
  }

  function planOf({ id, mergeInto }: { id: Id; mergeInto?: Id | undefined }): Plan {
    const known = scheme();
    const label = wanted(known.labels, id, 'label');
    if (mergeInto === undefined) return planDeletion(known, label, touchedBy(id));
    if (mergeInto === id) throw new AppError('bad-input', 'A label cannot be merged into itself.');
    const into = wanted(known.labels, mergeInto, 'label');
    const touched = touchedBy(id);
    const plan = planMerge(known, label, into, touched, new Date().toISOString());
    const spans = { own: touched.spans, others: touchedBy(mergeInto).spans };
    plan.outcome.consequences.push(...againstSettings(known.project.settings, into, spans));
    return plan;
  }

  function refuseInUse(label: Label): void {
    const { spans, relations, articles, annotators } = usageOf(label.id);
    if (spans === 0) return;
    throw new AppError(
      'conflict',
      `“${label.name}” is in use: ${counted(spans, 'span')} and ${counted(relations, 'relation')} in ${counted(articles, 'article')} by ${annotators.join(', ')}. Merge it into another label, or delete its spans with it.`,
    );
  }

  return {
    'label.setActive': ({ id, active }: Input<'label.setActive'>): null =>
      context.edit(active ? 'Switch label on' : 'Switch label off', (writer) => {
        writer.put('label', { ...wanted(scheme().labels, id, 'label'), active });
        return null;
      }),

    'label.save': ({ id, ...input }: Input<'label.save'>): Label => {
      const given = { ...input, key: plainKey(input.key) };
      return context.edit(id === null ? `Add label ${given.name}` : `Change label ${given.name}`, (writer) => {
        const known = scheme();
        const { labels } = known;
        const made = id === null ? madeBefore(labels, given) : undefined;
        if (made) return made;
        checkName(id, given.name, labels, 'label');
        const label: Label = {
          ...given,
          id: id ?? idFromName(given.name, labels, 'label'),
          position: id === null ? nextPosition(labels) : wanted(labels, id, 'label').position,
        };
        checkKeys({ ...known, labels: replacedIn(labels, label) }, [labelUse(label.id)]);
        writer.put('label', label);
        return label;
      });
    },

    'label.arrange': ({ ids }: Input<'label.arrange'>): null =>
      context.edit('Change the order of labels', (writer) => {
        const { labels } = scheme();
        const named = ids.map((id) => wanted(labels, id, 'label'));
        const rest = labels.filter(({ id }) => !ids.includes(id));
        for (const [index, label] of [...new Set([...named, ...rest])].entries())
          writer.put('label', { ...label, position: index + 1 });
        return null;
      }),

    'label.usage': ({ id, mergeInto }: Input<'label.usage'>) => ({
      usage: usageOf(wanted(scheme().labels, id, 'label').id),
      removal: planOf({ id, mergeInto }).outcome,
    }),

    'label.remove': async ({ id, mergeInto, deleteSpans }: Input<'label.remove'>): Promise<Removal> => {
      const { labels } = scheme();
      const label = wanted(labels, id, 'label');
      if (isBuiltIn(id))
        throw new AppError(
          'conflict',
          `“${label.name}” is built in: attributions are read from it. It can be renamed, or switched off.`,
        );
      if (!mergeInto && !deleteSpans) refuseInUse(label);
      const into = mergeInto === undefined ? null : wanted(labels, mergeInto, 'label');
      const title = into ? `Merge label ${label.name} into ${into.name}` : `Remove label ${label.name}`;
      await context.backups.before('deletion');
      return context.edit(title, (writer) => {
        const plan = planOf({ id, mergeInto });
        carryOut(writer, plan);
        return plan.outcome;
      });
    },
  };
}
