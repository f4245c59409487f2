import { memo, type Ref, useMemo, useRef, useState } from 'react';
import { Button, Label as FieldLabel, ProgressBar } from 'react-aria-components';
import type { ArticleSummary } from '../../shared/contract/articles.ts';
import type { Id, Label } from '../../shared/model.ts';
import { type ArticleFilter, NO_FILTER, progressOf } from './article-filter.ts';
import { ArticleListHeader } from './article-list-header.tsx';
import { type ArticleActions, ArticleMenu } from './article-menu.tsx';
import { ArticleRows } from './article-rows.tsx';
import { ChosenBar } from './chosen-bar.tsx';
import '../ui/overlays.css';
import './article-list.css';

type ArticleListProps = ArticleActions & {
  summaries: readonly ArticleSummary[];
  /** What `articlesInOrder` made of the summaries and the filter. */
  order: readonly Id[];
  filter: ArticleFilter;
  onFilter: (filter: ArticleFilter) => void;
  filterRef?: Ref<HTMLInputElement>;
  openId: Id | null;
  chosen: ReadonlySet<Id>;
  onChosen: (chosen: ReadonlySet<Id>) => void;
  /** In the order in which their counts are shown. */
  labels: readonly Label[];
  readOnly: boolean;
  /** Adds articles; offered where there are none. */
  onAdd: () => void;
};

/** The articles of the project: arrows go through them, Enter or a click opens one, letters jump to a title. */
export function ArticleList(props: ArticleListProps) {
  const {
    summaries,
    order,
    filter,
    onFilter,
    filterRef,
    openId,
    chosen,
    onChosen,
    labels,
    readOnly,
    onAdd,
    ...actions
  } = props;
  const [menu, setMenu] = useState<{ id: Id; x: number; y: number } | null>(null);
  const byId = useMemo(() => new Map(summaries.map((summary) => [summary.article.id, summary])), [summaries]);
  const progress = useMemo(() => progressOf(summaries), [summaries]);
  const inScope = useMemo(
    () => summaries.filter(({ article }) => article.archived === filter.archived).length,
    [summaries, filter.archived],
  );
  // What the list does not show is not chosen: nobody would see it change.
  const chosenIds = useMemo(() => (chosen.size === 0 ? [] : order.filter((id) => chosen.has(id))), [order, chosen]);
  const section = useRef<HTMLElement>(null);
  const clearChosen = () => {
    onChosen(new Set());
    section.current?.querySelector<HTMLElement>('[role=listbox]')?.focus();
  };
  const summaryOfMenu = menu ? byId.get(menu.id) : undefined;
  const clear = () => {
    // The button that was pressed goes away: the focus goes to the field above it.
    section.current?.querySelector('input')?.focus();
    onFilter({ ...NO_FILTER, sort: filter.sort });
  };

  return (
    <section ref={section} className="article-list" aria-label="Articles">
      <ArticleListHeader
        summaries={summaries}
        labels={labels}
        shown={order.length}
        total={inScope}
        filter={filter}
        onFilter={onFilter}
        filterRef={filterRef}
      />
      {order.length === 0 ? (
        <NoArticles none={summaries.length === 0} filter={filter} readOnly={readOnly} onAdd={onAdd} onClear={clear} />
      ) : (
        <ArticleRows
          order={order}
          byId={byId}
          labels={labels}
          openId={openId}
          chosen={chosen}
          onChosen={onChosen}
          onOpen={actions.onOpen}
          onMenu={setMenu}
        />
      )}
      <span role="status" className="visually-hidden">
        {chosenIds.length > 0 && `${number.format(chosenIds.length)} selected`}
      </span>
      {chosenIds.length > 0 ? (
        <ChosenBar
          {...actions}
          ids={chosenIds}
          archived={filter.archived}
          readOnly={readOnly}
          onClear={clearChosen}
          // The articles leave the list, and the bar goes with them.
          onArchive={(ids, archived) => {
            actions.onArchive(ids, archived);
            clearChosen();
          }}
        />
      ) : (
        progress.total > 0 && <Progress {...progress} />
      )}
      {menu && summaryOfMenu && (
        <ArticleMenu
          {...actions}
          summary={summaryOfMenu}
          ids={chosen.has(menu.id) ? chosenIds : [menu.id]}
          at={menu}
          readOnly={readOnly}
          onClose={() => setMenu(null)}
        />
      )}
    </section>
  );
}

type NoArticlesProps = {
  none: boolean;
  filter: ArticleFilter;
  readOnly: boolean;
  onAdd: () => void;
  onClear: () => void;
};

function NoArticles({ none, filter, readOnly, onAdd, onClear }: NoArticlesProps) {
  if (none) {
    return (
      <div className="article-list-empty">
        <p className="article-list-empty-title">No articles yet</p>
        <p>Drop texts, web pages, Word documents, PDFs or tables anywhere in the window.</p>
        {!readOnly && (
          <Button className="button button-primary" onPress={onAdd}>
            Add articles…
          </Button>
        )}
      </div>
    );
  }
  const asked = filter.text.trim();
  return (
    <div className="article-list-empty">
      <p className="article-list-empty-title">{asked ? `Nothing matches “${asked}”` : 'No article is like that'}</p>
      <Button className="button" onPress={onClear}>
        Show all articles
      </Button>
    </div>
  );
}

const number = new Intl.NumberFormat();

const Progress = memo(function Progress({ done, inProgress, total, claims }: ReturnType<typeof progressOf>) {
  const claimed = `${number.format(claims)} ${claims === 1 ? 'claim' : 'claims'}`;
  const begunWords = inProgress > 0 ? ` · ${number.format(inProgress)} begun` : '';
  const words = `${number.format(done)} of ${number.format(total)} done${begunWords} · ${claimed}`;
  const begun = (100 * (done + inProgress)) / Math.max(1, total);
  return (
    <ProgressBar className="article-progress" value={done} maxValue={Math.max(1, total)} valueLabel={words}>
      {({ percentage = 0 }) => (
        <>
          <FieldLabel className="visually-hidden">Progress</FieldLabel>
          <span>{words}</span>
          <span className="article-progress-track">
            <span className="article-progress-begun" style={{ width: `${begun}%` }} />
            <span className="article-progress-bar" style={{ width: `${percentage}%` }} />
          </span>
        </>
      )}
    </ProgressBar>
  );
});
