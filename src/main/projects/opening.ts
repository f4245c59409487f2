import type { ProjectInfo } from '../../shared/contract/project.ts';
import type { Context } from '../context.ts';
import { realPath } from '../store/header.ts';
import { openProjectFile, type ProjectFile } from '../store/project-file.ts';
import { projectInfo } from './queries.ts';

/** Makes an opened file the open project. */
export async function adoptProject(context: Context, file: ProjectFile): Promise<ProjectInfo> {
  await context.setProject(file);
  context.profile.addRecent(file.path);
  return projectInfo(file, context.profile.annotator());
}

/** Opens a project in place of the one that is open. Throws AppError; then that one stays open. */
export async function openProject(context: Context, path: string): Promise<ProjectInfo> {
  const current = context.openProject();
  // Opening what is open already must not touch the file: its lock is ours.
  if (current?.path === realPath(path)) return projectInfo(current, context.profile.annotator());
  const { userData } = context.options;
  return adoptProject(context, await openProjectFile(path, context.announce, { userData }));
}
