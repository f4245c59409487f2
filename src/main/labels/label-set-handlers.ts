import type { Input } from '../../shared/contract/index.ts';
import type { LabelSetChanges } from '../../shared/contract/labels.ts';
import { AppError } from '../../shared/errors.ts';
import type { Rows } from '../../shared/model.ts';
import type { Context } from '../context.ts';
import { isSameFile, putInPlace } from '../datasets/put-in-place.ts';
import { projectInfo } from '../projects/queries.ts';
import type { Writer } from '../store/history.ts';
import { labelSetText, readLabelSet } from './label-set-file.ts';
import { type LoadPlan, planLoad } from './label-set-plan.ts';
import { createUsageQueries } from './queries.ts';

export function labelSetHandlers(context: Context) {
  const scheme = () => projectInfo(context.project(), null);

  function planOf(token: string): LoadPlan {
    const usage = context.project().use(createUsageQueries);
    return planLoad(scheme(), readLabelSet(context.files.get(token)), {
      label: (id) => usage.ofLabel(id).spans,
      relationType: (id) => usage.ofRelationType(id).relations,
      attribute: usage.ofValues,
    });
  }

  return {
    'labelSet.save': async ({ destination: token }: Input<'labelSet.save'>) => {
      const { path: destination, name } = context.files.get(token);
      if (isSameFile(context.project().path, destination))
        throw new AppError('bad-input', 'The label set would replace the open project. Choose another name for it.');
      const partial = `${destination}.part`;
      await putInPlace({ destination, partial }, [labelSetText(scheme())], async () =>
        readLabelSet({ path: partial, name }),
      );
      return { name };
    },

    'labelSet.preview': ({ token }: Input<'labelSet.preview'>): LabelSetChanges => planOf(token).changes,

    'labelSet.load': async ({ token }: Input<'labelSet.load'>): Promise<LabelSetChanges> => {
      const { name } = context.files.get(token);
      await context.backups.before('import');
      return context.edit(`Load label set ${name}`, (writer) => {
        const before = scheme();
        const plan = planOf(token);
        replaceRows(writer, 'label', before.labels, plan.scheme.labels);
        replaceRows(writer, 'relation_type', before.relationTypes, plan.scheme.relationTypes);
        replaceRows(writer, 'attribute', before.attributes, plan.scheme.attributes);
        return plan.changes;
      });
    },
  };
}

type Part = 'label' | 'relation_type' | 'attribute';

function replaceRows<T extends Part>(
  writer: Writer,
  table: T,
  before: readonly { id: string }[],
  after: readonly Rows[T][],
): void {
  const stays = new Set(after.map(({ id }) => id));
  for (const row of after) writer.put(table, row);
  for (const { id } of before) if (!stays.has(id)) writer.remove(table, id);
}
