import { useMemo } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { articlesInOrder } from '../article-list/article-filter.ts';
import { ArticleList } from '../article-list/article-list.tsx';
import { AttributionList } from '../attribution-list/attribution-list.tsx';
import { useRunner } from '../commands/runner.ts';
import { openForAnnotating, setArchived, setStatus } from '../session/actions/articles.ts';
import { removeRelation } from '../session/actions/relations.ts';
import { goToSpan } from '../session/actions/spans.ts';
import { useSession, useView, useWorkbench } from '../session/context.tsx';
import type { OpenArticleState } from '../session/session-store.ts';
import { ArticlePane } from './article-pane.tsx';
import { EmptyProject } from './empty-project.tsx';
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
  const layout = useDefaultLayout({ id: 'sayso.panes', storage: localStorage, onlySaveAfterUserInteractions: true });
  return (
    <main className="panes">
      <Group
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

function ArticlesPane() {
  const w = useWorkbench();
  const run = useRunner();
  const summaryMap = useSession((state) => state.summaries);
  const openId = useSession((state) => state.open?.article.id ?? null);
  const labels = useSession((state) => state.project?.labels ?? NONE);
  const readOnly = useSession((state) => state.project?.readOnly !== null);
  const filter = useView((state) => state.filter);
  const held = useView((state) => state.held);
  const summaries = useMemo(() => [...summaryMap.values()], [summaryMap]);
  const order = useMemo(() => articlesInOrder(summaries, filter, held), [summaries, filter, held]);
  return (
    <ArticleList
      summaries={summaries}
      order={order}
      filter={filter}
      // Whoever asks for other articles is shown the open one as it is now, too.
      onFilter={(next) => w.view.setState({ filter: next, held: summaryMap.get(openId ?? '') ?? null })}
      openId={openId}
      labels={labels}
      readOnly={readOnly}
      onOpen={(id) => void openForAnnotating(w, id)}
      onStatus={(ids, status) => setStatus(w, ids, status)}
      onArchive={(ids, archived) => setArchived(w, ids, archived)}
      onDetails={(articleId) => w.view.setState({ dialog: { name: 'article-details', articleId } })}
      onAdd={() => run('article.import')}
    />
  );
}

function AttributionsPane() {
  const open = useSession((state) => state.open);
  return open && <OpenAttributions open={open} />;
}

function OpenAttributions({ open }: { open: OpenArticleState }) {
  const w = useWorkbench();
  const run = useRunner();
  const labels = useSession((state) => state.project?.labels ?? NONE);
  const entities = useSession((state) => state.project?.entities ?? NONE);
  const readOnly = useSession((state) => state.project?.readOnly !== null);
  const activeId = useView((state) => state.activeSpanId);
  const spans = useMemo(() => [...open.spans.values()], [open.spans]);
  const relations = useMemo(() => [...open.relations.values()], [open.relations]);
  return (
    <AttributionList
      text={open.text}
      spans={spans}
      relations={relations}
      entities={entities}
      labels={labels}
      activeId={activeId}
      readOnly={readOnly}
      onActivate={(id) => goToSpan(w, id)}
      onRemoveRelation={(id) => removeRelation(w, id)}
      onNote={(spanId) => w.view.setState({ dialog: { name: 'note', spanId } })}
      onNextIncomplete={() => run('go.nextIncomplete')}
    />
  );
}
