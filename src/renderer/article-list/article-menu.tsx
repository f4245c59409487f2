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
  onTags: (ids: Id[]) => void;
};

type ArticleMenuProps = ArticleActions & {
  summary: ArticleSummary;
  /** The articles that are changed: the one of the summary, or all that are chosen. */
  ids: Id[];
  /** Where the pointer was, in px of the window. */
  at: { x: number; y: number };
  readOnly: boolean;
  onClose: () => void;
};

/** What can be done with an article of the list, or with all that are chosen; opens at the pointer. */
export function ArticleMenu({ summary, ids, at, readOnly, onClose, ...actions }: ArticleMenuProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  const { article, status } = summary;
  const isOne = ids.length === 1;
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
        <Menu
          className="menu"
          aria-label={isOne ? article.title : `${ids.length} articles`}
          autoFocus="first"
          onClose={onClose}
        >
          {isOne && (
            <>
              <MenuItem className="menu-item" onAction={() => actions.onOpen(article.id)}>
                Open
              </MenuItem>
              <MenuItem className="menu-item" onAction={() => actions.onDetails(article.id)}>
                Details…
              </MenuItem>
            </>
          )}
          <MenuItem className="menu-item" isDisabled={readOnly} onAction={() => actions.onTags(ids)}>
            Tags…
          </MenuItem>
          <Separator className="menu-separator" />
          <MenuSection
            selectionMode="single"
            selectedKeys={isOne ? [status] : []}
            onSelectionChange={(keys) => {
              const chosen = STATUSES.find((s) => keys !== 'all' && keys.has(s));
              if (chosen) actions.onStatus(ids, chosen);
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
            onAction={() => actions.onArchive(ids, !article.archived)}
          >
            {article.archived ? 'Bring back' : 'Archive'}
          </MenuItem>
        </Menu>
      </Popover>
    </>
  );
}
