import type { MenuItemConstructorOptions } from 'electron';
import { COMMANDS, type Command, type CommandId, type MenuPlace } from '../../shared/commands.ts';

type Item = MenuItemConstructorOptions;

/** The native menu as a template, made of the command table; `run` is told the command that was chosen. */
export function menuTemplate(platform: NodeJS.Platform, run: (id: CommandId) => void): Item[] {
  const mac = platform === 'darwin';
  const commands: readonly Command[] = COMMANDS;
  const items = (place: MenuPlace): Item[] =>
    commands.filter(({ menu }) => menu === place).map((command) => item(command, mac, run));
  const separator: Item = { type: 'separator' };

  return [
    ...(mac ? [{ role: 'appMenu' } satisfies Item] : []),
    { label: '&File', submenu: [...items('file'), separator, { role: mac ? 'close' : 'quit' }] },
    {
      label: '&Edit',
      submenu: [
        ...items('edit'),
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: '&View',
      submenu: [
        ...items('view'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        { role: 'toggleDevTools' },
      ],
    },
    { label: '&Annotate', submenu: items('annotate') },
    { label: '&Go', submenu: items('go') },
    ...(mac ? [{ role: 'windowMenu' } satisfies Item] : []),
    { label: '&Help', role: 'help', submenu: items('help') },
  ];
}

/**
 * Keys are shown, not registered: the window listens to them itself, from the same table, and knows whether somebody
 * is writing in a field. A Mac registers whatever it shows, so there a key without Command is not shown.
 */
function item({ id, title, keys }: Command, mac: boolean, run: (id: CommandId) => void): Item {
  const key = keys[0];
  const shown = key !== undefined && (!mac || key.startsWith('$mod+')) ? accelerator(key) : null;
  return {
    id,
    label: title,
    ...(shown === null ? {} : { accelerator: shown, registerAccelerator: false }),
    click: () => run(id),
  };
}

const NAMES: Record<string, string> = {
  $mod: 'CommandOrControl',
  ArrowDown: 'Down',
  ArrowUp: 'Up',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
};

/** A key of the table as Electron writes it: `$mod+Shift+Z` is `CommandOrControl+Shift+Z`. */
export function accelerator(key: string): string {
  return key
    .split('+')
    .map((part) => NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join('+');
}
