import {
  Button,
  Menu,
  MenuItem,
  MenuTrigger,
  Popover,
  Separator,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components';
import type { CommandId } from '../../shared/commands.ts';
import { commandOf } from '../commands/command.ts';
import { isOffered } from '../commands/conditions.ts';
import { Keys, keysOf, shortcutOf } from '../commands/keys-shown.tsx';
import { useRunner } from '../commands/runner.ts';
import { useSession, useView, useWorkbench } from '../session/context.tsx';
import type { Screen } from '../session/view-store.ts';
import { Name } from '../ui/name.tsx';
import { BookSign } from '../ui/signs.tsx';
import { Tip } from '../ui/tip.tsx';
import { PersonMenu } from './person-menu.tsx';
import './header.css';

const SCREENS: readonly { id: Screen; title: string }[] = [
  { id: 'annotate', title: 'Annotate' },
  { id: 'dataset', title: 'Dataset' },
];

/** The top of the window: what is open, which side of it is shown, the palette, and who annotates. */
export function Header() {
  return (
    <header className="header" data-pane="header">
      <div className="header-side">
        <span className="header-name">Sayso</span>
        <ProjectMenu />
      </div>
      <ScreenSwitch />
      <div className="header-side header-end">
        <GuidelinesButton />
        <PaletteButton />
        <PersonMenu />
      </div>
    </header>
  );
}

const GROUPS: readonly (readonly CommandId[])[] = [
  ['project.new', 'project.open', 'project.sample', 'project.saveCopy', 'project.close'],
  ['article.import', 'article.importFolder', 'article.paste', 'edit.putIn'],
  ['label.edit', 'label.toggleCue', 'guidelines.edit', 'project.settings', 'project.history', 'dataset.export'],
];

/** The name of the file, with what can be done to the project. */
function ProjectMenu() {
  const w = useWorkbench();
  const run = useRunner();
  const fileName = useSession((state) => state.project?.fileName ?? '');
  const folder = useSession((state) => state.project?.folder ?? '');
  return (
    <MenuTrigger>
      <Tip tip={<Name>{folder}</Name>} placement="bottom">
        <Button className="header-project" aria-label={`${fileName}: project menu`}>
          <span className="header-file">
            <Name>{fileName}</Name>
          </span>
          <span className="header-arrow" aria-hidden="true" />
        </Button>
      </Tip>
      <Popover className="popover">
        <Menu className="menu header-menu" onAction={(id) => run(id as CommandId)}>
          {GROUPS.flatMap((ids, index) => [
            ...(index > 0 ? [<Separator key={ids[0]} className="menu-separator" />] : []),
            ...ids.map((id) => <CommandItem key={id} id={id} isDisabled={!isOffered(commandOf(id), w)} />),
          ])}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function CommandItem({ id, isDisabled }: { id: CommandId; isDisabled: boolean }) {
  const { title, keys } = commandOf(id);
  return (
    <MenuItem id={id} className="menu-item header-item" textValue={title} isDisabled={isDisabled}>
      <span>{title}</span>
      {keys[0] && <Keys keys={keys[0]} />}
    </MenuItem>
  );
}

function ScreenSwitch() {
  const { view } = useWorkbench();
  const screen = useView((state) => state.screen);
  return (
    <ToggleButtonGroup
      className="switch"
      aria-label="Screen"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[screen]}
      onSelectionChange={([key]) => {
        const next = SCREENS.find(({ id }) => id === key);
        if (next) view.setState({ screen: next.id });
      }}
    >
      {SCREENS.map(({ id, title }) => (
        <ToggleButton key={id} id={id} className="switch-part">
          {title}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

function GuidelinesButton() {
  const run = useRunner();
  const isShown = useView((state) => state.guidelines !== null && state.screen === 'annotate');
  return (
    <Tip tip={commandOf('guidelines.toggle').title} keys={keysOf('guidelines.toggle')} placement="bottom">
      <ToggleButton
        className="header-sign"
        aria-label="Guidelines"
        isSelected={isShown}
        onChange={() => run('guidelines.toggle')}
        {...shortcutOf('guidelines.toggle')}
      >
        <BookSign />
      </ToggleButton>
    </Tip>
  );
}

function PaletteButton() {
  const run = useRunner();
  const { title, keys } = commandOf('view.palette');
  return (
    <Button className="header-find" onPress={() => run('view.palette')} {...shortcutOf('view.palette')}>
      <span className="header-find-words">{title}</span>
      {keys[0] && <Keys keys={keys[0]} />}
    </Button>
  );
}
