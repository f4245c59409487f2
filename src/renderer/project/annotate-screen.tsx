import { useCallback, useDeferredValue, useMemo } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { type ArticleFilter, articlesInOrder } from '../article-list/article-filter.ts';
import { ArticleList } from '../article-list/article-list.tsx';
import { AttributionList } from '../attribution-list/attribution-list.tsx';
import { useRunner } from '../commands/runner.ts';
import { remembered } from '../remembered.ts';
import { filterArticles, openForAnnotating, setArchived, setStatus } from '../session/actions/articles.ts';
import { pick, removeRelation } from '../session/actions/relations.ts';
import { goToSpan } from '../session/actions/spans.ts';
import { useSession, useSessionSoon, useView, useWorkbench } from '../session/context.tsx';
import { isOwnLayer, type OpenArticleState, type SessionState } from '../session/session-store.ts';
import { ArticlePane } from './article-pane.tsx';
import { EmptyProject } from './empty-project.tsx';
import { GuidelinesPane } from './guidelines-pane.tsx';
import { usePaneMoves } from './pane-moves.ts';
import './annotate-screen.css';

/** The articles and their annotation; or what to do in a project without articles. */
export function AnnotateScreen() {
  const isEmpty = useSession((state) => state.summaries.size === 0);
  const guidelines = useView((state) => state.guidelines);
  if (!isEmpty) return <Panes />;
  return (
    <main className="panes panes-empty">
      <div className="pane pane-text" data-pane="text">
        <EmptyProject />
      </div>
      {guidelines && (
        <div className="pane pane-side" data-pane="attributions">
          <GuidelinesPane asked={guidelines} />
        </div>
      )}
    </main>
  );
}

/** Article list, text, attributions; their widths are remembered. */
function Panes() {
  const layout = useDefaultLayout({ id: 'sayso.panes', storage: remembered, onlySaveAfterUserInteractions: true });
  const onPointerMove = usePaneMoves();
  return (
    <main className="panes" onPointerMove={onPointerMove}>
      {/* Its cursor is a rule for all elements, put in and out as the pointer crosses an edge: 40 ms for a long text. */}
      <Group
        disableCursor
        {...(layout.defaultLayout ? { defaultLayout: layout.defaultLayout } : {})}
        onLayoutChanged={layout.onLayoutChanged}
      >
        <Panel id="articles" defaultSize={256} minSize={190} maxSize={480} groupResizeBehavior="preserve-pixel-size">
          <div className="pane pane-side" data-pane="articles">
            <ArticlesPane />
          </div>
        </Panel>
        <Separator className="pane-edge" aria-label="Width of the article list" />
        <Panel id="text" minSize={360}>
          <div className="pane pane-text" data-pane="text">
            <ArticlePane />
          </div>
        </Panel>
        <Separator className="pane-edge" aria-label="Width of the attributions" />
        <Panel
          id="attributions"
          defaultSize={348}
          minSize={230}
          maxSize={620}
          groupResizeBehavior="preserve-pixel-size"
        >
          <div className="pane pane-side" data-pane="attributions">
            <AttributionsPane />
          </div>
        </Panel>
      </Group>
    </main>
  );
}

const NONE: never[] = [];
const summariesOf = (state: SessionState) => state.summaries;
const openOf = (state: SessionState) => state.open;

function ArticlesPane() {
  const w = useWorkbench();
  const run = useRunner();
  const summaryMap = useSessionSoon(summariesOf);
  const openId = useSession((state) => state.open?.article.id ?? null);
  const labels = useSession((state) => state.project?.labels ?? NONE);
  const readOnly = useSession((state) => state.project?.readOnly !== null);
  const filter = useView((state) => state.filter);
  const held = useView((state) => state.held);
  const chosen = useView((state) => state.chosen);
  const summaries = useMemo(() => [...summaryMap.values()], [summaryMap]);
  const order = useMemo(() => articlesInOrder(summaries, filter, held), [summaries, filter, held]);
  const onFilter = useCallback((next: ArticleFilter) => filterArticles(w, next), [w]);
  return (
    <ArticleList
      summaries={summaries}
      order={order}
      filter={filter}
      onFilter={onFilter}
      chosen={chosen}
      onChosen={(next) => w.view.setState({ chosen: next })}
      openId={openId}
      labels={labels}
      readOnly={readOnly}
      onOpen={(id) => void openForAnnotating(w, id)}
      onStatus={(ids, status) => setStatus(w, ids, status)}
      onArchive={(ids, archived) => setArchived(w, ids, archived)}
      onDetails={(articleId) => w.view.setState({ dialog: { name: 'article-details', articleId } })}
      onTags={(articleIds) => w.view.setState({ dialog: { name: 'tags', articleIds } })}
      onAdd={() => run('article.import')}
    />
  );
}

/** The attributions of the open article, or the guidelines in their place. */
function AttributionsPane() {
  const open = useSessionSoon(openOf);
  const guidelines = useView((state) => state.guidelines);
  if (guidelines) return <GuidelinesPane asked={guidelines} />;
  return open && <OpenAttributions open={open} />;
}

function OpenAttributions({ open }: { open: OpenArticleState }) {
  const w = useWorkbench();
  const run = useRunner();
  const labels = useSession((state) => state.project?.labels ?? NONE);
  const relationTypes = useSession((state) => state.project?.relationTypes ?? NONE);
  const attributes = useSession((state) => state.project?.attributes ?? NONE);
  const entities = useSession((state) => state.project?.entities ?? NONE);
  const readOnly = useSession((state) => state.project?.readOnly !== null || !isOwnLayer(state));
  const onNextIncomplete = useCallback(() => run('go.nextIncomplete'), [run]);
  // The text shows first which span is active.
  const activeId = useDeferredValue(useView((state) => state.activeSpanId));
  return (
    <AttributionList
      text={open.text}
      spans={open.spans}
      relations={open.relations}
      entities={entities}
      labels={labels}
      relationTypes={relationTypes}
      attributes={attributes}
      activeId={activeId}
      readOnly={readOnly}
      onActivate={(id) => goToSpan(w, id)}
      onRemoveRelation={(id) => removeRelation(w, id)}
      onPick={(id) => {
        const isPicking = w.view.getState().pickingFrom !== null;
        if (isPicking) pick(w, id);
        return isPicking;
      }}
      onNote={(spanId) => w.view.setState({ dialog: { name: 'note', spanId } })}
      onNextIncomplete={onNextIncomplete}
    />
  );
}
