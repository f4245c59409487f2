import { Button, Menu, MenuItem, MenuTrigger, Popover, Toolbar } from 'react-aria-components';
import type { Id } from '../../shared/model.ts';
import { CrossSign, StatusSign } from '../ui/signs.tsx';
import { Tip } from '../ui/tip.tsx';
import type { ArticleActions } from './article-menu.tsx';
import { STATUS_WORDS, STATUSES } from './status-words.ts';

type ChosenBarProps = Pick<ArticleActions, 'onStatus' | 'onArchive' | 'onTags'> & {
  ids: Id[];
  /** Archived articles are shown, so that they can be brought back. */
  archived: boolean;
  readOnly: boolean;
  onClear: () => void;
};

const number = new Intl.NumberFormat();

/** What can be done with all the articles that are chosen; each is one edit, which undo takes back whole. */
export function ChosenBar({ ids, archived, readOnly, onStatus, onArchive, onTags, onClear }: ChosenBarProps) {
  return (
    <Toolbar className="chosen-bar" aria-label="Selected articles">
      <span className="chosen-count">{number.format(ids.length)} selected</span>
      <Tip tip="Select none" keys="Esc">
        <Button className="chosen-act chosen-clear" aria-label="Select none" onPress={onClear}>
          <CrossSign />
        </Button>
      </Tip>
      <MenuTrigger>
        <Button className="chosen-act" isDisabled={readOnly}>
          Status
        </Button>
        <Popover className="popover" placement="top start" offset={4}>
          <Menu
            className="menu"
            aria-label="Status"
            onAction={(key) => {
              const status = STATUSES.find((id) => id === key);
              if (status) onStatus(ids, status);
            }}
          >
            {STATUSES.map((id) => (
              <MenuItem key={id} id={id} textValue={STATUS_WORDS[id]} className="menu-item">
                <StatusSign status={id} />
                {STATUS_WORDS[id]}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      <Button className="chosen-act" isDisabled={readOnly} onPress={() => onTags(ids)}>
        Tags…
      </Button>
      <Button className="chosen-act" isDisabled={readOnly} onPress={() => onArchive(ids, !archived)}>
        {archived ? 'Bring back' : 'Archive'}
      </Button>
    </Toolbar>
  );
}
