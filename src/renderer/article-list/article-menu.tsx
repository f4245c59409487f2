import { useRef } from 'react';
import { Header, Menu, MenuItem, MenuSection, Popover, Separator } from 'react-aria-components';
import type { ArticleSummary } from '../../shared/contract/articles.ts';
import type { Id, Status } from '../../shared/model.ts';
import { StatusSign } from '../ui/signs.tsx';
import { STATUS_WORDS, STATUSES } from './status-words.ts';

export type ArticleActions = {
  onOpen: (id: Id) => void;
  onStatus: (ids: Id[], status: Status) => void;
  onArchive: (ids: Id[], archived: boolean) => void;
  onDetails: (id: Id) => void;
};

type ArticleMenuProps = ArticleActions & {
  summary: ArticleSummary;
  /** Where the pointer was, in px of the window. */
  at: { x: number; y: number };
  readOnly: boolean;
  onClose: () => void;
};

/** What can be done with one article of the list; opens at the pointer. */
export function ArticleMenu({ summary, at, readOnly, onClose, ...actions }: ArticleMenuProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  const { article, status } = summary;
  return (
    <>
      <span ref={anchor} className="article-menu-anchor" style={{ left: at.x, top: at.y }} />
      <Popover
        className="popover"
        triggerRef={anchor}
        placement="bottom start"
        offset={2}
        isOpen
        onOpenChange={(open) => !open && onClose()}
      >
        <Menu className="menu" aria-label={article.title} autoFocus="first" onClose={onClose}>
          <MenuItem className="menu-item" onAction={() => actions.onOpen(article.id)}>
            Open
          </MenuItem>
          <MenuItem className="menu-item" onAction={() => actions.onDetails(article.id)}>
            Details…
          </MenuItem>
          <Separator className="menu-separator" />
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[status]}
            onSelectionChange={(keys) => {
              const chosen = STATUSES.find((s) => keys !== 'all' && keys.has(s));
              if (chosen && chosen !== status) actions.onStatus([article.id], chosen);
            }}
          >
            <Header className="menu-heading">Status</Header>
            {STATUSES.map((id) => (
              <MenuItem key={id} id={id} textValue={STATUS_WORDS[id]} className="menu-item" isDisabled={readOnly}>
                <StatusSign status={id} />
                {STATUS_WORDS[id]}
              </MenuItem>
            ))}
          </MenuSection>
          <Separator className="menu-separator" />
          <MenuItem
            className="menu-item"
            isDisabled={readOnly}
            onAction={() => actions.onArchive([article.id], !article.archived)}
          >
            {article.archived ? 'Bring back' : 'Archive'}
          </MenuItem>
        </Menu>
      </Popover>
    </>
  );
}
