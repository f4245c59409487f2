import { memo, useMemo } from 'react';
import { Button } from 'react-aria-components';
import type { Attribute, Entity, Id, Label, Relation, RelationType, Span } from '../../shared/model.ts';
import { keysOf } from '../commands/keys-shown.tsx';
import { Tip } from '../ui/tip.tsx';
import { AttributionRows, type RowsContext } from './attribution-rows.tsx';
import { createCards, isOther } from './cards.ts';
import { FirstSteps } from './first-steps.tsx';
import { paragraphNumbers } from './paragraphs.ts';
import '../ui/overlays.css';
import './attribution-list.css';

type AttributionListProps = {
  text: string;
  /** One annotator's layer of the article. */
  spans: ReadonlyMap<Id, Span>;
  relations: ReadonlyMap<Id, Relation>;
  entities: readonly Entity[];
  labels: readonly Label[];
  relationTypes: readonly RelationType[];
  attributes: readonly Attribute[];
  activeId: Id | null;
  readOnly: boolean;
  onActivate: (spanId: Id) => void;
  onRemoveRelation: (relationId: Id) => void;
  onNote: (spanId: Id) => void;
  onPick: (spanId: Id) => boolean;
  onNextIncomplete: () => void;
};

const number = new Intl.NumberFormat();

/** The attributions of the open article as cards, linked with the text both ways. */
export function AttributionList(props: AttributionListProps) {
  const { text, spans, relations, entities, labels, relationTypes, attributes, ...others } = props;
  const { activeId, readOnly, onNextIncomplete, ...actions } = others;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another article's cards are made from the start
  const cardsOf = useMemo(createCards, [text]);
  const cards = useMemo(() => cardsOf(spans, relations), [cardsOf, spans, relations]);
  const names = useMemo(() => new Map([...entities, ...labels].map(({ id, name }) => [id, name])), [entities, labels]);
  const context = useMemo<RowsContext>(
    () => ({
      text,
      paragraphOf: paragraphNumbers(text),
      nameOf: (id) => names.get(id),
      relationName: (id) => relationTypes.find((type) => type.id === id)?.name,
      attributes,
      relateKey: keysOf('relation.relate'),
      removeKey: keysOf('span.delete'),
      readOnly,
    }),
    [text, names, relationTypes, attributes, readOnly],
  );
  const claims = cards.filter(({ main }) => main.label === 'claim').length;
  const incomplete = cards.filter(({ lacks }) => lacks !== null).length;
  const hasAttributions = cards.some((card) => !isOther(card));

  return (
    <section className="attribution-list" aria-label="Attributions">
      <div className="attribution-header">
        <h2 className="attribution-heading">Attributions</h2>
        {hasAttributions && <Counts claims={claims} incomplete={incomplete} onNextIncomplete={onNextIncomplete} />}
      </div>
      {!hasAttributions && (cards.length === 0 || !readOnly) && (
        <FirstSteps labels={labels} relateKey={context.relateKey} readOnly={readOnly} />
      )}
      {cards.length > 0 && <AttributionRows cards={cards} context={context} activeId={activeId} {...actions} />}
    </section>
  );
}

type CountsProps = { claims: number; incomplete: number; onNextIncomplete: () => void };

const Counts = memo(function Counts({ claims, incomplete, onNextIncomplete }: CountsProps) {
  return (
    <span className="attribution-counts">
      {number.format(claims)} {claims === 1 ? 'claim' : 'claims'}
      {incomplete > 0 && (
        <>
          {' · '}
          <Tip tip="Go to the next" keys={keysOf('go.nextIncomplete')} placement="bottom">
            <Button className="attribution-jump" onPress={onNextIncomplete}>
              {number.format(incomplete)} incomplete
            </Button>
          </Tip>
        </>
      )}
    </span>
  );
});
