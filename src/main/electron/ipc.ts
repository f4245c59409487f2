import { isAbsolute } from 'node:path';
import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import type { HostOp } from '../../shared/contract/index.ts';
import { AppError, type Reply } from '../../shared/errors.ts';
import type { CoreClient } from '../core-client.ts';
import { lastPart } from '../file-names.ts';
import { OWN_ORIGIN } from './protocol.ts';

const REFUSED: Reply<never> = {
  ok: false,
  error: { code: 'bad-input', message: 'Sayso answers its own window only.' },
};

/** Answers the window's calls. Others that could speak on these channels (a frame, another page) are refused. */
export function serveIpc(
  ipcMain: Pick<IpcMain, 'handle'>,
  core: Pick<CoreClient, 'call' | 'take'>,
  dialogs: Readonly<Record<HostOp, (input: unknown) => Promise<Reply<unknown>>>>,
): void {
  ipcMain.handle('sayso:call', async (event, name: unknown, input: unknown): Promise<Reply<unknown>> => {
    if (!fromOwnPage(event) || typeof name !== 'string') return REFUSED;
    if (Object.hasOwn(dialogs, name)) return dialogs[name as HostOp](input);
    return core.call(name, input);
  });

  ipcMain.handle('sayso:take', async (event, path: unknown): Promise<Reply<{ token: string; name: string }>> => {
    if (!fromOwnPage(event)) return REFUSED;
    // A file that a page made up, or that was dragged out of a browser, has no path.
    if (typeof path !== 'string' || !isAbsolute(path))
      return {
        ok: false,
        error: { code: 'bad-input', message: 'This is not a file on this computer. Save it first.' },
      };
    try {
      return { ok: true, value: { token: await core.take(path), name: lastPart(path) } };
    } catch (error) {
      return refusal(error);
    }
  });
}

/** An error as the page is told it. */
export function refusal(error: unknown): Reply<never> {
  const { code, message } = error instanceof AppError ? error : new AppError('internal', String(error));
  return { ok: false, error: { code, message } };
}

function fromOwnPage({ senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && senderFrame.origin === OWN_ORIGIN;
}
