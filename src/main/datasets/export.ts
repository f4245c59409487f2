/** The worker's half of an export: from a snapshot of the project to a file that was checked. */
import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import type { ExportReport, Format } from '../../shared/contract/datasets.ts';
import type { OffsetUnit } from '../../shared/model.ts';
import { connectToRead } from '../store/connection.ts';
import type { DatasetSource } from './format.ts';
import { DATASET_FORMATS } from './formats.ts';
import { putInPlace } from './put-in-place.ts';
import { datasetSource } from './queries.ts';

export type ExportInput = {
  /** A copy of the project, of this export only. */
  snapshot: string;
  destination: string;
  format: Format;
  offsets: OffsetUnit;
};
export type Exported = { work: 'export'; report: ExportReport };

/** Where an export is written until it is whole: beside its destination, apart from any other export to there. */
export function partialPath({ snapshot, destination }: Pick<ExportInput, 'snapshot' | 'destination'>): string {
  const own = createHash('sha256').update(snapshot).digest('hex').slice(0, 8);
  return join(dirname(destination), `.${basename(destination)}.${own}.partial`);
}

/**
 * Writes a dataset, checks the written file and puts it in place; the report tells what the check found in it. On
 * failure the destination is left as it was. Throws AppError: 'disk' where it cannot be written, 'damaged-file' where
 * a span and its text do not agree; SqliteError where the snapshot cannot be read.
 */
export async function exportDataset(
  input: ExportInput,
  progress: (done: number, total: number, message: string) => void,
): Promise<Exported> {
  const { destination, offsets } = input;
  const format = DATASET_FORMATS[input.format];
  const partial = partialPath(input);
  const db = connectToRead(input.snapshot);
  try {
    const source = counted(datasetSource(db), format.passes, progress);
    const { bytes, checked } = await putInPlace({ destination, partial }, format.write(source, offsets), () =>
      format.check(partial, source, offsets),
    );
    progress(source.total, source.total, '');
    return { work: 'export', report: { name: basename(destination), ...checked, bytes } };
  } finally {
    db.close();
  }
}

/** A source that tells how far its reader is, who goes through it `passes` times. */
function counted(
  source: DatasetSource,
  passes: number,
  progress: (done: number, total: number, message: string) => void,
): DatasetSource {
  let seen = 0;
  return {
    ...source,
    *articles() {
      for (const item of source.articles()) {
        progress(Math.floor(seen++ / passes), source.total, item.article.title);
        yield item;
      }
    },
  };
}
