/** The application outside any project: who annotates, which projects were open, files handed over by a host. */
import { z } from 'zod';
import { Annotator, Id } from '../model.ts';
import { op } from './op.ts';
import { ProjectInfo } from './project.ts';

export const Theme = z.enum(['system', 'light', 'dark']);
export type Theme = z.infer<typeof Theme>;

export const Recent = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** The folder, for display only. */
  folder: z.string(),
  openedAt: z.string(),
  /** False where the file is no longer there. */
  exists: z.boolean(),
});
export type Recent = z.infer<typeof Recent>;

export const AppState = z.strictObject({
  version: z.string(),
  /** `electron` has native dialogs; `web` downloads, and keeps new projects in one folder. */
  host: z.enum(['electron', 'web']),
  annotator: Annotator.nullable(),
  /** Who the person at this computer was before, the last one first. */
  formerAnnotators: z.array(Annotator),
  theme: Theme,
  recents: z.array(Recent),
  project: ProjectInfo.nullable(),
  /** Files given on the command line or by the system, which the window is to open. */
  opened: z.array(z.strictObject({ token: z.string(), name: z.string() })),
});
export type AppState = z.infer<typeof AppState>;

export const app = {
  'app.state': op(z.strictObject({}), AppState),
  /** Names the person at this computer; the first call makes the annotator's and the device's id. */
  'app.setAnnotator': op(z.strictObject({ name: z.string().trim().min(1).max(200) }), Annotator),
  /**
   * Makes the person at this computer an annotator of the open project, or one they were before: their layer is one's
   * own from then on. Every window is told to ask anew.
   */
  'app.iAm': op(z.strictObject({ annotatorId: Id }), Annotator),
  'app.setTheme': op(z.strictObject({ theme: Theme }), z.null()),
  'app.forgetRecent': op(z.strictObject({ id: z.string() }), z.null()),
  /**
   * Answered by the host: asks where to save (Electron), or makes a place in the folder of the web host.
   * The token stands for that place; `download` is where the window fetches a dataset or a copy of a project
   * afterwards (web host only).
   */
  'app.saveAs': op(
    z.strictObject({ name: z.string().min(1).max(300), purpose: z.enum(['project', 'dataset', 'copy']) }),
    z.strictObject({ token: z.string(), name: z.string(), download: z.string().nullable() }).nullable(),
  ),
  /** Answered by the Electron host alone: asks for a folder. Null where the person cancels. */
  'app.chooseFolder': op(z.strictObject({}), z.strictObject({ token: z.string() }).nullable()),
};

export const appEvents = {
  /** The system or a second start handed over files. */
  'app.filesOpened': z.strictObject({ files: z.array(z.strictObject({ token: z.string(), name: z.string() })) }),
  /** The native menu, or the host, asks the window to run a command. */
  'app.command': z.strictObject({ id: Id }),
};
