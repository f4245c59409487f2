/** What is remembered on this computer, kept in `remembered.json` in the user-data folder. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { remembered as operations } from '../../shared/contract/remembered.ts';
import { parseUntrusted } from '../untrusted-json.ts';

/** The oldest are forgotten beyond this: every project that was ever opened leaves a few. */
const MOST = 1000;

export function createRemembered(userData: string) {
  const path = join(userData, 'remembered.json');

  /** Read each time, since another Sayso may have written meanwhile. What cannot be read is no loss, and forgotten. */
  function all(): Record<string, string> {
    try {
      const parsed = existsSync(path) ? parseUntrusted(readFileSync(path, 'utf8')) : { value: {} };
      return 'value' in parsed ? operations['remembered.all'].output.parse(parsed.value) : {};
    } catch {
      return {};
    }
  }

  return {
    all,
    set(key: string, value: string): void {
      const { [key]: _, ...others } = all();
      const kept = [...Object.entries(others), [key, value]].slice(-MOST);
      const draft = `${path}.tmp`;
      writeFileSync(draft, JSON.stringify(Object.fromEntries(kept)));
      renameSync(draft, path);
    },
  };
}
