import { memo } from 'react';
import type { ArticleSummary } from '../../shared/contract/articles.ts';
import { isBuiltIn } from '../../shared/label-set.ts';
import type { Label } from '../../shared/model.ts';
import { labelStyle } from '../label-palette/label-colours.ts';
import { spelled } from '../ui/hidden-signs.ts';
import { Name } from '../ui/name.tsx';
import { StatusSign, WarningSign } from '../ui/signs.tsx';
import { STATUS_WORDS } from './status-words.ts';
import './article-row.css';

/** Height of a row in px; the list is virtualised by it. */
export const ROW_HEIGHT = 57;

type ArticleRowProps = {
  id: string;
  summary: ArticleSummary;
  labels: readonly Label[];
  /** Its place in the list, from 1, and the number of rows; most of them are not in the document. */
  position: number;
  of: number;
  top: number;
  isOpen: boolean;
  isChosen: boolean;
  isCurrent: boolean;
};

/** One article: its title, what is annotated in it, how far it is. */
export const ArticleRow = memo(function ArticleRow(props: ArticleRowProps) {
  const { id, summary, labels, position, of, top, isOpen, isChosen, isCurrent } = props;
  const { article, status, counts, incomplete } = summary;
  const counted = labels.map((label) => ({ label, count: counts[label.id] ?? 0 }));
  // What a project has of its own is only counted where there is some: rows are short.
  const shown = counted.filter(({ label, count }) => count > 0 || (label.active && isBuiltIn(label.id)));
  const spoken = shown.map(({ label, count }) => `${count} ${label.name.toLowerCase()}${count === 1 ? '' : 's'}`);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list box has the focus, and names the current option
    <div
      id={id}
      role="option"
      className="article-row"
      aria-selected={isChosen}
      aria-current={isOpen || undefined}
      aria-posinset={position}
      aria-setsize={of}
      data-current={isCurrent || undefined}
      data-article={article.id}
      style={{ top, height: ROW_HEIGHT }}
    >
      <span className="article-row-title" dir="auto" title={spelled(article.title)}>
        {isChosen && <ChosenSign />}
        <Name>{article.title}</Name>
      </span>
      <span className="article-row-state">
        <span className="visually-hidden">{spoken.join(', ')}, </span>
        <span className="article-row-counts" aria-hidden="true" title={spoken.join(', ')}>
          {shown.map(({ label, count }) => (
            <span key={label.id} className="article-row-count" style={labelStyle(label.id)}>
              {count}
            </span>
          ))}
        </span>
        <span className={status === 'done' ? 'article-row-status article-row-done' : 'article-row-status'}>
          <StatusSign status={status} />
          {STATUS_WORDS[status]}
        </span>
        {incomplete > 0 && (
          <span className="article-row-incomplete" title={`${incomplete} incomplete`}>
            <span className="visually-hidden">, </span>
            <WarningSign />
            {incomplete}
            <span className="visually-hidden"> incomplete</span>
          </span>
        )}
        {article.archived && (
          <span>
            <span className="visually-hidden">, </span>archived
          </span>
        )}
        <Tags tags={article.tags} />
      </span>
    </div>
  );
});

/** As many tags as a row has room for, so that rows stay one height; the rest is counted, and said where the mouse is. */
function Tags({ tags }: { tags: readonly string[] }) {
  const [first] = tags;
  if (first === undefined) return null;
  return (
    <span className="article-row-tags" title={spelled(tags.join(', '))}>
      <span className="visually-hidden">, tags: {tags.join(', ')}</span>
      <span className="article-row-tag" aria-hidden="true">
        <Name>{first}</Name>
      </span>
      {tags.length > 1 && <span aria-hidden="true">+{tags.length - 1}</span>}
    </span>
  );
}

function ChosenSign() {
  return (
    <svg className="sign article-row-chosen" viewBox="0 0 12 12" aria-hidden="true">
      <path d="m2 6.5 2.8 2.8L10 3.5" />
    </svg>
  );
}
