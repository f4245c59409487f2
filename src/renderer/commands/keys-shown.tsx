import type { CommandId } from '../../shared/commands.ts';
import { isMac } from '../ui/platform.ts';
import { commandOf } from './command.ts';
import { ariaKeys, keyName } from './key-names.ts';

/** A key, or several together, as this computer writes them. */
export function Keys({ keys }: { keys: string }) {
  return <kbd className="kbd">{keyName(keys, isMac())}</kbd>;
}

/** The key of a command as text, for a tooltip; undefined where it has none. */
export function keysOf(id: CommandId): string | undefined {
  const [keys] = commandOf(id).keys;
  return keys === undefined ? undefined : keyName(keys, isMac());
}

/** The `aria-keyshortcuts` of a control that does what a command does. */
export function shortcutOf(id: CommandId): { 'aria-keyshortcuts'?: string } {
  const [keys] = commandOf(id).keys;
  return keys === undefined ? {} : { 'aria-keyshortcuts': ariaKeys(keys, isMac()) };
}
