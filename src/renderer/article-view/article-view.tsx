/** The article view in React: passes props on to the view and hands back what a person does. */
import {
  type ReactNode,
  type Ref,
  useDeferredValue,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { createPortal } from 'react-dom';
import { expandRange } from '../../shared/expand-range.ts';
import type { Label, Range, Relation } from '../../shared/model.ts';
import { changedIds } from '../rows.ts';
import type { Editing, MovedEdge } from './edge-moves.ts';
import type { Nudge } from './nudge.ts';
import type { OpenedText, Selected } from './opened-text.ts';
import type { CursorStep } from './span-cursor.ts';
import type { ShownSpan } from './span-index.ts';
import { createArticleView, type ArticleView as View } from './view.ts';
import './article-view.css';

/** What commands do with the view. Offsets are UTF-16 units of the article's text. */
export type ArticleViewHandle = {
  focus(): void;
  select(range: Range | null): void;
  readonly selection: Range | null;
  readonly caret: number;
  /** To the next larger of word, clause, quotation, sentence, paragraph; from the caret where nothing is selected. */
  expandSelection(): void;
  reveal(range: Range): void;
  /** To the next or previous span, or through the spans that overlap; selects its text and announces it. */
  moveSpanCursor(step: CursorStep): void;
  /** Moves an edge of the active span, reported by `onEdgeMoved`. */
  nudge(nudge: Nudge): void;
  announce(message: string): void;
  scrollTop: number;
  /** The text itself, for measurements. */
  readonly opened: OpenedText | null;
};

export type ArticleViewProps = {
  article: { id: string; title: string };
  text: string;
  /** Replaced when changed, its values too; only differences are applied. */
  spans: ReadonlyMap<string, ShownSpan>;
  relations: ReadonlyMap<string, Relation>;
  labels: readonly Label[];
  activeSpanId: string | null;
  readOnly: Editing['readOnly'];
  snapping: Editing['snapping'];
  /** Whether characters that cannot be seen are shown. */
  invisibles: boolean;
  header: ReactNode;
  /** Shown at the selection. */
  toolbar(selected: Selected): ReactNode;
  /** A selection was made, as it was made (not snapped); null where it is gone. */
  onSelect(selected: Selected | null): void;
  onCaretMove(offset: number): void;
  /** A span was clicked or stepped to; null: a click beside all spans. */
  onActivate(spanId: string | null): void;
  onEdgeMoved(moved: MovedEdge): void;
  ref?: Ref<ArticleViewHandle>;
};

export function ArticleView(props: ArticleViewProps): ReactNode {
  const { article, text, spans, relations, labels, activeSpanId, readOnly, snapping, invisibles } = props;
  const root = useRef<HTMLDivElement>(null);
  const opened = useRef<OpenedText>(null);
  const shown = useRef<ReadonlyMap<string, ShownSpan>>(new Map());
  const latest = useRef(props);
  const [view, setView] = useState<View | null>(null);
  const [selected, setSelected] = useState<Selected | null>(null);
  // The selection is painted first. Whoever presses the key of a label at once does not wait for a toolbar.
  const offered = useDeferredValue(selected);

  useLayoutEffect(() => {
    latest.current = props;
  });

  useLayoutEffect(() => {
    if (!root.current) return;
    const created = createArticleView(root.current);
    setView(created);
    return () => {
      opened.current = null;
      created.destroy();
    };
  }, []);

  // The key of an opened text is the article: two articles may hold the same text.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the article's id opens the text anew
  useLayoutEffect(() => {
    if (!view) return;
    const now = latest.current;
    setSelected(null);
    shown.current = now.spans;
    opened.current = view.open({
      text,
      spans: now.spans.values(),
      labels: now.labels,
      relations: now.relations.values(),
      events: {
        selected(next) {
          setSelected(next);
          latest.current.onSelect(next);
        },
        caretMoved: (offset) => latest.current.onCaretMove(offset),
        activated: (spanId) => latest.current.onActivate(spanId),
        edgeMoved: (moved) => latest.current.onEdgeMoved(moved),
      },
    });
    opened.current.setActive(now.activeSpanId);
    opened.current.setEditing(now);
    opened.current.setInvisibles(now.invisibles);
  }, [view, article.id, text]);

  useLayoutEffect(() => view?.frame.host.setAttribute('aria-label', article.title), [view, article.title]);
  useLayoutEffect(() => opened.current?.setLabels(labels), [labels]);
  useLayoutEffect(() => opened.current?.setRelations(relations.values()), [relations]);
  useLayoutEffect(() => {
    for (const id of changedIds(shown.current, spans)) {
      const span = spans.get(id);
      if (span) opened.current?.put(span);
      else opened.current?.remove(id);
    }
    shown.current = spans;
  }, [spans]);
  useLayoutEffect(() => opened.current?.setActive(activeSpanId), [activeSpanId]);
  useLayoutEffect(() => opened.current?.setEditing({ readOnly, snapping }), [readOnly, snapping]);
  useLayoutEffect(() => opened.current?.setInvisibles(invisibles), [invisibles]);
  const isOnSpan = spans
    .get(activeSpanId ?? '')
    ?.fragments.some(({ start, end }) => start === selected?.range.start && end === selected.range.end);
  useLayoutEffect(() => {
    view?.frame.host.toggleAttribute('data-on-span', isOnSpan ?? false);
  }, [view, isOnSpan]);

  useImperativeHandle(
    props.ref,
    () => ({
      focus: () => view?.frame.host.focus({ preventScroll: true }),
      select: (range) => opened.current?.select(range),
      get selection() {
        return opened.current?.selection ?? null;
      },
      get caret() {
        return opened.current?.caret ?? 0;
      },
      expandSelection() {
        const now = opened.current;
        if (!now) return;
        const range = expandRange(latest.current.text, now.selection ?? { start: now.caret, end: now.caret });
        if (range.start < range.end) now.select(range);
      },
      reveal: (range) => opened.current?.reveal(range),
      moveSpanCursor: (step) => opened.current?.stepSpan(step),
      nudge: (nudge) => opened.current?.nudge(nudge),
      announce: (message) => opened.current?.announce(message),
      get scrollTop() {
        return root.current?.scrollTop ?? 0;
      },
      set scrollTop(top) {
        root.current?.scrollTo({ top });
      },
      get opened() {
        return opened.current;
      },
    }),
    [view],
  );

  return (
    <div ref={root}>
      {view && createPortal(props.header, view.frame.header)}
      {view && offered && createPortal(props.toolbar(offered), view.frame.toolbar)}
    </div>
  );
}
