/** What the window may reach of the desktop app: three functions, none of which takes a path. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';

contextBridge.exposeInMainWorld('sayso', {
  call: (name: string, input: unknown) => ipcRenderer.invoke('sayso:call', name, input),
  on(event: string, listener: (payload: unknown) => void) {
    const hear = (_: unknown, name: string, payload: unknown) => {
      if (name === event) listener(payload);
    };
    ipcRenderer.on('sayso:event', hear);
    return () => {
      ipcRenderer.removeListener('sayso:event', hear);
    };
  },
  /** Resolves to a Reply of `{ token, name }`: an error would not survive the way from the main process. */
  take: (file: File) => ipcRenderer.invoke('sayso:take', webUtils.getPathForFile(file)),
});
