import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export type Command = { file: string; args: string[] };
type Surroundings = { platform: NodeJS.Platform; env: NodeJS.ProcessEnv; runnable(file: string): boolean };

const LINUX = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'];
const MAC = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);
const WINDOWS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/** Opens the address in a window of its own where a browser can do that, else in the browser of the system. */
export function openBrowser(url: string): void {
  const command = browserCommand(url, { platform: process.platform, env: process.env, runnable });
  if (!command) return;
  const child = spawn(command.file, command.args, { detached: true, stdio: 'ignore' });
  // The address is printed already, so a browser that does not start loses nothing.
  child.on('error', () => {});
  child.unref();
}

/** What to run to show the address, or null where there is no display or no browser. */
export function browserCommand(url: string, { platform, env, runnable }: Surroundings): Command | null {
  const asApp = (file: string | undefined): Command | null => (file ? { file, args: [`--app=${url}`] } : null);
  if (platform === 'darwin') return asApp(MAC.find(runnable)) ?? { file: 'open', args: [url] };
  if (platform === 'win32') {
    const bases = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].filter((base) => base !== undefined);
    const found = WINDOWS.flatMap((path) => bases.map((base) => `${base}\\${path}`)).find(runnable);
    return asApp(found) ?? { file: 'rundll32', args: ['url.dll,FileProtocolHandler', url] };
  }
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return null;
  const onPath = (name: string) =>
    (env.PATH ?? '')
      .split(delimiter)
      .map((folder) => join(folder, name))
      .find(runnable);
  const opener = onPath('xdg-open');
  return asApp(LINUX.map(onPath).find((file) => file !== undefined)) ?? (opener ? { file: opener, args: [url] } : null);
}

function runnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
