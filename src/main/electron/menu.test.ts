import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../shared/commands.ts';
import { accelerator, menuTemplate } from './menu.ts';

const ofCommands = (template: MenuItemConstructorOptions[]) =>
  template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : [])).filter(({ id }) => id !== undefined);

test.each(['linux', 'win32', 'darwin'] as const)(
  'on %s each command with a place is there once, and runs by its id',
  (platform) => {
    const ran: string[] = [];
    const items = ofCommands(menuTemplate(platform, (id) => ran.push(id)));
    for (const item of items) item.click?.({} as never, undefined, {} as never);
    const expected = COMMANDS.filter(({ menu }) => menu !== null).map(({ id }) => id);
    expect(ran.toSorted()).toEqual(expected.toSorted());
  },
);

test('keys are shown and never registered: the window listens to them', () => {
  const items = ofCommands(menuTemplate('linux', () => {}));
  const withKeys = items.filter((item) => item.accelerator !== undefined);
  expect(withKeys.length).toBeGreaterThan(10);
  expect(withKeys.every((item) => item.registerAccelerator === false)).toBe(true);
});

test('a Mac would take a bare letter from the text fields, so it shows none', () => {
  const items = ofCommands(menuTemplate('darwin', () => {}));
  const shown = items.map((item) => item.accelerator).filter((keys) => keys !== undefined);
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.every((keys) => keys.startsWith('CommandOrControl+'))).toBe(true);
});

test('a Mac has its own menus at their places', () => {
  expect(menuTemplate('darwin', () => {}).map(({ role }) => role)).toContain('appMenu');
  expect(menuTemplate('linux', () => {}).map(({ role }) => role)).not.toContain('appMenu');
});

test.each([
  ['$mod+Shift+Z', 'CommandOrControl+Shift+Z'],
  ['$mod+ArrowDown', 'CommandOrControl+Down'],
  ['e', 'E'],
  ['Shift+F6', 'Shift+F6'],
  ['?', '?'],
  ['Delete', 'Delete'],
])('%s is %s', (key, expected) => {
  expect(accelerator(key)).toBe(expected);
});
