import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { contract, type Output } from '../../shared/contract/index.ts';
import { AppError, type Reply } from '../../shared/errors.ts';
import type { CoreClient } from '../core-client.ts';
import { freePath, lastPart, safeFileName, withExtension } from '../file-names.ts';

type Place = Output<'app.saveAs'>;

export type Places = {
  /** Answers `app.saveAs`: a browser has no dialog that gives a path, so the place is chosen here. */
  saveAs(input: unknown): Promise<Reply<Place>>;
  /** The file behind a token of `app.saveAs` that the window may fetch, or null. */
  downloadOf(token: string): { path: string; name: string } | null;
};

/** `projectsDir` gets new projects; each dataset gets a folder of its own in `tempDir`. */
export function createPlaces(options: { core: CoreClient; projectsDir: string; tempDir: string }): Places {
  const { core, projectsDir, tempDir } = options;
  const downloads = new Map<string, { path: string; name: string }>();
  // Places that were given out and are not written yet.
  const promised = new Set<string>();

  async function forProject(name: string): Promise<Place> {
    await mkdir(projectsDir, { recursive: true });
    const file = withExtension(safeFileName(name, 'Untitled'), '.sayso');
    const path = await freePath(projectsDir, file, (candidate) => promised.has(candidate));
    promised.add(path);
    return { token: await core.place(path), name: lastPart(path), download: null };
  }

  async function forDataset(name: string): Promise<Place> {
    const file = safeFileName(name, 'dataset');
    const folder = join(tempDir, randomUUID());
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, file);
    const token = await core.place(path);
    downloads.set(token, { path, name: file });
    return { token, name: file, download: `/download/${encodeURIComponent(token)}` };
  }

  return {
    async saveAs(input) {
      const parsed = contract['app.saveAs'].input.safeParse(input);
      if (!parsed.success)
        return { ok: false, error: { code: 'bad-input', message: 'app.saveAs needs a name and a purpose.' } };
      const { name, purpose } = parsed.data;
      try {
        return { ok: true, value: await (purpose === 'project' ? forProject(name) : forDataset(name)) };
      } catch (error) {
        const { code, message } =
          error instanceof AppError
            ? error
            : new AppError(
                'disk',
                `There is no place to write ${name}: ${error instanceof Error ? error.message : ''}`,
              );
        return { ok: false, error: { code, message } };
      }
    },
    downloadOf: (token) => downloads.get(token) ?? null,
  };
}
