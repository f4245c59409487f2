/** Keys as people read them, from the notation of the command table. */

const NAMES: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Delete: 'Del',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  Escape: 'Esc',
  ' ': 'Space',
};
const ON_MAC: Readonly<Record<string, string>> = {
  $mod: '⌘',
  Meta: '⌘',
  Shift: '⇧',
  Alt: '⌥',
  Control: '⌃',
  Enter: '↩',
  Delete: '⌦',
  Backspace: '⌫',
};
const ELSEWHERE: Readonly<Record<string, string>> = { $mod: 'Ctrl', Control: 'Ctrl', Meta: 'Win' };

/** One press as it is shown: "Ctrl K", or "⌘K" on a Mac. */
export function keyName(keys: string, mac: boolean): string {
  const platform = mac ? ON_MAC : ELSEWHERE;
  const parts = keys.split(/(?<=.)\+/).map((part) => platform[part] ?? NAMES[part] ?? part);
  const key = parts.at(-1) ?? '';
  const shown = [...parts.slice(0, -1), key.length === 1 ? key.toUpperCase() : key];
  return shown.join(mac ? '' : ' ');
}

/** The same for assistive technology, as `aria-keyshortcuts` wants it. */
export const ariaKeys = (keys: string, mac: boolean): string => keys.replace('$mod', mac ? 'Meta' : 'Control');
