import { Button } from 'react-aria-components';
import { ArticleView } from '../article-view/article-view.tsx';
import { useRunner } from '../commands/runner.ts';
import { MomentBar } from '../history/moment-bar.tsx';
import { SelectionToolbar } from '../label-palette/selection-toolbar.tsx';
import { toggleValue } from '../session/actions/attributes.ts';
import { pick, stopPicking } from '../session/actions/relations.ts';
import { applyLabel, takeActivated, takeMovedEdge, takeSelection } from '../session/actions/spans.ts';
import { useSession, useView, useWorkbench } from '../session/context.tsx';
import { isOwnLayer, type OpenArticleState, type SessionState } from '../session/session-store.ts';
import { ArticleHeading } from './article-heading.tsx';
import { LayerBar } from './layer-bar.tsx';

/** The open article, or what to do where none is. */
export function ArticlePane() {
  const open = useSession((state) => state.open);
  return open ? <OpenArticlePane open={open} /> : <p className="no-article">Choose an article from the list.</p>;
}

const NO_LABELS: never[] = [];

const whyNotOwn = ({ open }: SessionState): string =>
  open?.moment
    ? 'This is how the article was: go back to it, or to now.'
    : 'Another annotator’s layer can only be read.';

/** Why nothing of the open article can be changed, or null. */
const whyReadOnly = (state: SessionState): string | null =>
  state.project?.readOnly ?? (isOwnLayer(state) ? null : whyNotOwn(state));
const NO_ATTRIBUTES: never[] = [];

function OpenArticlePane({ open }: { open: OpenArticleState }) {
  const w = useWorkbench();
  const labels = useSession((state) => state.project?.labels ?? NO_LABELS);
  const readOnly = useSession(whyReadOnly);
  const activeSpanId = useView((state) => state.activeSpanId);
  const snapping = useSession((state) => state.project?.project.settings.snapping ?? 'words');
  const invisibles = useView((state) => state.options.invisibles);
  return (
    <>
      {open.moment && <MomentBar moment={open.moment} articleId={open.article.id} />}
      {open.annotatorId !== null && <LayerBar open={open} shown={open.annotatorId} />}
      <PickingBanner open={open} />
      <div className="article-pane">
        <ArticleView
          article={open.article}
          text={open.text}
          spans={open.spans}
          relations={open.relations}
          labels={labels}
          activeSpanId={activeSpanId}
          readOnly={readOnly !== null}
          snapping={snapping}
          invisibles={invisibles}
          header={<ArticleHeading article={open.article} status={open.status} readOnly={readOnly !== null} />}
          toolbar={() => <Toolbar open={open} />}
          onSelect={(selected) => takeSelection(w, selected)}
          onCaretMove={() => {}}
          onActivate={(id) => takeActivated(w, id, (picked) => pick(w, picked))}
          onEdgeMoved={(moved) => takeMovedEdge(w, moved)}
          ref={(handle) => {
            w.text.current = handle;
          }}
        />
      </div>
    </>
  );
}

/** What can be done with the selection, or with the active span where its text is selected. */
function Toolbar({ open }: { open: OpenArticleState }) {
  const w = useWorkbench();
  const run = useRunner();
  const labels = useSession((state) => state.project?.labels ?? NO_LABELS);
  const readOnly = useSession(whyReadOnly);
  const mode = useView((state) => (state.selection ? 'selection' : 'span'));
  const active = useView((state) => open.spans.get(state.activeSpanId ?? ''));
  const activeLabel = active?.label ?? null;
  const allAttributes = useSession((state) => state.project?.attributes ?? NO_ATTRIBUTES);
  const attributes = allAttributes.filter(({ label }) => label === activeLabel);
  const hasGuidelines = useSession((state) => state.project?.project.guidelines.trim() !== '');
  const isPicking = useView((state) => state.pickingFrom !== null);
  // While a span is picked, what it could cover is to be seen.
  if (isPicking || (mode === 'span' && activeLabel === null)) return null;
  return (
    <SelectionToolbar
      labels={labels}
      mode={mode}
      activeLabel={activeLabel}
      attributes={attributes}
      values={active?.attributes ?? {}}
      hasGuidelines={hasGuidelines}
      readOnly={readOnly}
      onLabel={(label) => applyLabel(w, label, { otherWay: false })}
      onValue={(attribute, value) => toggleValue(w, attribute, value)}
      onCommand={run}
    />
  );
}

function PickingBanner({ open }: { open: OpenArticleState }) {
  const w = useWorkbench();
  const from = useView((state) => open.spans.get(state.pickingFrom ?? ''));
  if (!from) return null;
  return (
    <div className="picking">
      <p>
        Pick the span to relate to <q>{from.quotes.join(' … ')}</q>: click it, or go to it and press Enter.
      </p>
      <Button className="button" onPress={() => stopPicking(w)}>
        Stop
      </Button>
    </div>
  );
}
