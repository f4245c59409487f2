import { memo, type Ref } from 'react';
import { Button, Input, Menu, MenuItem, MenuTrigger, Popover, SearchField } from 'react-aria-components';
import type { ArticleSummary } from '../../shared/contract/articles.ts';
import type { Label } from '../../shared/model.ts';
import { CrossSign } from '../ui/signs.tsx';
import { ConditionsButton } from './article-conditions.tsx';
import { type ArticleFilter, SORTS } from './article-filter.ts';
import { filterWords } from './filter-words.ts';

type HeaderProps = {
  summaries: readonly ArticleSummary[];
  labels: readonly Label[];
  shown: number;
  total: number;
  filter: ArticleFilter;
  onFilter: (filter: ArticleFilter) => void;
  /** The field that the command `go.filter` goes to. */
  filterRef?: Ref<HTMLInputElement> | undefined;
};

const number = new Intl.NumberFormat();

/** How many articles there are, their order, and what is shown of them. */
export function ArticleListHeader({ summaries, labels, shown, total, filter, onFilter, filterRef }: HeaderProps) {
  const words = filterWords(filter, labels);
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
        <SearchText filter={filter} onFilter={onFilter} filterRef={filterRef} />
        <ConditionsButton filter={filter} onFilter={onFilter} summaries={summaries} labels={labels} />
      </div>
      {words.length > 0 && <p className="article-filter-words">Only {words.join(' · ')}</p>}
    </div>
  );
}

type FilterProps = Pick<HeaderProps, 'filter' | 'onFilter'>;

// The header is drawn anew with every edit, since it counts; these two are not.
const SearchText = memo(function SearchText({
  filter,
  onFilter,
  filterRef,
}: FilterProps & Pick<HeaderProps, 'filterRef'>) {
  return (
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
  );
});

const SortMenu = memo(function SortMenu({ filter, onFilter }: FilterProps) {
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
});
