import { AppError } from '../../shared/errors.ts';
import type { Context } from '../context.ts';

export function labelHandlers(context: Context) {
  return {
    'label.setActive': ({ id, active }: { id: string; active: boolean }) =>
      context.edit(active ? 'Switch label on' : 'Switch label off', (writer) => {
        const label = writer.get('label', id);
        if (!label) throw new AppError('not-found', 'That label is no longer in the project.');
        writer.put('label', { ...label, active });
        return null;
      }),
  };
}
