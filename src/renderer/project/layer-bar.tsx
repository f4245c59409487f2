import { useEffect, useState } from 'react';
import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import type { Layer } from '../../shared/contract/project.ts';
import type { Id } from '../../shared/model.ts';
import { STATUS_WORDS } from '../article-list/status-words.ts';
import { keysOf, shortcutOf } from '../commands/keys-shown.tsx';
import { otherLayers, showLayer, showOwnLayer } from '../session/actions/layers.ts';
import { useSession, useView, useWorkbench } from '../session/context.tsx';
import type { OpenArticleState } from '../session/session-store.ts';
import { Name } from '../ui/name.tsx';
import { Tip } from '../ui/tip.tsx';
import './layer-bar.css';

const number = new Intl.NumberFormat();
const NONE: never[] = [];

type LayerBarProps = {
  open: Pick<OpenArticleState, 'article'>;
  /** Whose layer is shown. */
  shown: Id;
};

/** Whose annotations are shown, where others than oneself have some in the project. */
export function LayerBar({ open: { article }, shown }: LayerBarProps) {
  const w = useWorkbench();
  const me = useSession((state) => state.annotatorId);
  const annotators = useSession((state) => state.project?.annotators ?? NONE);
  const [layers, setLayers] = useState<readonly Layer[]>(NONE);
  const articleId = article.id;
  const isShared = annotators.some(({ id }) => id !== me);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when another layer is shown, or is one's own
  useEffect(() => {
    let isCurrent = true;
    if (isShared) void otherLayers(w, articleId).then((found) => isCurrent && setLayers(found));
    else setLayers(NONE);
    return () => {
      isCurrent = false;
    };
  }, [w, articleId, isShared, shown, me]);

  // For a moment after oneself has become another annotator, these are the others of who one was.
  const others = layers.filter(({ annotatorId }) => annotatorId !== me);
  if (others.length === 0 || !me) return null;
  const nameOf = (id: Id) => annotators.find((annotator) => annotator.id === id)?.name ?? '';
  const isOwn = shown === me;
  return (
    <div className="layer-bar" data-other={!isOwn || undefined}>
      <LayerSelect key={me} me={me} shown={shown} layers={others} nameOf={nameOf} />
      {!isOwn && (
        <>
          <p className="layer-words">
            <b>Read-only:</b> these are the annotations of <Name>{nameOf(shown)}</Name>.
          </p>
          <Tip tip="Back to your own annotations" keys={keysOf('layer.toggle')} placement="bottom">
            <Button className="button" onPress={() => void showOwnLayer(w)} {...shortcutOf('layer.toggle')}>
              Back to mine <span className="kbd">Esc</span>
            </Button>
          </Tip>
        </>
      )}
    </div>
  );
}

type LayerSelectProps = {
  me: Id;
  shown: Id;
  layers: readonly Layer[];
  nameOf: (id: Id) => string;
};

function LayerSelect({ me, shown, layers, nameOf }: LayerSelectProps) {
  const w = useWorkbench();
  // Who has edited nothing yet is not among the project's annotators.
  const myName = useSession((state) => state.app?.annotator?.name ?? '');
  const isChoosing = useView((state) => state.isChoosingLayer);
  return (
    <Select
      className="layer-select"
      aria-label="Layer"
      value={shown}
      onChange={(id) => void showLayer(w, String(id))}
      isOpen={isChoosing}
      onOpenChange={(isChoosingLayer) => w.view.setState({ isChoosingLayer })}
    >
      <Tip tip="Whose annotations are shown" keys={keysOf('layer.toggle')} placement="bottom">
        <Button className="layer-button" {...shortcutOf('layer.toggle')}>
          <SelectValue className="layer-value" />
          <span className="header-arrow" aria-hidden="true" />
        </Button>
      </Tip>
      <Popover className="popover">
        <ListBox className="menu">
          <ListBoxItem id={me} className="menu-item" textValue={myName}>
            <Name>{myName}</Name> (you)
          </ListBoxItem>
          {layers.map(({ annotatorId, spans, status }) => (
            <ListBoxItem key={annotatorId} id={annotatorId} className="menu-item" textValue={nameOf(annotatorId)}>
              <span>
                <Name>{nameOf(annotatorId)}</Name>
              </span>
              <span className="layer-facts">
                {number.format(spans)} {spans === 1 ? 'span' : 'spans'}, {STATUS_WORDS[status].toLowerCase()}
              </span>
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
