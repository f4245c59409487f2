import { expect, test } from 'vitest';
import { ariaKeys, keyName } from './key-names.ts';

test.each([
  ['$mod+K', 'Ctrl K', '⌘K'],
  ['$mod+Shift+Z', 'Ctrl Shift Z', '⌘⇧Z'],
  ['r', 'R', 'R'],
  ['Shift+Delete', 'Shift Del', '⇧⌦'],
  ['$mod+ArrowDown', 'Ctrl ↓', '⌘↓'],
  ['?', '?', '?'],
  ['F6', 'F6', 'F6'],
])('%s is shown as "%s", on a Mac as "%s"', (keys, elsewhere, mac) => {
  expect(keyName(keys, false)).toBe(elsewhere);
  expect(keyName(keys, true)).toBe(mac);
});

test('assistive technology is told the modifier by name', () => {
  expect(ariaKeys('$mod+K', false)).toBe('Control+K');
  expect(ariaKeys('$mod+K', true)).toBe('Meta+K');
});
