/** What the core holds of the open project, as far as the window shows it. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppState } from '../../shared/contract/app.ts';
import type { ArticleSummary } from '../../shared/contract/articles.ts';
import type { Moment } from '../../shared/contract/history.ts';
import type { ProjectInfo } from '../../shared/contract/project.ts';
import type { Article, Id, Relation, Span, Status } from '../../shared/model.ts';

export type OpenArticleState = {
  article: Article;
  text: string;
  status: Status;
  spans: ReadonlyMap<Id, Span>;
  relations: ReadonlyMap<Id, Relation>;
  /** Whose layer is shown; null where it is one's own as it was at a moment, which no edit changes. */
  annotatorId: Id | null;
  moment: Moment | null;
};

/** The part of the state that edits change. */
export type ProjectState = {
  project: ProjectInfo | null;
  /** Whose counts and statuses the summaries hold. */
  annotatorId: Id | null;
  summaries: ReadonlyMap<Id, ArticleSummary>;
  /** Ids of the summaries by time of import, then by id. */
  order: readonly Id[];
  open: OpenArticleState | null;
};

export type SessionState = ProjectState & {
  app: AppState | null;
  /** The same without the edits that are still on their way: what the core is known to hold. */
  committed: ProjectState;
};

export type SessionStore = StoreApi<SessionState>;

export const NO_PROJECT: ProjectState = {
  project: null,
  annotatorId: null,
  summaries: new Map(),
  order: [],
  open: null,
};

export const createSessionStore = (): SessionStore =>
  createStore<SessionState>(() => ({ ...NO_PROJECT, app: null, committed: NO_PROJECT }));

/** Whether the layer that is shown is the annotator's own, so that it may be changed. */
export const isOwnLayer = ({ open, annotatorId }: ProjectState): boolean =>
  open !== null && open.annotatorId === annotatorId;
