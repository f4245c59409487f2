import type { LoggedEdit, Moment, PutInReport, Undone } from '../../shared/contract/history.ts';
import type { Input } from '../../shared/contract/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Context } from '../context.ts';
import { isSameFile } from '../datasets/put-in-place.ts';
import type { Call } from '../dispatch.ts';
import { projectInfo } from '../projects/queries.ts';
import { createRemembered } from '../remembered/remembered.ts';
import type { Committed } from '../store/history.ts';
import { exportLog } from './export-log.ts';
import { putIn, readKeptEdits } from './kept-edits.ts';
import { createLogIndex, type LogIndex } from './log-index.ts';
import { createLoggedEdits, placeOf } from './logged-edit.ts';
import { goBack, momentOf } from './moment-of-layer.ts';
import { createLogQueries } from './queries.ts';

/** `call` does an operation as if a window had asked for it. */
export function historyHandlers(context: Context, call: Call) {
  const undone = ({ title, changes }: Committed): Undone => ({ title, ...placeOf(changes) });

  async function index(): Promise<LogIndex> {
    const log = context.project().use(createLogIndex);
    await log.refresh();
    return log;
  }

  function loggedEdit(key: number, log: LogIndex): LoggedEdit | null {
    const file = context.project();
    const row = file.use(createLogQueries).byKey(key);
    return row ? file.use(createLoggedEdits)(row, log) : null;
  }

  return {
    'edit.undo': () => undone(context.write((file) => file.undo(context.author()))),
    'edit.redo': () => undone(context.write((file) => file.redo(context.author()))),

    'edit.list': async (filter: Input<'edit.list'>) => (await index()).list(filter),

    'edit.read': async ({ keys }: Input<'edit.read'>): Promise<LoggedEdit[]> => {
      const log = await index();
      return keys.flatMap((key) => loggedEdit(key, log) ?? []);
    },

    'edit.moment': async ({ articleId, editId }: Input<'edit.moment'>): Promise<Moment> => {
      const log = await index();
      const file = context.project();
      const { key, layer, changes, left } = momentOf(file, log, {
        articleId,
        editId,
        annotatorId: context.annotator().id,
      });
      const edit = loggedEdit(key, log);
      if (!edit) throw new AppError('not-found', 'That moment is not in the log of this project.');
      return {
        edit,
        status: layer.status?.status ?? 'to-do',
        spans: [...layer.spans.values()],
        relations: [...layer.relations.values()],
        changes,
        left,
      };
    },

    'edit.goBack': async ({ articleId, editId }: Input<'edit.goBack'>): Promise<null> => {
      await context.backups.before('restore');
      const log = await index();
      return context.edit('Go back to an earlier moment', (writer, me) =>
        goBack(writer, momentOf(context.project(), log, { articleId, editId, annotatorId: me.id })),
      );
    },

    'edit.export': async ({ destination }: Input<'edit.export'>) => {
      const file = context.project();
      const { path } = context.files.get(destination);
      if (isSameFile(file.path, path))
        throw new AppError('bad-input', 'The log would replace the open project. Choose another name for it.');
      return exportLog(file.db, path);
    },

    'edit.putIn': async ({ token }: Input<'edit.putIn'>): Promise<PutInReport> => {
      const file = context.project();
      if (file.readOnly) throw new AppError('read-only', file.readOnly);
      const { project } = projectInfo(file, null);
      const kept = await readKeptEdits(context.files.get(token), { project, me: context.annotator() });
      const remembered = createRemembered(context.options.userData);
      const key = `put-in:${kept.hash}`;
      return putIn(kept, {
        call,
        newest: () => context.project().use(createLogQueries).newest(),
        doneBefore: Number(remembered.all()[key] ?? 0),
        onDone: (done) => remembered.set(key, String(done)),
      });
    },
  };
}
