import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components';
import type { CommandId } from '../../shared/commands.ts';
import type { Theme } from '../../shared/contract/app.ts';
import { commandOf } from '../commands/command.ts';
import { Keys } from '../commands/keys-shown.tsx';
import { useRunner } from '../commands/runner.ts';
import { useSession, useWorkbench } from '../session/context.tsx';
import { Name } from '../ui/name.tsx';
import { Tip } from '../ui/tip.tsx';
import { setTheme } from './theme.ts';

const THEMES: readonly { id: Theme; title: string }[] = [
  { id: 'system', title: 'As the system' },
  { id: 'light', title: 'Light' },
  { id: 'dark', title: 'Dark' },
];
const COMMANDS_HERE: readonly CommandId[] = ['app.name', 'app.identity', 'help.keys'];

/** One or two letters for a name: of its first and its last word. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = words[0] ?? '';
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return [first, last]
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
}

/** Who annotates, how the window looks, and help. */
export function PersonMenu() {
  const w = useWorkbench();
  const run = useRunner();
  const name = useSession((state) => state.app?.annotator?.name ?? '');
  const theme = useSession((state) => state.app?.theme ?? 'system');
  // Nobody can have been another annotator where there is none.
  const isShared = useSession(({ app, project }) =>
    [...(project?.annotators ?? []), ...(app?.formerAnnotators ?? [])].some(({ id }) => id !== app?.annotator?.id),
  );
  return (
    <MenuTrigger>
      <Tip tip={<Name>{name}</Name>} placement="bottom">
        <Button className="header-person" aria-label={`${initialsOf(name)}, ${name}: name, theme and help`}>
          {initialsOf(name)}
        </Button>
      </Tip>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu header-menu">
          {COMMANDS_HERE.filter((id) => id !== 'app.identity' || isShared).map((id) => {
            const { title, keys } = commandOf(id);
            return (
              <MenuItem key={id} className="menu-item header-item" textValue={title} onAction={() => run(id)}>
                <span>{title}</span>
                {keys[0] && <Keys keys={keys[0]} />}
              </MenuItem>
            );
          })}
          <Separator className="menu-separator" />
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[theme]}
            onSelectionChange={(keys) => {
              const chosen = THEMES.find(({ id }) => keys !== 'all' && keys.has(id));
              if (chosen) setTheme(w, chosen.id);
            }}
          >
            <Header className="menu-heading">Theme</Header>
            {THEMES.map(({ id, title }) => (
              <MenuItem key={id} id={id} className="menu-item">
                {title}
              </MenuItem>
            ))}
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
