/** The theme: what the person chose, or what the system has. */
import type { Theme } from '../../shared/contract/app.ts';
import { report, type Workbench } from '../session/workbench.ts';

const DARK = '(prefers-color-scheme: dark)';

/** Keeps `data-theme` of the page in step with the choice and the system. The function that it returns stops that. */
export function followTheme({ session }: Pick<Workbench, 'session'>): () => void {
  const system = matchMedia(DARK);
  const apply = () => {
    const theme = session.getState().app?.theme ?? 'system';
    const isDark = theme === 'dark' || (theme === 'system' && system.matches);
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  };
  apply();
  system.addEventListener('change', apply);
  const unsubscribe = session.subscribe(apply);
  return () => {
    system.removeEventListener('change', apply);
    unsubscribe();
  };
}

export function setTheme(w: Workbench, theme: Theme): void {
  w.session.setState(({ app }) => ({ app: app && { ...app, theme } }));
  w.api.call('app.setTheme', { theme }).catch((error) => report(w, error));
}
