import { type Ref, useMemo, useState } from 'react';
import { Button, Label as FieldLabel, ProgressBar } from 'react-aria-components';
import type { ArticleSummary } from '../../shared/contract/articles.ts';
import type { Id, Label } from '../../shared/model.ts';
import { type ArticleFilter, NO_FILTER, progressOf } from './article-filter.ts';
import { ArticleListHeader } from './article-list-header.tsx';
import { type ArticleActions, ArticleMenu } from './article-menu.tsx';
import { ArticleRows } from './article-rows.tsx';
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
  /** In the order in which their counts are shown. */
  labels: readonly Label[];
  readOnly: boolean;
  /** Adds articles; offered where there are none. */
  onAdd: () => void;
};

/** The articles of the project: arrows go through them, Enter or a click opens one, letters jump to a title. */
export function ArticleList(props: ArticleListProps) {
  const { summaries, order, filter, onFilter, filterRef, openId, labels, readOnly, onAdd, ...actions } = props;
  const [menu, setMenu] = useState<{ id: Id; x: number; y: number } | null>(null);
  const byId = useMemo(() => new Map(summaries.map((summary) => [summary.article.id, summary])), [summaries]);
  const progress = useMemo(() => progressOf(summaries), [summaries]);
  const inScope = useMemo(
    () => summaries.filter(({ article }) => article.archived === filter.archived).length,
    [summaries, filter.archived],
  );
  const summaryOfMenu = menu ? byId.get(menu.id) : undefined;

  return (
    <section className="article-list" aria-label="Articles">
      <ArticleListHeader
        shown={order.length}
        total={inScope}
        filter={filter}
        onFilter={onFilter}
        filterRef={filterRef}
      />
      {order.length === 0 ? (
        <NoArticles
          none={summaries.length === 0}
          filter={filter}
          readOnly={readOnly}
          onAdd={onAdd}
          onClear={() => onFilter({ ...NO_FILTER, sort: filter.sort })}
        />
      ) : (
        <ArticleRows
          order={order}
          byId={byId}
          labels={labels}
          openId={openId}
          onOpen={actions.onOpen}
          onMenu={setMenu}
        />
      )}
      {progress.total > 0 && <Progress {...progress} />}
      {menu && summaryOfMenu && (
        <ArticleMenu {...actions} summary={summaryOfMenu} at={menu} readOnly={readOnly} onClose={() => setMenu(null)} />
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
        <p>Drop text, Markdown or HTML files anywhere in the window.</p>
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

function Progress({ done, total, claims }: ReturnType<typeof progressOf>) {
  const claimed = `${number.format(claims)} ${claims === 1 ? 'claim' : 'claims'}`;
  const words = `${number.format(done)} of ${number.format(total)} done · ${claimed}`;
  return (
    <ProgressBar className="article-progress" value={done} maxValue={Math.max(1, total)} valueLabel={words}>
      {({ percentage = 0 }) => (
        <>
          <FieldLabel className="visually-hidden">Progress</FieldLabel>
          <span>{words}</span>
          <span className="article-progress-track">
            <span className="article-progress-bar" style={{ width: `${percentage}%` }} />
          </span>
        </>
      )}
    </ProgressBar>
  );
}
