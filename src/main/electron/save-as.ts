import { existsSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { SaveDialogOptions, SaveDialogReturnValue } from 'electron';
import { contract, type Output } from '../../shared/contract/index.ts';
import type { Reply } from '../../shared/errors.ts';
import type { CoreClient } from '../core-client.ts';
import { safeFileName, withExtension } from '../file-names.ts';
import { refusal } from './ipc.ts';
import type { ShellState } from './shell-state.ts';

export type SaveAsOptions = {
  core: Pick<CoreClient, 'place'>;
  state: ShellState;
  showSaveDialog(options: SaveDialogOptions): Promise<SaveDialogReturnValue>;
};

/** Answers `app.saveAs` with the dialog of the system; null where the person cancels. */
export function createSaveAs({ core, state, showSaveDialog }: SaveAsOptions) {
  return async (input: unknown): Promise<Reply<Output<'app.saveAs'>>> => {
    const parsed = contract['app.saveAs'].input.safeParse(input);
    if (!parsed.success)
      return { ok: false, error: { code: 'bad-input', message: 'app.saveAs needs a name and a purpose.' } };
    const { name, purpose } = parsed.data;
    try {
      const path = await choose(safeFileName(name, 'Untitled'), purpose === 'project' ? '.sayso' : extname(name));
      if (path === null) return { ok: true, value: null };
      return { ok: true, value: { token: await core.place(path), name: basename(path), download: null } };
    } catch (error) {
      return refusal(error);
    }
  };

  /** The dialog opens in Downloads of its own accord, so the last folder is remembered here. */
  async function choose(name: string, extension: string): Promise<string | null> {
    let suggestion = join(state.get().folder ?? '', withExtension(name, extension));
    for (;;) {
      const { canceled, filePath } = await showSaveDialog({
        defaultPath: suggestion,
        filters: filters(extension),
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      });
      if (canceled || filePath === '') return null;
      state.set({ folder: dirname(filePath) });
      const path = withExtension(filePath, extension);
      if (path === filePath || !existsSync(path)) return path;
      // The dialog asked about the name without its extension, so it must ask again about the file that is there.
      suggestion = path;
    }
  }
}

function filters(extension: string): NonNullable<SaveDialogOptions['filters']> {
  if (extension === '.sayso') return [{ name: 'Sayso project', extensions: ['sayso'] }];
  if (extension === '') return [];
  return [{ name: extension.slice(1).toUpperCase(), extensions: [extension.slice(1)] }];
}
