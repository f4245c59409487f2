/**
 * What the window remembers on this computer, with the core: the web host is at another port each time, where
 * localStorage would be empty. Read once, before anything is shown; written as it changes.
 */
import type { Api } from './api.ts';

const values = new Map<string, string>();
const unsaved = new Set<string>();
let save = () => {};

/** As much of a Storage as the window needs. */
export const remembered = {
  getItem: (key: string): string | null => values.get(key) ?? null,
  setItem(key: string, value: string): void {
    if (values.get(key) === value) return;
    values.set(key, value);
    unsaved.add(key);
    save();
  },
};

/** Reads what is remembered. Rejects with an AppError where the core does not answer. */
export async function loadRemembered(api: Api): Promise<void> {
  for (const [key, value] of Object.entries(await api.call('remembered.all', {}))) values.set(key, value);
  let isSaving = false;
  save = async () => {
    if (isSaving) return;
    isSaving = true;
    // What changes meanwhile joins the set, so that of many changes only the last is sent.
    for (const key of unsaved) {
      unsaved.delete(key);
      // A preference that is lost is no reason to interrupt anybody.
      await api.call('remembered.set', { key, value: values.get(key) ?? '' }).catch(() => {});
    }
    isSaving = false;
  };
}
