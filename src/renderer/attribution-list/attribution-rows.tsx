// biome-ignore-all lint/a11y/useSemanticElements: a grid of cards is no table, and its rows are placed absolutely
// biome-ignore-all lint/a11y/useFocusableInteractive: the buttons in the rows take the focus
import { type KeyboardEvent, type MouseEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Id } from '../../shared/model.ts';
import { useRowWindow } from '../ui/row-window.ts';
import { AttributionCard, type CardContext } from './attribution-card.tsx';
import { type Card, cardWith, isOther, type Part, stopsOf } from './cards.ts';

export type RowsContext = Omit<CardContext, 'onPart' | 'onRemove' | 'onNote'>;

type AttributionRowsProps = {
  cards: readonly Card[];
  context: RowsContext;
  activeId: Id | null;
  onActivate: (spanId: Id) => void;
  onRemoveRelation: (relationId: Id) => void;
  onNote: (spanId: Id) => void;
  /** Takes a span that was pressed, where one is being picked, and says whether it did. */
  onPick: (spanId: Id) => boolean;
};

/** A usual card, in px; each is measured once it is drawn. */
const ESTIMATE = 122;
const PAGE = 5;

/**
 * The cards as a grid, of which those near the view are drawn. Up and Down go from card to card, Left and Right through
 * the parts of one; the span that has the focus becomes the active one, so that keys act on what is looked at.
 */
export function AttributionRows(props: AttributionRowsProps) {
  const { cards, context, activeId, onActivate, onRemoveRelation, onNote, onPick } = props;
  const grid = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState<{ card: Id; at: string } | null>(null);
  /** The span that was made active from here: its card is in view already. */
  const ownActivation = useRef<Id | null>(null);
  const focusNext = useRef(false);
  const keys = useMemo(() => cards.map(({ id }) => id), [cards]);
  const firstOther = useMemo(() => cards.findIndex(isOther), [cards]);
  const tabIndex = Math.max(0, keys.indexOf(stop?.card ?? ''));
  const tabCard = cards[tabIndex];
  const tabStop = tabCard ? validStop(tabCard, stop?.at) : null;
  const { height, rows, reveal } = useRowWindow({
    scroller: grid,
    keys,
    estimate: ESTIMATE,
    measured: true,
    keep: tabIndex,
  });

  // The card of a new span may come later than the span, and a relation may take a span to another card.
  const activeCard = useMemo(() => (activeId === null ? undefined : cardWith(cards, activeId)?.id), [cards, activeId]);
  useEffect(() => {
    if (activeId === null || activeCard === undefined) return;
    if (ownActivation.current === activeId) {
      ownActivation.current = null;
      return;
    }
    setStop({ card: activeCard, at: activeId });
    reveal(activeCard);
  }, [activeId, activeCard, reveal]);

  useLayoutEffect(() => {
    if (!focusNext.current || !tabCard || tabStop === null) return;
    focusNext.current = false;
    focusStop(grid.current, tabCard.id, tabStop);
  });

  const activate = (spanId: Id) => {
    if (spanId === activeId) return;
    ownActivation.current = spanId;
    onActivate(spanId);
  };
  const goTo = (card: Card | undefined, at: string | undefined) => {
    if (!card || at === undefined) return;
    focusNext.current = true;
    setStop({ card: card.id, at });
    reveal(card.id);
    if (!at.startsWith('note:')) activate(at);
  };
  const remove = (card: Card, { relation }: Part) => {
    if (relation === null) return;
    goTo(card, card.main.id);
    onRemoveRelation(relation);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !tabCard || tabStop === null) return;
    if (!(event.target instanceof HTMLElement) || event.target.dataset.stop === undefined) return;
    const card = (index: number) => cards[Math.max(0, Math.min(cards.length - 1, index))];
    const cardKeys: Record<string, number> = {
      ArrowDown: tabIndex + 1,
      ArrowUp: tabIndex - 1,
      PageDown: tabIndex + PAGE,
      PageUp: tabIndex - PAGE,
      Home: 0,
      End: cards.length - 1,
    };
    const partKeys: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };
    const index = cardKeys[event.key];
    const step = partKeys[event.key];
    if (index !== undefined) goTo(card(index), card(index)?.main.id);
    else if (step !== undefined) {
      const stops = stopsOf(tabCard);
      goTo(tabCard, stops[stops.indexOf(tabStop) + step]);
    } else {
      const part = tabCard.parts.find(({ span }) => span.id === tabStop);
      const removes = (event.key === 'Delete' || event.key === 'Backspace') && part?.relation && !context.readOnly;
      if (!part || !removes) return;
      remove(tabCard, part);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent) => {
    if (!(event.target instanceof Element) || event.target.closest('button')) return;
    const id = event.target.closest<HTMLElement>('[data-row]')?.dataset.row;
    const card = cards.find((each) => each.id === id);
    goTo(card, card?.main.id);
  };

  const act = useRef({ goTo, remove, onNote, onPick });
  useLayoutEffect(() => {
    act.current = { goTo, remove, onNote, onPick };
  });
  const cardContext = useMemo<CardContext>(
    () => ({
      ...context,
      onPart: (card, spanId) => {
        if (!act.current.onPick(spanId)) act.current.goTo(card, spanId);
      },
      onRemove: (card, part) => act.current.remove(card, part),
      onNote: (spanId) => act.current.onNote(spanId),
    }),
    [context],
  );
  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={-1}
      aria-label="Attributions"
      aria-rowcount={cards.length}
      className="attribution-list-box"
      onKeyDown={onKeyDown}
      onClick={onClick}
      onFocus={({ target, currentTarget }) => {
        if (target === currentTarget && tabCard && tabStop !== null) focusStop(currentTarget, tabCard.id, tabStop);
      }}
    >
      <div role="presentation" className="attribution-list-height" style={{ height }}>
        {rows.map(({ index, top }) => {
          const card = cards[index];
          return (
            card && (
              <div
                key={card.id}
                role="row"
                aria-rowindex={index + 1}
                className="attribution-row"
                data-row={card.id}
                style={{ top }}
              >
                {index === firstOther && (
                  <div role="gridcell" className="attribution-group">
                    Other spans
                  </div>
                )}
                <AttributionCard
                  card={card}
                  context={cardContext}
                  activeId={card.parts.some(({ span }) => span.id === activeId) ? activeId : null}
                  tabStop={index === tabIndex ? tabStop : null}
                />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

/** The stop itself where the card still has it, else the card's claim or lone span. */
const validStop = (card: Card, at: string | undefined): string =>
  at !== undefined && stopsOf(card).includes(at) ? at : card.main.id;

function focusStop(grid: HTMLElement | null, card: Id, at: string): void {
  grid?.querySelector<HTMLElement>(`[data-stop="${CSS.escape(`${card}/${at}`)}"]`)?.focus({ preventScroll: true });
}
