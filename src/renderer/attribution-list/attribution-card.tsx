// biome-ignore-all lint/a11y/useSemanticElements: a grid of cards is no table, and its rows are placed absolutely
// biome-ignore-all lint/a11y/useFocusableInteractive: the buttons in rows and cells take the focus
import { memo } from 'react';
import { startOf } from '../../shared/attributions.ts';
import type { Attribute, Id } from '../../shared/model.ts';
import { quoteType } from '../../shared/quotations.ts';
import { labelStyle } from '../label-palette/label-colours.ts';
import { LabelMark } from '../label-palette/label-mark.tsx';
import { spelled } from '../ui/hidden-signs.ts';
import { Name } from '../ui/name.tsx';
import { CrossSign, WarningSign } from '../ui/signs.tsx';
import { type Card, isOther, notedIn, type Part, wordsOf } from './cards.ts';

export type CardContext = {
  text: string;
  paragraphOf: (offset: number) => number;
  /** The name of a label or an entity. */
  nameOf: (id: Id) => string | undefined;
  /** The name of a relation type. */
  relationName: (type: Id) => string | undefined;
  attributes: readonly Attribute[];
  relateKey: string | undefined;
  removeKey: string | undefined;
  readOnly: boolean;
  onPart: (card: Card, spanId: Id) => void;
  onRemove: (card: Card, part: Part) => void;
  onNote: (spanId: Id) => void;
};

type AttributionCardProps = {
  card: Card;
  context: CardContext;
  /** The active span where it is part of this card, else null. */
  activeId: Id | null;
  /** Which of the card's stops Tab comes to, if any. */
  tabStop: string | null;
};

/** One attribution: who, what, if, and by which words; or a span that is in none. Its parts are the cells of a row. */
export const AttributionCard = memo(function AttributionCard(props: AttributionCardProps) {
  const { card, context, activeId, tabStop } = props;
  return (
    <div
      role="presentation"
      className="attribution-card"
      data-active={activeId !== null || undefined}
      data-other={isOther(card) || undefined}
      style={labelStyle(activeLabel(card, activeId))}
    >
      {card.lacks && <Lack card={card} context={context} isActive={activeId === card.id} />}
      {card.parts.map((part) => (
        <CardPart
          key={part.span.id}
          card={card}
          part={part}
          context={context}
          isActive={part.span.id === activeId}
          isTabStop={part.span.id === tabStop}
        />
      ))}
      <Tags card={card} context={context} tabStop={tabStop} />
    </div>
  );
});

const activeLabel = (card: Card, activeId: Id | null): Id =>
  card.parts.find(({ span }) => span.id === activeId)?.span.label ?? card.main.label;

function Lack({ card, context, isActive }: { card: Card; context: CardContext; isActive: boolean }) {
  const what = card.lacks === 'speaker' ? 'No speaker' : 'In no claim';
  return (
    <div role="gridcell" className="attribution-lack">
      <WarningSign />
      <span>
        {what}
        {!context.readOnly && (
          <>
            {isActive ? ' – press ' : ' – select and press '}
            <kbd className="kbd">{context.relateKey}</kbd>
            {isActive && ' to relate'}
          </>
        )}
      </span>
    </div>
  );
}

type CardPartProps = { card: Card; part: Part; context: CardContext; isActive: boolean; isTabStop: boolean };

function CardPart({ card, part, context, isActive, isTabStop }: CardPartProps) {
  const { span, role, relation, type } = part;
  const words = wordsOf(span);
  const entity = span.entityId === null ? undefined : context.nameOf(span.entityId);
  const link = type === null ? null : (context.relationName(type) ?? type);
  const named = role === 'speaker' && entity !== undefined && entity !== words;
  return (
    <div role="gridcell" className={`attribution-part attribution-${role}`} style={labelStyle(span.label)}>
      <button
        type="button"
        className="attribution-part-button"
        data-stop={`${card.id}/${span.id}`}
        tabIndex={isTabStop ? 0 : -1}
        aria-current={isActive || undefined}
        onClick={() => context.onPart(card, span.id)}
        dir="auto"
      >
        {link !== null && (
          <span className="attribution-link">
            <Name>{link}</Name>{' '}
          </span>
        )}
        {role !== 'other' && <span className="visually-hidden">{context.nameOf(span.label)}: </span>}
        {role !== 'speaker' && role !== 'claim' && <LabelMark labelId={span.label} />}
        {role === 'other' && (
          <span className="attribution-label">
            <Name>{context.nameOf(span.label) ?? ''}</Name>:{' '}
          </span>
        )}
        <span className="attribution-words">
          {named ? (
            <>
              <Name>{entity}</Name>{' '}
              <small className="attribution-mention">
                “<bdi>{words}</bdi>”
              </small>
            </>
          ) : (
            words
          )}
        </span>
      </button>
      {relation !== null && !context.readOnly && (
        <button
          type="button"
          className="attribution-remove"
          aria-label={link === null ? `Take ${words} out of this claim` : `Remove ${spelled(link)} ${words}`}
          title={`${link === null ? 'Take out of this claim' : 'Remove this relation'}${context.removeKey ? ` (${context.removeKey})` : ''}`}
          tabIndex={-1}
          onClick={() => context.onRemove(card, part)}
        >
          <CrossSign />
        </button>
      )}
    </div>
  );
}

/** What the text says of a claim by its quotation marks is shown until the annotator says it. */
const QUOTE_TYPE = 'quote-type';

/** One value of an attribute, and of which span where it is not the card's own. */
function ValueTag({ owner, value, children: attribute }: { owner: string; value: string; children: string }) {
  return (
    <span className="attribution-tag" title={spelled(`${owner ? `${owner} – ` : ''}${attribute}: ${value}`)}>
      <span className="visually-hidden">{`${owner} ${attribute}: `.trimStart()}</span>
      {owner && (
        <span aria-hidden="true">
          <Name>{owner.toLowerCase()}</Name>:{' '}
        </span>
      )}
      <Name>{value}</Name>
    </span>
  );
}

function Tags({ card, context, tabStop }: Pick<AttributionCardProps, 'card' | 'context' | 'tabStop'>) {
  const { main, parts } = card;
  const paragraph = context.paragraphOf(startOf(main));
  return (
    <div role="gridcell" className="attribution-tags">
      {main.label === 'claim' && !(QUOTE_TYPE in main.attributes) && (
        <span className="attribution-tag">{quoteType(context.text, main.fragments)}</span>
      )}
      {paragraph > 0 && (
        <span className="attribution-tag">
          <span aria-hidden="true">¶{paragraph}</span>
          <span className="visually-hidden">paragraph {paragraph}</span>
        </span>
      )}
      {parts.flatMap(({ span }) =>
        Object.entries(span.attributes).map(([id, value]) => (
          <ValueTag
            key={`${span.id} ${id}`}
            owner={span === main ? '' : (context.nameOf(span.label) ?? '')}
            value={value}
          >
            {context.attributes.find((attribute) => attribute.id === id)?.name ?? id}
          </ValueTag>
        )),
      )}
      {notedIn(parts).map(({ span }) => (
        <button
          key={span.id}
          type="button"
          className="attribution-tag attribution-note"
          data-stop={`${card.id}/note:${span.id}`}
          tabIndex={tabStop === `note:${span.id}` ? 0 : -1}
          title={spelled(span.note)}
          onClick={() => context.onNote(span.id)}
        >
          {span === main ? 'note' : `note on ${context.nameOf(span.label)?.toLowerCase()}`}
        </button>
      ))}
    </div>
  );
}
