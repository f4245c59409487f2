import { dirname } from 'node:path';
import type { OpenDialogOptions, OpenDialogReturnValue } from 'electron';
import type { Output } from '../../shared/contract/index.ts';
import type { Reply } from '../../shared/errors.ts';
import type { CoreClient } from '../core-client.ts';
import { refusal } from './ipc.ts';
import type { ShellState } from './shell-state.ts';

export type ChooseFolderOptions = {
  core: Pick<CoreClient, 'place'>;
  state: ShellState;
  showOpenDialog(options: OpenDialogOptions): Promise<OpenDialogReturnValue>;
};

/** Answers `app.chooseFolder` with the dialog of the system; null where the person cancels. */
export function createChooseFolder({ core, state, showOpenDialog }: ChooseFolderOptions) {
  return async (): Promise<Reply<Output<'app.chooseFolder'>>> => {
    try {
      const { folder } = state.get();
      const { canceled, filePaths } = await showOpenDialog({
        ...(folder ? { defaultPath: folder } : {}),
        properties: ['openDirectory', 'createDirectory'],
      });
      const [path] = filePaths;
      if (canceled || path === undefined) return { ok: true, value: null };
      state.set({ folder: dirname(path) });
      return { ok: true, value: { token: await core.place(path) } };
    } catch (error) {
      return refusal(error);
    }
  };
}
