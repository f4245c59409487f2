import { type KeyboardEvent, type MouseEvent, useEffect, useId, useRef, useState } from 'react';
import type { ArticleSummary } from '../../shared/contract/articles.ts';
import type { Id, Label } from '../../shared/model.ts';
import { useRowWindow } from '../ui/row-window.ts';
import { ArticleRow, ROW_HEIGHT } from './article-row.tsx';
import { rangeOf, toggled } from './choosing.ts';
import { useTypeAhead } from './type-ahead.ts';

type ArticleRowsProps = {
  order: readonly Id[];
  byId: ReadonlyMap<Id, ArticleSummary>;
  labels: readonly Label[];
  openId: Id | null;
  chosen: ReadonlySet<Id>;
  onChosen: (chosen: ReadonlySet<Id>) => void;
  onOpen: (id: Id) => void;
  /** The menu of one article is asked for, at a place of the window in px. */
  onMenu: (menu: { id: Id; x: number; y: number }) => void;
};

const NONE: ReadonlySet<Id> = new Set();

/**
 * The rows as a list box, of which the rows near the view are drawn. It has the focus itself, and names the current
 * row: arrows, Home, End, Page Up and Page Down move it, Enter opens it, letters look for a title. Space and Ctrl
 * with a click choose a row, Shift chooses all rows on the way, Ctrl+A all, Escape none.
 */
export function ArticleRows(props: ArticleRowsProps) {
  const { order, byId, labels, openId, chosen, onChosen, onOpen, onMenu } = props;
  const list = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const [currentId, setCurrentId] = useState<Id | null>(openId);
  /** Where what Shift chooses begins. */
  const anchor = useRef<Id | null>(openId);
  const current = order.indexOf(currentId ?? openId ?? '');
  const { height, rows, reveal } = useRowWindow({
    scroller: list,
    keys: order,
    estimate: ROW_HEIGHT,
    measured: false,
    keep: current,
  });
  const moveTo = (index: number, extend = false) => {
    const id = order[Math.max(0, Math.min(order.length - 1, index))];
    if (id === undefined) return;
    setCurrentId(id);
    reveal(id);
    if (extend) onChosen(new Set(rangeOf(order, anchor.current, id)));
    else anchor.current = id;
  };
  const choose = (id: Id, to: ReadonlySet<Id>) => {
    anchor.current = id;
    onChosen(to);
  };
  const typeAhead = useTypeAhead((typed) => {
    const from = typed.length === 1 ? current + 1 : Math.max(0, current);
    const found = order.findIndex((_, i) => titleAt(from + i).startsWith(typed));
    if (found >= 0) moveTo((from + found) % order.length);
  });
  const titleAt = (index: number) =>
    (byId.get(order[index % order.length] ?? '')?.article.title ?? '').toLocaleLowerCase();

  useEffect(() => {
    setCurrentId(openId);
    anchor.current = openId;
    if (openId !== null) reveal(openId);
  }, [openId, reveal]);

  /** Whether the key was one of the list's. */
  const press = ({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => {
    const id = order[current];
    if (altKey) return false;
    if (ctrlKey || metaKey) {
      if (key.toLowerCase() !== 'a' || shiftKey) return false;
      onChosen(new Set(order));
      return true;
    }
    const page = Math.max(1, Math.floor((list.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
    const target: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current < 0 ? order.length - 1 : current - 1,
      Home: 0,
      End: order.length - 1,
      PageDown: current + page,
      PageUp: current - page,
    };
    const index = target[key];
    if (index !== undefined) moveTo(index, shiftKey);
    else if (key === 'Enter' && id !== undefined) onOpen(id);
    else if (key === ' ' && !typeAhead.isTyping() && id !== undefined) {
      if (shiftKey) onChosen(new Set(rangeOf(order, anchor.current, id)));
      else choose(id, toggled(chosen, id));
    } else if (key === 'Escape' && chosen.size > 0) onChosen(NONE);
    else return typeAhead.type(key);
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!press(event)) return;
    event.preventDefault();
    // Here, a letter looks for a title: it is not the command that it is elsewhere.
    event.stopPropagation();
  };

  const rowOf = (target: EventTarget) =>
    target instanceof Element ? target.closest<HTMLElement>('[data-article]') : null;
  const onClick = (event: MouseEvent) => {
    const id = rowOf(event.target)?.dataset.article;
    if (id === undefined) return;
    setCurrentId(id);
    if (event.shiftKey) onChosen(new Set(rangeOf(order, anchor.current, id)));
    else if (event.ctrlKey || event.metaKey) choose(id, toggled(chosenOrOpen(id), id));
    else {
      choose(id, NONE);
      onOpen(id);
    }
  };
  /** The first article that is chosen joins the one that is open: that one was picked before. */
  const chosenOrOpen = (id: Id): ReadonlySet<Id> =>
    chosen.size === 0 && openId !== null && openId !== id && order.includes(openId) ? new Set([openId]) : chosen;
  const onContextMenu = (event: MouseEvent) => {
    const pointed = rowOf(event.target);
    // The keyboard asks for the menu of the list, which has the focus, and means the current row.
    const row = pointed ?? list.current?.querySelector<HTMLElement>('[data-current]');
    const id = row?.dataset.article;
    if (!row || id === undefined) return;
    event.preventDefault();
    const { left, bottom } = row.getBoundingClientRect();
    setCurrentId(id);
    onMenu(pointed ? { id, x: event.clientX, y: event.clientY } : { id, x: left + 16, y: bottom - 8 });
  };

  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      aria-label="Articles"
      aria-multiselectable
      aria-activedescendant={current < 0 ? undefined : `${prefix}${order[current]}`}
      className="article-list-box"
      onKeyDown={onKeyDown}
      onClick={onClick}
      onContextMenu={onContextMenu}
    >
      <div role="presentation" className="article-list-height" style={{ height }}>
        {rows.map(({ index, top }) => {
          const id = order[index] ?? '';
          const summary = byId.get(id);
          return (
            summary && (
              <ArticleRow
                key={id}
                id={`${prefix}${id}`}
                summary={summary}
                labels={labels}
                position={index + 1}
                of={order.length}
                top={top}
                isOpen={id === openId}
                isChosen={chosen.has(id)}
                isCurrent={index === current}
              />
            )
          );
        })}
      </div>
    </div>
  );
}
