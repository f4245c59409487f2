/** Making, opening and closing projects. None is left before its edits are saved, or given up in so many words. */
import type { ProjectInfo } from '../../shared/contract/project.ts';
import { AppError } from '../../shared/errors.ts';
import type { Annotator } from '../../shared/model.ts';
import type { GivenFile } from '../bridge.ts';
import { enterProject, leaveProject, reload, untilNamed } from '../session/loading.ts';
import { savingOf, toast } from '../session/tasks-store.ts';
import type { ProjectSource } from '../session/view-store.ts';
import { report, type Workbench } from '../session/workbench.ts';
import { download } from '../ui/download.ts';
import { pickFiles } from '../ui/pick-files.ts';
import { addTaken } from './import-actions.ts';
import { isProjectFile } from './import-files.ts';

/** Asks for a name, or in the desktop app for a place, and makes a project there. */
export function newProject(w: Workbench): void {
  if (w.session.getState().app?.host === 'web') w.view.setState({ dialog: { name: 'new-project' } });
  else createProject(w, 'Untitled project');
}

export function createProject(w: Workbench, name: string): void {
  enter(w, `Making ${name}…`, async () => {
    const place = await w.api.call('app.saveAs', { name, purpose: 'project' });
    return place && w.api.call('project.create', { token: place.token });
  });
}

/** Opens a copy of the sample project. */
export function openSample(w: Workbench): void {
  enter(w, 'Opening the sample project…', async () => {
    const place = await w.api.call('app.saveAs', { name: 'Sayso sample', purpose: 'project' });
    return place && w.api.call('project.createSample', { token: place.token });
  });
}

export async function openPicked(w: Workbench): Promise<void> {
  const [file] = await pickFiles({ accept: '.sayso' });
  if (file) openFile(w, file);
}

export function openFile(w: Workbench, file: File): void {
  openSource(w, file.name, async () => ({ token: (await w.take(file)).token }));
}

export function openRecent(w: Workbench, id: string, name: string): void {
  openSource(w, name, async () => ({ recent: id }));
}

/** Opens the file behind a token. */
export function openToken(w: Workbench, token: string, name: string): void {
  openSource(w, name, async () => ({ token }));
}

/** Opens a project file; where it is damaged, that is said with what can be done about it. */
function openSource(w: Workbench, name: string, find: () => Promise<ProjectSource>): void {
  let source: ProjectSource | null = null;
  const open = async () => {
    source = await find();
    return 'token' in source
      ? w.api.call('project.open', source)
      : w.api.call('project.openRecent', { id: source.recent });
  };
  enter(w, `Opening ${name}…`, open, (error) => {
    if (source && error instanceof AppError && error.code === 'damaged-file')
      w.view.setState({ dialog: { name: 'recovery', of: source, fileName: name, reason: error.message } });
    else tellFailure(w, error);
  });
}

/** Opens what the host was started with: a project, then the articles into it. */
export async function openGiven(w: Workbench, files: readonly GivenFile[]): Promise<void> {
  await untilNamed(w);
  const project = files.find(isProjectFile);
  const articles = files.filter((file) => !isProjectFile(file));
  if (articles.length > 0) w.view.setState({ waiting: [...w.view.getState().waiting, ...articles] });
  if (project) openToken(w, project.token, project.name);
  else await addWaiting(w);
}

export function closeProject(w: Workbench): void {
  afterSaving(w, () => {
    attempt(w, async () => {
      await w.api.call('project.close', {});
      await leaveProject(w);
    });
  });
}

/** Copies the project to where the person says, or into a download. The project that is open stays the open one. */
export function saveCopy(w: Workbench): void {
  afterSaving(w, async () => {
    const { fileName = '' } = w.session.getState().project ?? {};
    try {
      const name = `${fileName.replace(/\.sayso$/i, '')} copy.sayso`;
      const place = await w.api.call('app.saveAs', { name, purpose: 'copy' });
      if (!place) return;
      await w.api.call('project.saveCopy', { destination: place.token });
      if (place.download) download(place.download, place.name);
      toast(w.tasks, 'info', `${place.name} is a whole copy of the project, and was checked.`);
    } catch (error) {
      report(w, error);
    }
  });
}

/** From now on the person at this computer is that annotator. What is under way is still credited to the former one. */
export function becomeAnnotator(w: Workbench, { id, name }: Annotator): void {
  afterSaving(w, async () => {
    try {
      await w.api.call('app.iAm', { annotatorId: id });
      toast(w.tasks, 'info', `You are ${name} now.`);
    } catch (error) {
      report(w, error);
    }
  });
}

export async function forgetRecent(w: Workbench, id: string): Promise<void> {
  await attempt(w, async () => {
    await w.api.call('app.forgetRecent', { id });
    w.session.setState(({ app }) => ({
      app: app && { ...app, recents: app.recents.filter((recent) => recent.id !== id) },
    }));
  });
}

/** Opens a project and shows it; null where the person changed their mind. What fails is said in place. */
export function enter(
  w: Workbench,
  busy: string,
  open: () => Promise<ProjectInfo | null>,
  tell?: (error: unknown) => void,
): void {
  afterSaving(w, () => {
    w.view.setState({ busy, failure: null });
    void attempt(
      w,
      async () => {
        const project = await open();
        if (!project) return;
        await enterProject(w, project);
        await addWaiting(w);
      },
      tell,
    ).finally(() => w.view.setState({ busy: null }));
  });
}

/** Adds the articles that waited for a project to be open. */
async function addWaiting(w: Workbench): Promise<void> {
  const { waiting } = w.view.getState();
  if (waiting.length === 0 || !w.session.getState().project) return;
  w.view.setState({ waiting: [] });
  await addTaken(w, waiting);
}

async function attempt(
  w: Workbench,
  work: () => Promise<void>,
  tell: (error: unknown) => void = (error) => tellFailure(w, error),
): Promise<void> {
  try {
    await work();
  } catch (error) {
    // The project that was open before may have been closed for the one that could not be opened.
    await reload(w).catch(() => {});
    tell(error);
  }
}

/** What fails is said on the start screen, or in the project that stays open. */
function tellFailure(w: Workbench, error: unknown): void {
  if (w.session.getState().project) report(w, error);
  else w.view.setState({ failure: error instanceof Error ? error.message : String(error) });
}

/** Goes on once all edits are saved. Where they cannot be, the person is asked. */
function afterSaving(w: Workbench, proceed: () => void): void {
  const { state } = savingOf(w.tasks.getState());
  if (state === 'saved') proceed();
  else if (state === 'not-saved') w.view.setState({ dialog: { name: 'unsaved', proceed } });
  else {
    const stop = w.tasks.subscribe((tasks) => {
      if (savingOf(tasks).state === 'saving') return;
      stop();
      afterSaving(w, proceed);
    });
  }
}
