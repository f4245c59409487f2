import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { v7 as uuid } from 'uuid';
import type { Input } from '../../shared/contract/index.ts';
import type { ProjectInfo } from '../../shared/contract/project.ts';
import { AppError } from '../../shared/errors.ts';
import type { Context } from '../context.ts';
import { readJsonl } from '../datasets/jsonl-read.ts';
import { moveInArticle, moveInHeader } from '../datasets/move-in.ts';
import { DEFAULT_ATTRIBUTES, DEFAULT_LABELS, DEFAULT_RELATION_TYPES } from '../labels/default-labels.ts';
import type { Writer } from '../store/history.ts';
import { createProjectFile, type ProjectFile } from '../store/project-file.ts';
import { DEFAULT_SETTINGS } from './default-settings.ts';
import { adoptProject, openProject } from './opening.ts';
import { createLayerQueries, projectInfo } from './queries.ts';
import { saveCopy } from './save-copy.ts';
import { surroundingsOf } from './surroundings.ts';

function writeDefaults(writer: Writer, name: string): void {
  writer.put('project', {
    id: uuid(),
    name,
    guidelines: '',
    settings: DEFAULT_SETTINGS,
    createdAt: new Date().toISOString(),
  });
  for (const label of DEFAULT_LABELS) writer.put('label', label);
  for (const type of DEFAULT_RELATION_TYPES) writer.put('relation_type', type);
  for (const attribute of DEFAULT_ATTRIBUTES) writer.put('attribute', attribute);
}

function titleOf({ name, guidelines, settings }: Input<'project.update'>): string {
  if (settings) return 'Change the project settings';
  if (guidelines !== undefined) return 'Change the guidelines';
  return `Rename the project to ${name}`;
}

export function projectHandlers(context: Context) {
  const open = (path: string): Promise<ProjectInfo> => openProject(context, path);

  /** Makes a file and fills it, as one edit; a file that could not be filled is removed. */
  async function create(path: string, fill: (file: ProjectFile, writer: Writer) => void): Promise<ProjectInfo> {
    const author = context.author();
    const me = context.annotator();
    const file = createProjectFile(path, context.announce);
    try {
      file.edit(author, 'New project', (writer) => {
        writeDefaults(writer, basename(path).replace(/\.sayso$/i, ''));
        writer.put('annotator', me);
        fill(file, writer);
      });
    } catch (error) {
      file.close();
      rmSync(path, { force: true });
      throw error;
    }
    return adoptProject(context, file);
  }

  const layers = () => context.project().use(createLayerQueries);

  return {
    'project.create': ({ token }: { token: string }) => create(context.files.get(token).path, () => {}),
    'project.open': ({ token }: { token: string }) => open(context.files.get(token).path),
    'project.openRecent': ({ id }: { id: string }) => {
      const path = context.profile.recentPath(id);
      if (!path) throw new AppError('not-found', 'That project is no longer in the list. Open it from its folder.');
      return open(path);
    },
    'project.createSample': async ({ token }: { token: string }) => {
      const me = context.annotator();
      const items = await Array.fromAsync(readJsonl(join(context.options.resources, 'sample', 'sample.jsonl')));
      return create(context.files.get(token).path, ({ db }, writer) => {
        for (const item of items)
          if ('header' in item) moveInHeader(writer, { ...item.header, annotators: [] }, { emptyProject: true, db });
          else
            moveInArticle(writer, {
              ...item,
              statuses: item.statuses.map((s) => ({ ...s, id: `${s.articleId}:${me.id}`, annotatorId: me.id })),
              spans: item.spans.map((s) => ({ ...s, annotatorId: me.id })),
              relations: item.relations.map((r) => ({ ...r, annotatorId: me.id })),
            });
      });
    },
    'project.close': async () => {
      await context.setProject(null);
      return null;
    },
    'project.update': ({ name, guidelines, settings }: Input<'project.update'>) =>
      context.edit(titleOf({ name, guidelines, settings }), (writer) => {
        const { project } = projectInfo(context.project(), null);
        writer.put('project', {
          ...project,
          name: name ?? project.name,
          guidelines: guidelines ?? project.guidelines,
          settings: settings ?? project.settings,
        });
        return null;
      }),
    'project.nested': () => ({ count: layers().nested(context.annotator().id) }),
    'project.layers': ({ articleId }: Input<'project.layers'>) => layers().others(articleId, context.annotator().id),
    'project.surroundings': () => surroundingsOf(context.project().path),
    'project.saveCopy': async ({ destination }: Input<'project.saveCopy'>) => {
      await saveCopy(context.project(), context.files.get(destination).path);
      return null;
    },
  };
}
