import type { AppState } from '../../shared/contract/app.ts';
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
        theme: profile.theme(),
        recents: profile.recents(),
        project: file && projectInfo(file, profile.annotator()),
        // Told once: a window that asks again has opened them already.
        opened: context.opened.splice(0),
      };
    },
    'app.setAnnotator': ({ name }: { name: string }) => profile.setAnnotator(name),
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
