/** Everything that the window works with, in one value that is passed along. */
import type { Id } from '../../shared/model.ts';
import type { Api } from '../api.ts';
import type { ArticleViewHandle } from '../article-view/article-view.tsx';
import type { GivenFile } from '../bridge.ts';
import type { Edits } from './edits.ts';
import type { SessionStore } from './session-store.ts';
import { type TasksStore, toast } from './tasks-store.ts';
import type { ViewStore } from './view-store.ts';

export type Workbench = {
  api: Api;
  /** Hands a file to the host. Rejects with an AppError. */
  take(file: File): Promise<GivenFile>;
  session: SessionStore;
  view: ViewStore;
  tasks: TasksStore;
  edits: Edits;
  /** The text of the open article, while it is shown. */
  text: { current: ArticleViewHandle | null };
};

/** Shows why something failed. */
export function report({ tasks }: Pick<Workbench, 'tasks'>, error: unknown): void {
  toast(tasks, 'bad', error instanceof Error ? error.message : String(error));
}

export function announce({ view }: Pick<Workbench, 'view'>, announcement: string): void {
  // What is said twice is another text, or nobody would be told of it.
  view.setState((before) => ({
    announcement: before.announcement === announcement ? `${announcement}\u00a0` : announcement,
  }));
}

/** The active span of the open article, as it is now. */
export function activeSpan({ session, view }: Pick<Workbench, 'session' | 'view'>) {
  const id: Id | null = view.getState().activeSpanId;
  return id === null ? null : (session.getState().open?.spans.get(id) ?? null);
}
