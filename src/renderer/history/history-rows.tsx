import { type KeyboardEvent, type MouseEvent, useEffect, useId, useRef } from 'react';
import type { LoggedEdit } from '../../shared/contract/history.ts';
import { Name } from '../ui/name.tsx';
import { useRowWindow } from '../ui/row-window.ts';
import { timeOf, titleOf } from './edit-words.ts';
import type { History } from './use-history.ts';

/** In px, as the style sheet has it. */
const ROW_HEIGHT = 48;

type PeopleAndArticles = {
  annotatorName: (id: string) => string;
  articleTitle: (id: string) => string;
};

type HistoryRowsProps = PeopleAndArticles & {
  keys: readonly string[];
  history: Pick<History, 'edits' | 'want'>;
  current: string | null;
  onCurrent: (key: string) => void;
  /** Enter, or a double click: goes to where the edit was made. */
  onGo: () => void;
  /** Shift with Enter: shows the article as it was then. */
  onLookBack: () => void;
};

/**
 * The edits as a list box, of which those near the view are drawn. It has the focus itself, and names the current row:
 * arrows, Home, End, Page Up and Page Down move it. It takes the focus when it is first shown.
 */
export function HistoryRows(props: HistoryRowsProps) {
  const { keys, history, current, onCurrent, onGo, onLookBack, ...names } = props;
  const list = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const at = current === null ? -1 : keys.indexOf(current);
  const { height, rows, reveal } = useRowWindow({
    scroller: list,
    keys,
    estimate: ROW_HEIGHT,
    measured: false,
    keep: at,
  });
  const shown = rows.map(({ index }) => keys[index] ?? '');
  const { want } = history;
  useEffect(() => list.current?.focus(), []);
  useEffect(() => want(shown));

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((list.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
    const targets: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: keys.length - 1,
      PageDown: at + page,
      PageUp: at - page,
    };
    const target = targets[event.key];
    if (target !== undefined) {
      const key = keys[Math.max(0, Math.min(keys.length - 1, target))];
      if (key === undefined) return;
      onCurrent(key);
      reveal(key);
    } else if (event.key !== 'Enter') return;
    else if (event.shiftKey) onLookBack();
    else onGo();
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-edit]') : null;
    if (row?.dataset.edit !== undefined) onCurrent(row.dataset.edit);
  };

  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      aria-label="Edits, the newest first"
      aria-activedescendant={at < 0 ? undefined : `${prefix}${current}`}
      className="history-list"
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDoubleClick={onGo}
    >
      <div role="presentation" className="history-height" style={{ height }}>
        {rows.map(({ index, top }) => {
          const key = keys[index] ?? '';
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, and names its current row
            <div
              key={key}
              id={`${prefix}${key}`}
              role="option"
              aria-selected={index === at}
              aria-posinset={index + 1}
              aria-setsize={keys.length}
              className="history-row"
              data-edit={key}
              style={{ top }}
            >
              <EditRow edit={history.edits.get(key)} {...names} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function EditRow({ edit, annotatorName, articleTitle }: { edit: LoggedEdit | undefined } & PeopleAndArticles) {
  if (!edit) return <span className="history-facts">…</span>;
  const { words, articleId, articles, annotatorId, isUndone } = edit;
  const title = articleId === null ? '' : articleTitle(articleId);
  return (
    <>
      <span className="history-what">
        <b className={isUndone ? 'history-undone' : undefined}>
          <Name>{titleOf(edit)}</Name>
        </b>
        {words && (
          <span className="history-quote">
            <Name>{words}</Name>
          </span>
        )}
        {isUndone && <span className="history-mark">undone</span>}
      </span>
      <span className="history-facts">
        <time dateTime={edit.at}>{timeOf(edit)}</time> · <Name>{annotatorName(annotatorId)}</Name>
        {title && title !== words && (
          <>
            {' '}
            · <Name>{title}</Name>
          </>
        )}
        {articles > 1 && ` and ${articles - 1} more`}
      </span>
    </>
  );
}
