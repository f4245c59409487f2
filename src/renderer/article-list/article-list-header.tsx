import type { Ref } from 'react';
import {
  Button,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  SearchField,
  type Selection,
  Separator,
} from 'react-aria-components';
import { CrossSign, StatusSign } from '../ui/signs.tsx';
import { Tip } from '../ui/tip.tsx';
import { type ArticleFilter, conditionsOf, SORTS } from './article-filter.ts';
import { STATUS_WORDS, STATUSES } from './status-words.ts';

type HeaderProps = {
  shown: number;
  total: number;
  filter: ArticleFilter;
  onFilter: (filter: ArticleFilter) => void;
  /** The field that the command `go.filter` goes to. */
  filterRef?: Ref<HTMLInputElement> | undefined;
};

const number = new Intl.NumberFormat();

/** How many articles there are, their order, and what is shown of them. */
export function ArticleListHeader({ shown, total, filter, onFilter, filterRef }: HeaderProps) {
  const articles = total === 1 ? 'article' : 'articles';
  return (
    <div className="article-list-header">
      <div className="article-list-bar">
        <span role="status">
          {shown === total
            ? `${number.format(total)} ${articles}`
            : `${number.format(shown)} of ${number.format(total)} ${articles}`}
        </span>
        <SortMenu filter={filter} onFilter={onFilter} />
      </div>
      <div className="article-list-filter">
        <SearchField
          aria-label="Filter articles"
          className="article-search"
          value={filter.text}
          onChange={(text) => onFilter({ ...filter, text })}
        >
          <svg className="article-search-sign" viewBox="0 0 14 14" aria-hidden="true">
            <circle cx="6" cy="6" r="4" />
            <path d="m9 9 3.5 3.5" />
          </svg>
          <Input ref={filterRef ?? null} className="article-search-input" placeholder="Title, outlet, author" />
          <Button className="article-search-clear" aria-label="Clear the text">
            <CrossSign />
          </Button>
        </SearchField>
        <ConditionMenu filter={filter} onFilter={onFilter} />
      </div>
    </div>
  );
}

type MenuProps = Pick<HeaderProps, 'filter' | 'onFilter'>;

function SortMenu({ filter, onFilter }: MenuProps) {
  const current = SORTS.find(({ id }) => id === filter.sort) ?? SORTS[0];
  return (
    <MenuTrigger>
      <Button className="article-sort">
        <span className="visually-hidden">Sort: </span>
        {current.title}
        <svg className="article-sort-sign" viewBox="0 0 8 8" aria-hidden="true">
          <path d="M0.5 2h7L4 6.5Z" />
        </svg>
      </Button>
      <Popover className="popover" placement="bottom end" offset={4}>
        <Menu
          className="menu"
          aria-label="Sort articles"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[filter.sort]}
          onSelectionChange={(keys) => {
            const chosen = SORTS.find(({ id }) => keys !== 'all' && keys.has(id));
            if (chosen) onFilter({ ...filter, sort: chosen.id });
          }}
        >
          {SORTS.map(({ id, title }) => (
            <MenuItem key={id} id={id} className="menu-item">
              {title}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function ConditionMenu({ filter, onFilter }: MenuProps) {
  const count = conditionsOf(filter);
  const chosen: string[] = [...(filter.incomplete ? ['incomplete'] : []), ...(filter.archived ? ['archived'] : [])];
  const has = (keys: Selection, id: string) => keys === 'all' || keys.has(id);
  return (
    <MenuTrigger>
      <Tip tip="Show only some articles">
        <Button
          className="article-conditions"
          aria-label={count === 0 ? 'Show only some articles' : `Show only some articles: ${count} chosen`}
          data-chosen={count > 0 || undefined}
        >
          <svg className="article-conditions-sign" viewBox="0 0 14 14" aria-hidden="true">
            <path d="M1.5 3h11M3.5 7h7M5.5 11h3" />
          </svg>
          {count > 0 && <span className="article-conditions-count">{count}</span>}
        </Button>
      </Tip>
      <Popover className="popover" placement="bottom end" offset={4}>
        <Menu className="menu" aria-label="Show only">
          <MenuSection
            selectionMode="multiple"
            selectedKeys={filter.statuses}
            onSelectionChange={(keys) => onFilter({ ...filter, statuses: STATUSES.filter((id) => has(keys, id)) })}
          >
            <Header className="menu-heading">Status</Header>
            {STATUSES.map((id) => (
              <MenuItem key={id} id={id} textValue={STATUS_WORDS[id]} className="menu-item">
                <StatusSign status={id} />
                {STATUS_WORDS[id]}
              </MenuItem>
            ))}
          </MenuSection>
          <Separator className="menu-separator" />
          <MenuSection
            aria-label="Further"
            selectionMode="multiple"
            selectedKeys={chosen}
            onSelectionChange={(keys) =>
              onFilter({ ...filter, incomplete: has(keys, 'incomplete'), archived: has(keys, 'archived') })
            }
          >
            <MenuItem id="incomplete" className="menu-item">
              With incomplete annotations
            </MenuItem>
            <MenuItem id="archived" className="menu-item">
              Archived articles
            </MenuItem>
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
