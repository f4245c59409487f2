import type { Undone } from '../../shared/contract/project.ts';
import type { RowChange } from '../../shared/model.ts';
import type { Context } from '../context.ts';
import type { Committed } from '../store/history.ts';

/** The article and span that a change happened at. */
function placeOf(changes: RowChange[]): Omit<Undone, 'title'> {
  for (const change of changes) {
    if (change.table === 'span')
      return { articleId: (change.after ?? change.before)?.articleId ?? null, spanId: change.after?.id ?? null };
    if (change.table === 'relation') {
      const row = change.after ?? change.before;
      return { articleId: row?.articleId ?? null, spanId: row?.source ?? null };
    }
    if (change.table === 'status')
      return { articleId: (change.after ?? change.before)?.articleId ?? null, spanId: null };
    if (change.table === 'article') return { articleId: change.after?.id ?? null, spanId: null };
  }
  return { articleId: null, spanId: null };
}

export function historyHandlers(context: Context) {
  const undone = ({ title, changes }: Committed): Undone => ({ title, ...placeOf(changes) });
  return {
    'edit.undo': () => undone(context.project().undo(context.author())),
    'edit.redo': () => undone(context.project().redo(context.author())),
  };
}
