import { Button } from 'react-aria-components';
import { ArticleView } from '../article-view/article-view.tsx';
import { useRunner } from '../commands/runner.ts';
import { SelectionToolbar } from '../label-palette/selection-toolbar.tsx';
import { pick, stopPicking } from '../session/actions/relations.ts';
import { applyLabel, takeActivated, takeMovedEdge, takeSelection } from '../session/actions/spans.ts';
import { useSession, useView, useWorkbench } from '../session/context.tsx';
import type { OpenArticleState } from '../session/session-store.ts';
import { ArticleHeading } from './article-heading.tsx';

/** The open article, or what to do where none is. */
export function ArticlePane() {
  const open = useSession((state) => state.open);
  return open ? <OpenArticlePane open={open} /> : <p className="no-article">Choose an article from the list.</p>;
}

const NO_LABELS: never[] = [];

function OpenArticlePane({ open }: { open: OpenArticleState }) {
  const w = useWorkbench();
  const labels = useSession((state) => state.project?.labels ?? NO_LABELS);
  const readOnly = useSession((state) => state.project?.readOnly ?? null);
  const activeSpanId = useView((state) => state.activeSpanId);
  return (
    <>
      <PickingBanner open={open} />
      <div className="article-pane">
        <ArticleView
          article={open.article}
          text={open.text}
          spans={open.spans}
          relations={open.relations}
          labels={labels}
          activeSpanId={activeSpanId}
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
  const readOnly = useSession((state) => state.project?.readOnly ?? null);
  const mode = useView((state) => (state.selection ? 'selection' : 'span'));
  const activeLabel = useView((state) => open.spans.get(state.activeSpanId ?? '')?.label ?? null);
  const isPicking = useView((state) => state.pickingFrom !== null);
  // While a span is picked, what it could cover is to be seen.
  if (isPicking || (mode === 'span' && activeLabel === null)) return null;
  return (
    <SelectionToolbar
      labels={labels}
      mode={mode}
      activeLabel={activeLabel}
      readOnly={readOnly}
      onLabel={(label) => applyLabel(w, label, { exact: false })}
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
