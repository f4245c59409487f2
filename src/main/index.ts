/** The desktop app: the order in which it starts. What each step does is in `electron/`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  type MessageBoxSyncOptions,
  nativeTheme,
  type OpenDialogOptions,
  type OpenDialogReturnValue,
  protocol,
  type SaveDialogOptions,
  type SaveDialogReturnValue,
  screen,
  session,
  shell,
  utilityProcess,
} from 'electron';
import type { CommandId } from '../shared/commands.ts';
import { createChooseFolder } from './electron/choose-folder.ts';
import { startCore } from './electron/core-utility.ts';
import { serveIpc } from './electron/ipc.ts';
import { menuTemplate } from './electron/menu.ts';
import { createOpenedFiles, filesFromArguments, filesOfSecondStart } from './electron/opened-files.ts';
import { PAGE, SCHEMES, serveApp } from './electron/protocol.ts';
import { closeCoreBeforeQuit } from './electron/quit.ts';
import { createSaveAs } from './electron/save-as.ts';
import { confine, denyPermissions } from './electron/security.ts';
import { createShellState } from './electron/shell-state.ts';
import { askBeforeLosing, keepPlace, windowOptions } from './electron/window.ts';
import { entryPoint } from './entry-point.ts';
import { installation } from './installation.ts';
import { userDataFolder } from './user-data.ts';

const { version, resources, renderer, preload } = installation();
const userData = userDataFolder();
const state = createShellState(join(userData, 'desktop.json'));
// In development the first argument is the program, in the packaged app there is none.
const given = filesFromArguments(process.argv.slice(app.isPackaged ? 1 : 2), process.cwd());
const files = createOpenedFiles(console.error);
let window: BrowserWindow | null = null;

mkdirSync(userData, { recursive: true });
app.setPath('userData', userData);
app.setPath('sessionData', join(userData, 'chromium'));
protocol.registerSchemesAsPrivileged(SCHEMES);

if (app.requestSingleInstanceLock({ files: given })) {
  files.open(given);
  app.on('open-file', (event, path) => {
    event.preventDefault();
    files.open([path]);
  });
  app.on('second-instance', (_event, _argv, _folder, data) => {
    showWindow();
    files.open(filesOfSecondStart(data));
  });
  app.on('web-contents-created', (_event, contents) => confine(contents, { page: PAGE, openExternal, now }));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  void app.whenReady().then(start);
} else {
  app.quit();
}

function start(): void {
  denyPermissions(session.defaultSession);
  serveApp(protocol, renderer);
  const core = startCore(utilityProcess, fileURLToPath(entryPoint('core-process')), {
    userData,
    resources,
    host: 'electron',
    version,
  });
  core.on(tell);
  void core.ended.then((failure) => failure !== null && dialog.showErrorBox('Sayso', failure));
  closeCoreBeforeQuit(app, core);
  files.start(core);
  serveIpc(ipcMain, core, {
    'app.saveAs': createSaveAs({ core, state, showSaveDialog }),
    'app.chooseFolder': createChooseFolder({ core, state, showOpenDialog }),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, runInWindow)));
  app.on('activate', showWindow);
  showWindow();
}

/** Brings the window to the front; where there is none, makes it. */
function showWindow(): void {
  if (window) {
    if (window.isMinimized()) window.restore();
    window.focus();
    return;
  }
  if (!app.isReady()) return;
  window = new BrowserWindow(windowOptions(preload, state, screen, nativeTheme.shouldUseDarkColors));
  keepPlace(window, state);
  askBeforeLosing(window, showMessageBox);
  window.on('closed', () => {
    window = null;
  });
  void window.loadURL(PAGE);
}

function tell(event: string, payload: unknown): void {
  window?.webContents.send('sayso:event', event, payload);
}

/** Runs a command as if it had been clicked in the page: only then may a page open the file dialog. */
function runInWindow(id: CommandId): void {
  void window?.webContents.executeJavaScript('void 0', true).then(() => tell('app.command', { id }));
}

function showMessageBox(options: MessageBoxSyncOptions): number {
  return window ? dialog.showMessageBoxSync(window, options) : dialog.showMessageBoxSync(options);
}

function showSaveDialog(options: SaveDialogOptions): Promise<SaveDialogReturnValue> {
  return window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options);
}

function showOpenDialog(options: OpenDialogOptions): Promise<OpenDialogReturnValue> {
  return window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options);
}

function openExternal(url: string): void {
  void shell.openExternal(url);
}

function now(): number {
  return performance.now();
}
