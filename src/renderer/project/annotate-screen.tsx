import { useMemo } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { articlesInOrder } from '../article-list/article-filter.ts';
import { ArticleList } from '../article-list/article-list.tsx';
import { AttributionList } from '../attribution-list/attribution-list.tsx';
import { useRunner } from '../commands/runner.ts';
import { remembered } from '../remembered.ts';
import { filterArticles, openForAnnotating, setArchived, setStatus } from '../session/actions/articles.ts';
import { removeRelation } from '../session/actions/relations.ts';
import { goToSpan } from '../session/actions/spans.ts';
import { useSession, useSessionSoon, useView, useWorkbench } from '../session/context.tsx';
import { isOwnLayer, type OpenArticleState, type SessionState } from '../session/session-store.ts';
import { ArticlePane } from './article-pane.tsx';
import { EmptyProject } from './empty-project.tsx';
import { GuidelinesPane } from './guidelines-pane.tsx';
import './annotate-screen.css';

/** The articles and their annotation; or what to do in a project without articles. */
export function AnnotateScreen() {
  const isEmpty = useSession((state) => state.summaries.size === 0);
  if (!isEmpty) return <Panes />;
  return (
    <main className="pane pane-text" data-pane="text">
      <EmptyProject />
    </main>
  );
}

/** Article list, text, attributions; their widths are remembered. */
function Panes() {
  const layout = useDefaultLayout({ id: 'sayso.panes', storage: remembered, onlySaveAfterUserInteractions: true });
  return (
    <main className="panes">
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
  return (
    <ArticleList
      summaries={summaries}
      order={order}
      filter={filter}
      onFilter={(next) => filterArticles(w, next)}
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
  const attributes = useSession((state) => state.project?.attributes ?? NONE);
  const entities = useSession((state) => state.project?.entities ?? NONE);
  const readOnly = useSession((state) => state.project?.readOnly !== null || !isOwnLayer(state));
  const activeId = useView((state) => state.activeSpanId);
  return (
    <AttributionList
      text={open.text}
      spans={open.spans}
      relations={open.relations}
      entities={entities}
      labels={labels}
      attributes={attributes}
      activeId={activeId}
      readOnly={readOnly}
      onActivate={(id) => goToSpan(w, id)}
      onRemoveRelation={(id) => removeRelation(w, id)}
      onNote={(spanId) => w.view.setState({ dialog: { name: 'note', spanId } })}
      onNextIncomplete={() => run('go.nextIncomplete')}
    />
  );
}
