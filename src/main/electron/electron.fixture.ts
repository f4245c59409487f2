/** A small stand-in for Electron, typed by its own declarations: only what the shell uses, in one process. */
import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type {
  App,
  BrowserWindowConstructorOptions,
  IpcMain,
  IpcMainInvokeEvent,
  IpcRenderer,
  IpcRendererEvent,
  MenuItemConstructorOptions,
  OpenDialogOptions,
  OpenDialogReturnValue,
  Protocol,
  SaveDialogOptions,
  SaveDialogReturnValue,
  Screen,
  Session,
  UtilityProcess,
  WebContents,
  WebFrameMain,
  WindowOpenHandlerResponse,
} from 'electron';

type Frame = Pick<WebFrameMain, 'origin' | 'parent'>;
export const OWN_FRAME: Frame = { origin: 'app://sayso', parent: null };

/** The way between a page and the main process. Values are cloned, as they are between processes. */
function createWire() {
  const handlers = new Map<string, Parameters<IpcMain['handle']>[1]>();
  const page = new EventEmitter();
  const ipcMain: Pick<IpcMain, 'handle'> = { handle: (channel, handler) => void handlers.set(channel, handler) };
  const invokeFrom = async (frame: Frame | null, channel: string, ...args: unknown[]): Promise<unknown> => {
    const event = { senderFrame: frame } as IpcMainInvokeEvent;
    return structuredClone(await handlers.get(channel)?.(event, ...structuredClone(args)));
  };
  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) => invokeFrom(OWN_FRAME, channel, ...args),
    on: (channel: string, listener: (event: IpcRendererEvent, ...args: unknown[]) => void) =>
      page.on(channel, listener),
    removeListener: (channel: string, listener: (...args: unknown[]) => void) => page.off(channel, listener),
  };
  const send: WebContents['send'] = (channel, ...args) => void page.emit(channel, {}, ...structuredClone(args));
  return { ipcMain, ipcRenderer: ipcRenderer as unknown as IpcRenderer, invokeFrom, send };
}

/** Contents that one can steer: navigate, redirect, open, attach; each tells whether Electron would have gone on. */
export function createContents(send: WebContents['send'] = () => {}) {
  const emitter = new EventEmitter();
  let openHandler: Parameters<WebContents['setWindowOpenHandler']>[0] | null = null;
  const attempt = (name: string, details: object): boolean => attemptOn(emitter, name, details);
  const gestures: boolean[] = [];
  const contents = Object.assign(emitter, {
    send,
    executeJavaScript: async (_code: string, userGesture = false) => {
      gestures.push(userGesture);
    },
    setWindowOpenHandler: (handler: typeof openHandler) => {
      openHandler = handler;
    },
  });
  return {
    contents: contents as unknown as WebContents,
    press: (type: string) => emitter.emit('input-event', {}, { type }),
    navigate: (url: string, isMainFrame = true) => attempt('will-frame-navigate', { url, isMainFrame }),
    redirect: (url: string) => attempt('will-redirect', { url, isMainFrame: true }),
    /** Whether each script that the shell ran counted as a gesture of the user. */
    gestures,
    /** Whether a page that objects to being closed is closed all the same. */
    close: () => !attempt('will-prevent-unload', {}),
    attach: () => attempt('will-attach-webview', {}),
    open: (url: string): WindowOpenHandlerResponse['action'] | undefined =>
      openHandler?.({ url } as Parameters<NonNullable<typeof openHandler>>[0]).action,
  };
}

/** Permission handlers as they were set, asked as Electron asks them. */
export function createSession() {
  const set: Partial<{
    request: Parameters<Session['setPermissionRequestHandler']>[0];
    check: Parameters<Session['setPermissionCheckHandler']>[0];
    device: Parameters<Session['setDevicePermissionHandler']>[0];
  }> = {};
  const emitter = new EventEmitter();
  const handlers: Pick<
    Session,
    'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
  > = {
    setPermissionRequestHandler: (handler) => {
      set.request = handler;
    },
    setPermissionCheckHandler: (handler) => {
      set.check = handler;
    },
    setDevicePermissionHandler: (handler) => {
      set.device = handler;
    },
  };
  const session = Object.assign(emitter, handlers) as unknown as Session;
  return { session, set, download: () => attemptOn(emitter, 'will-download', {}) };
}

/** Whether Electron would go on after an event. */
function attemptOn(emitter: EventEmitter, name: string, details: object): boolean {
  let prevented = false;
  emitter.emit(name, {
    ...details,
    preventDefault: () => {
      prevented = true;
    },
  });
  return !prevented;
}

/** All of it as the module that the shell imports, with what the shell did to it. The core is a real process. */
export function createElectron(
  answerDialog: (options: SaveDialogOptions) => SaveDialogReturnValue,
  {
    isFirst = true,
    answerFolder = () => ({ canceled: true, filePaths: [] }),
  }: { isFirst?: boolean; answerFolder?: (options: OpenDialogOptions) => OpenDialogReturnValue } = {},
) {
  const wire = createWire();
  const { session, set: permissions, download } = createSession();
  const done = {
    windows: [] as {
      options: BrowserWindowConstructorOptions;
      url: string;
      calls: string[];
      gestures: boolean[];
      steered: ReturnType<typeof createContents>;
    }[],
    schemes: [] as unknown[],
    protocol: null as Parameters<Protocol['handle']>[1] | null,
    menu: [] as MenuItemConstructorOptions[],
    paths: {} as Record<string, string>,
    opened: [] as string[],
    errors: [] as string[],
    quits: 0,
  };
  const appEvents = new EventEmitter();
  const app = Object.assign(appEvents, {
    isPackaged: false,
    isReady: () => true,
    whenReady: () => Promise.resolve(),
    setPath: (name: string, path: string) => {
      done.paths[name] = path;
    },
    requestSingleInstanceLock: () => isFirst,
    /** As Electron does: `will-quit` first, which may put it off. */
    quit: () => {
      let prevented = false;
      appEvents.emit('will-quit', {
        preventDefault: () => {
          prevented = true;
        },
      });
      if (!prevented) done.quits += 1;
    },
  }) satisfies Partial<Record<keyof App, unknown>>;

  class BrowserWindow extends EventEmitter {
    readonly steered = createContents(wire.send);
    readonly webContents = this.steered.contents;
    readonly own;
    constructor(options: BrowserWindowConstructorOptions) {
      super();
      const { steered } = this;
      this.own = { options, url: '', calls: [] as string[], gestures: steered.gestures, steered };
      done.windows.push(this.own);
      app.emit('web-contents-created', {}, this.webContents);
    }
    async loadURL(url: string) {
      this.own.url = url;
    }
    isMinimized = () => true;
    restore = () => this.own.calls.push('restore');
    focus = () => this.own.calls.push('focus');
  }

  const module = {
    app,
    BrowserWindow,
    contextBridge: { exposeInMainWorld: (name: string, api: unknown) => Object.assign(globalThis, { [name]: api }) },
    dialog: {
      showSaveDialog: async (...args: unknown[]) => answerDialog(args.at(-1) as SaveDialogOptions),
      showOpenDialog: async (...args: unknown[]) => answerFolder(args.at(-1) as OpenDialogOptions),
      showErrorBox: (_title: string, text: string) => done.errors.push(text),
    },
    ipcMain: wire.ipcMain,
    ipcRenderer: wire.ipcRenderer,
    Menu: {
      buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
      setApplicationMenu: (menu: MenuItemConstructorOptions[]) => {
        done.menu = menu;
      },
    },
    nativeTheme: { shouldUseDarkColors: false },
    protocol: {
      registerSchemesAsPrivileged: (schemes: unknown[]) => done.schemes.push(...schemes),
      handle: (_scheme: string, handler: Parameters<Protocol['handle']>[1]) => {
        done.protocol = handler;
      },
    },
    screen: oneDisplay(),
    session: { defaultSession: session },
    shell: { openExternal: async (url: string) => void done.opened.push(url) },
    utilityProcess: { fork: forkUtility },
    webUtils: { getPathForFile: (file: File & { path?: string }) => file.path ?? '' },
  };
  return { module, done, app, wire, permissions, download };
}

/** One display of 1920 by 1080 with a bar of 40 at its top. */
export function oneDisplay(): Pick<Screen, 'getDisplayMatching'> {
  const workArea = { x: 0, y: 40, width: 1920, height: 1040 };
  return { getDisplayMatching: () => ({ workArea }) as ReturnType<Screen['getDisplayMatching']> };
}

function forkUtility(modulePath: string, args: string[]): UtilityProcess {
  const child = fork(modulePath, args, { execArgv: [], serialization: 'advanced' });
  return Object.assign(child, { postMessage: (message: object) => child.send(message) }) as unknown as UtilityProcess;
}
