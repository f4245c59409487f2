import { randomUUID } from 'node:crypto';
import { basename, dirname } from 'node:path';
import type { Input } from '../../shared/contract/index.ts';
import type { Recovery } from '../../shared/contract/recovery.ts';
import { AppError } from '../../shared/errors.ts';
import type { Context } from '../context.ts';
import { logFault } from '../fault-log.ts';
import { recover } from './recover.ts';

export function recoveryHandlers(context: Context) {
  const { files, profile, options, temp, emit, closing } = context;
  const running = new Map<string, AbortController>();

  function pathOf(of: Input<'recovery.start'>['of']): string {
    if ('token' in of) return files.get(of.token).path;
    const path = profile.recentPath(of.recent);
    if (path === null)
      throw new AppError('not-found', 'That project is no longer in the list. Open it from its folder.');
    return path;
  }

  async function run(id: string, path: string, destination: string | undefined, signal: AbortSignal): Promise<void> {
    let now: Recovery = { id, state: 'running', done: 0, total: 0, message: '', result: null };
    const tell = (change: Partial<Recovery>) => {
      now = { ...now, ...change };
      emit('recovery.changed', now);
    };
    try {
      const progress = (done: number, total: number, message: string) => tell({ done, total, message });
      const { userData } = options;
      const { report, path: made } = await recover(path, { destination, userData, profile, temp, progress, signal });
      const file = made && { token: files.give(made), name: basename(made), folder: dirname(made) };
      tell({ state: 'done', message: '', result: { report, file: file || null } });
    } catch (error) {
      if (!(error instanceof AppError)) logFault('Sayso: a recovery failed', error);
      const known = error instanceof AppError;
      const message = known ? error.message : 'The recovery failed for a reason Sayso does not know.';
      tell({ state: known && error.code === 'cancelled' ? 'cancelled' : 'failed', message });
    } finally {
      running.delete(id);
    }
  }

  return {
    'recovery.start': ({ of, destination }: Input<'recovery.start'>) => {
      const path = pathOf(of);
      const place = destination === undefined ? undefined : files.get(destination).path;
      const id = randomUUID();
      const controller = new AbortController();
      running.set(id, controller);
      // The reply with the id goes out before the first event about it.
      setImmediate(() => void run(id, path, place, AbortSignal.any([controller.signal, closing])));
      return { id };
    },
    'recovery.cancel': ({ id }: Input<'recovery.cancel'>) => {
      running.get(id)?.abort();
      return null;
    },
  };
}
