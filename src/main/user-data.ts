import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder where Sayso keeps what belongs to the person and not to a project: name, ids, recent projects, caches.
 * Both hosts and the command line share it. `SAYSO_DATA` puts it elsewhere.
 */
export function userDataFolder(env = process.env, platform = process.platform, home = homedir()): string {
  if (env.SAYSO_DATA) return env.SAYSO_DATA;
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Sayso');
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Sayso');
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'sayso');
}

/** The folder where the web host puts new projects, since a browser gives no paths. `SAYSO_PROJECTS` puts it elsewhere. */
export function projectsFolder(env = process.env, home = homedir()): string {
  return env.SAYSO_PROJECTS || join(home, 'Sayso');
}
