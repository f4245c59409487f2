import { memo } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { Article, Status } from '../../shared/model.ts';
import { STATUS_WORDS, STATUSES } from '../article-list/status-words.ts';
import { keysOf } from '../commands/keys-shown.tsx';
import { useRunner } from '../commands/runner.ts';
import { Name } from '../ui/name.tsx';
import { StatusSign } from '../ui/signs.tsx';
import { Tip } from '../ui/tip.tsx';
import { InvisiblesLegend } from '../view-options/invisibles-legend.tsx';
import { ViewMenu } from '../view-options/view-menu.tsx';
import './article-heading.css';

const number = new Intl.NumberFormat();
const COMMANDS_OF = {
  'to-do': 'article.toDo',
  'in-progress': 'article.inProgress',
  done: 'article.done',
  'not-relevant': 'article.notRelevant',
} as const satisfies Record<Status, string>;

type ArticleHeadingProps = { article: Article; status: Status; readOnly: boolean };

/** What stands above the text: title, where the article is from, and how far its annotation is. */
export const ArticleHeading = memo(function ArticleHeading({ article, status, readOnly }: ArticleHeadingProps) {
  const { title, outlet, author, date, words, source, replaced, archived } = article;
  const facts = [
    outlet && <Name>{outlet}</Name>,
    author && <Name>{author}</Name>,
    date && <Name>{date}</Name>,
    `${number.format(words)} ${words === 1 ? 'word' : 'words'}`,
    source ? (
      <>
        imported from <Name>{source}</Name>
      </>
    ) : (
      'pasted'
    ),
    replaced > 0 && `${number.format(replaced)} unreadable ${replaced === 1 ? 'character' : 'characters'}`,
    archived && 'archived',
  ];
  return (
    <div className="heading">
      <h1 className="heading-title" dir="auto">
        <Name>{title}</Name>
      </h1>
      <div className="heading-byline">
        <span className="heading-facts">
          {facts.filter(Boolean).map((fact, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: facts stand in one order
            <span key={index}>
              {index > 0 && ' · '}
              {fact}
            </span>
          ))}
        </span>
        <span className="heading-menus">
          <ViewMenu />
          <StatusMenu status={status} readOnly={readOnly} />
        </span>
      </div>
      <InvisiblesLegend />
    </div>
  );
});

function StatusMenu({ status, readOnly }: { status: Status; readOnly: boolean }) {
  const run = useRunner();
  return (
    <MenuTrigger>
      <Tip tip="Status of this article: done" keys={keysOf('article.done')} placement="bottom">
        <Button className="heading-status" aria-label={`Status: ${STATUS_WORDS[status]}`} isDisabled={readOnly}>
          <StatusSign status={status} />
          {STATUS_WORDS[status]}
        </Button>
      </Tip>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[status]}
          onAction={(key) => run(COMMANDS_OF[key as Status])}
        >
          {STATUSES.map((id) => (
            <MenuItem key={id} id={id} className="menu-item" textValue={STATUS_WORDS[id]}>
              <StatusSign status={id} />
              {STATUS_WORDS[id]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
