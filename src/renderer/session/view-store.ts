/** What the person is looking at: nothing here outlives the window, and the core knows none of it. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ArticleSummary, ImportReport } from '../../shared/contract/articles.ts';
import type { Id, Range } from '../../shared/model.ts';
import type { RelateRun } from '../../shared/relating.ts';
import { type ArticleFilter, NO_FILTER } from '../article-list/article-filter.ts';
import type { GivenFile } from '../bridge.ts';

export type Screen = 'annotate' | 'dataset';

/** The one dialog that is open, with what it is about. */
export type Dialog =
  | { name: 'palette' | 'shortcuts' | 'name' | 'new-project' | 'paste' }
  | { name: 'import-report'; report: ImportReport }
  | { name: 'article-details'; articleId: Id }
  | { name: 'note' | 'remove-relation'; spanId: Id }
  /** Some edits are not saved: what to do before going on with `proceed`. */
  | { name: 'unsaved'; proceed: () => void };

export type ViewState = {
  screen: Screen;
  dialog: Dialog | null;
  /** UTF-16 units of the open article's text, end exclusive, as it was selected: not snapped. */
  selection: Range | null;
  /** Alt was held when it was selected: it does not snap to words. */
  isExact: boolean;
  activeSpanId: Id | null;
  /** Another span is being picked, to be related to this one. */
  pickingFrom: Id | null;
  /** What pressing R again goes on with. */
  relating: RelateRun | null;
  filter: ArticleFilter;
  /** The open article as it was when it was opened: the list is filtered and sorted as if it still were. */
  held: ArticleSummary | null;
  /** The export that was started last. */
  exportJobId: Id | null;
  /** What is being opened, in words. */
  busy: string | null;
  /** Why the last project could not be opened, made or closed. */
  failure: string | null;
  /** Articles that were handed over while no project was open. */
  waiting: readonly GivenFile[];
  /** Said to a screen reader when it changes. */
  announcement: string;
};

export type ViewStore = StoreApi<ViewState>;

/** What is true of the view when another article, or none, comes into it. */
export const NOTHING_SELECTED = {
  selection: null,
  isExact: false,
  activeSpanId: null,
  pickingFrom: null,
  relating: null,
} as const;

/** The view of a project that has just been opened. */
export const FRESH_VIEW = {
  ...NOTHING_SELECTED,
  screen: 'annotate',
  dialog: null,
  filter: NO_FILTER,
  held: null,
  exportJobId: null,
  failure: null,
  announcement: '',
} as const satisfies Partial<ViewState>;

export const createViewStore = (): ViewStore =>
  createStore<ViewState>(() => ({ ...FRESH_VIEW, busy: null, waiting: [] }));
