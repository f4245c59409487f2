import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatasetContents } from '../../shared/contract/datasets.ts';
import type { Input } from '../../shared/contract/index.ts';
import { AppError } from '../../shared/errors.ts';
import { createArticleQueries } from '../articles/queries.ts';
import type { Context } from '../context.ts';
import { type ExportInput, partialPath } from './export.ts';
import { isSameFile, removePartial } from './put-in-place.ts';
import { createContentsQuery } from './queries.ts';

export function datasetHandlers(context: Context) {
  return {
    'dataset.contents': (): DatasetContents => {
      const project = context.project();
      return {
        ...project.use(createContentsQuery)(),
        incomplete: project.use(createArticleQueries).countIncomplete(),
      };
    },

    'dataset.export': ({ format, offsets, destination: token }: Input<'dataset.export'>) => {
      const project = context.project();
      const destination = context.files.get(token).path;
      if (isSameFile(project.path, destination))
        throw new AppError('bad-input', 'The dataset would replace the open project. Choose another name for it.');
      const snapshot = join(context.temp, `snapshot-${randomUUID()}`);
      const input: ExportInput = { snapshot, destination, format, offsets };
      const jobId = context.jobs.start({
        kind: 'export',
        async prepare() {
          await project.snapshot(snapshot);
          return { work: 'export', ...input };
        },
        finish(output) {
          if (output.work !== 'export') throw new Error('the worker did other work than was asked');
          return { kind: 'export', report: output.report };
        },
        cleanUp() {
          rmSync(snapshot, { force: true });
          // A worker that was stopped had no time to do it.
          removePartial(partialPath(input));
        },
      });
      return { jobId };
    },
  };
}
