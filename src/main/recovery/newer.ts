import { AppError } from '../../shared/errors.ts';
import { ownSchema } from '../store/own-schema.ts';
import { APPLICATION_ID, VERSION } from '../store/schema.ts';
import { walk } from './b-tree.ts';
import { openPages } from './page-file.ts';

/**
 * Throws AppError 'newer-file' for a project of a newer Sayso: this one does not know all of its tables, and would lose
 * what is in them. A file whose tables are ours is not newer, whatever a damaged header says.
 */
export function refuseNewer(path: string, name: string): void {
  const file = openPages(path);
  try {
    const header = file.page(1);
    if (header?.readUInt32BE(68) !== APPLICATION_ID || header.readUInt32BE(60) <= VERSION) return;
    const ours = new Set(ownSchema().objects.map(({ sql }) => sql));
    let foreign = 0;
    walk(file, 'table', 1, ({ values }) => {
      if (!ours.has(values[4] as string | null)) foreign++;
    });
    if (foreign > 0)
      throw new AppError(
        'newer-file',
        `${name} was written by a newer Sayso. Recover it with that one; the file was left as it is.`,
      );
  } finally {
    file.close();
  }
}
