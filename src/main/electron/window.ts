import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  MessageBoxSyncOptions,
  Rectangle,
  Screen,
} from 'electron';
import type { ShellState } from './shell-state.ts';

/** How a new window looks and what it may do. `dark` is the system's choice, so that no white flash comes first. */
export function windowOptions(
  preload: string,
  state: ShellState,
  screen: Pick<Screen, 'getDisplayMatching'>,
  dark: boolean,
): BrowserWindowConstructorOptions {
  const { bounds } = state.get();
  return {
    width: 1280,
    height: 800,
    ...(bounds && reachable(bounds, screen) ? bounds : {}),
    minWidth: 720,
    minHeight: 480,
    show: false,
    title: 'Sayso',
    backgroundColor: dark ? '#171615' : '#f6f5f2',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      // Article text is in any language, and checking it would fetch dictionaries.
      spellcheck: false,
    },
  };
}

/** Shows the window when it has something to show, and remembers its place when it closes. */
export function keepPlace(window: BrowserWindow, state: ShellState): void {
  window.once('ready-to-show', () => {
    if (state.get().maximized) window.maximize();
    window.show();
  });
  window.on('close', () => state.set({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }));
}

/**
 * Lets the window close although its page objects, which it does while edits are not saved, where the person wants that.
 * A browser would ask; Electron leaves that to the app, and would only seem to ignore the close button.
 */
export function askBeforeLosing(window: BrowserWindow, ask: (options: MessageBoxSyncOptions) => number): void {
  window.webContents.on('will-prevent-unload', (event) => {
    const answer = ask({
      type: 'warning',
      message: 'Some edits are not saved.',
      detail: 'They are lost if you close the window now.',
      buttons: ['Stay', 'Close and lose them'],
      defaultId: 0,
      cancelId: 0,
    });
    if (answer === 1) event.preventDefault();
  });
}

/** Whether enough of the title bar is on a display that is still there to take hold of it. */
function reachable(bounds: Rectangle, screen: Pick<Screen, 'getDisplayMatching'>): boolean {
  const { workArea } = screen.getDisplayMatching(bounds);
  const left = Math.max(bounds.x, workArea.x);
  const right = Math.min(bounds.x + bounds.width, workArea.x + workArea.width);
  return right - left >= 100 && bounds.y >= workArea.y && bounds.y <= workArea.y + workArea.height - 40;
}
