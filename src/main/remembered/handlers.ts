/** What windows remember on this computer, kept in `remembered.json` in the user-data folder. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Input } from '../../shared/contract/index.ts';
import { remembered as operations } from '../../shared/contract/remembered.ts';
import type { Context } from '../context.ts';

/** The oldest are forgotten beyond this: every project that was ever opened leaves a few. */
const MOST = 1000;

export function rememberedHandlers({ options }: Context) {
  const path = join(options.userData, 'remembered.json');

  /** Read each time, since another Sayso may have written meanwhile. What cannot be read is no loss, and forgotten. */
  function all(): Record<string, string> {
    try {
      return existsSync(path) ? operations['remembered.all'].output.parse(JSON.parse(readFileSync(path, 'utf8'))) : {};
    } catch {
      return {};
    }
  }

  return {
    'remembered.all': () => all(),
    'remembered.set': ({ key, value }: Input<'remembered.set'>) => {
      const { [key]: _, ...others } = all();
      const kept = [...Object.entries(others), [key, value]].slice(-MOST);
      const draft = `${path}.tmp`;
      writeFileSync(draft, JSON.stringify(Object.fromEntries(kept)));
      renameSync(draft, path);
      return null;
    },
  };
}
