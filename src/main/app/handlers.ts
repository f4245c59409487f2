import type { AppState } from '../../shared/contract/app.ts';
import type { Input } from '../../shared/contract/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Context } from '../context.ts';
import { projectInfo } from '../projects/queries.ts';

export function appHandlers(context: Context) {
  const { profile, options } = context;
  return {
    'app.state': (): AppState => {
      const file = context.openProject();
      return {
        version: options.version,
        host: options.host,
        annotator: profile.annotator(),
        formerAnnotators: profile.formerAnnotators(),
        theme: profile.theme(),
        recents: profile.recents(),
        project: file && projectInfo(file, profile.annotator()),
        // Told once: a window that asks again has opened them already.
        opened: context.opened.splice(0),
      };
    },
    'app.setAnnotator': ({ name }: { name: string }) => profile.setAnnotator(name),
    'app.iAm': ({ annotatorId }: Input<'app.iAm'>) => {
      const known = [...projectInfo(context.project(), null).annotators, ...profile.formerAnnotators()];
      const annotator = known.find(({ id }) => id === annotatorId);
      if (!annotator) throw new AppError('not-found', 'That annotator is not in this project.');
      profile.become(annotator);
      const { undo, redo } = projectInfo(context.project(), annotator);
      context.emit('project.changed', { changes: [], reload: true, undo, redo });
      return annotator;
    },
    'app.setTheme': ({ theme }: { theme: AppState['theme'] }) => {
      profile.setTheme(theme);
      return null;
    },
    'app.forgetRecent': ({ id }: { id: string }) => {
      profile.forgetRecent(id);
      return null;
    },
  };
}
