import { useMemo } from 'react';
import { Button } from 'react-aria-components';
import type { Attribute, Entity, Id, Label, Relation, Span } from '../../shared/model.ts';
import { keysOf } from '../commands/keys-shown.tsx';
import { Tip } from '../ui/tip.tsx';
import { AttributionRows, type RowsContext } from './attribution-rows.tsx';
import { cardsOf } from './cards.ts';
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
  attributes: readonly Attribute[];
  activeId: Id | null;
  readOnly: boolean;
  onActivate: (spanId: Id) => void;
  onRemoveRelation: (relationId: Id) => void;
  onNote: (spanId: Id) => void;
  onNextIncomplete: () => void;
};

const number = new Intl.NumberFormat();

/** The attributions of the open article as cards, linked with the text both ways. */
export function AttributionList(props: AttributionListProps) {
  const { text, spans, relations, entities, labels, attributes, activeId, readOnly, onNextIncomplete, ...actions } =
    props;
  const cards = useMemo(() => cardsOf(spans, relations.values()), [spans, relations]);
  const names = useMemo(() => new Map([...entities, ...labels].map(({ id, name }) => [id, name])), [entities, labels]);
  const context = useMemo<RowsContext>(
    () => ({
      text,
      paragraphOf: paragraphNumbers(text),
      nameOf: (id) => names.get(id),
      attributes,
      relateKey: keysOf('relation.relate'),
      removeKey: keysOf('span.delete'),
      readOnly,
    }),
    [text, names, attributes, readOnly],
  );
  const claims = cards.filter(({ main }) => main.label === 'claim').length;
  const incomplete = cards.filter(({ lacks }) => lacks !== null).length;

  return (
    <section className="attribution-list" aria-label="Attributions">
      <div className="attribution-header">
        <h2 className="attribution-heading">Attributions</h2>
        {cards.length > 0 && (
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
        )}
      </div>
      {cards.length === 0 ? (
        <FirstSteps labels={labels} relateKey={context.relateKey} readOnly={readOnly} />
      ) : (
        <AttributionRows cards={cards} context={context} activeId={activeId} {...actions} />
      )}
    </section>
  );
}
