/** The workbench for components, and hooks that follow its stores. */
import { createContext, startTransition, useContext, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { SessionState } from './session-store.ts';
import type { TasksState } from './tasks-store.ts';
import type { ViewState } from './view-store.ts';
import type { Workbench } from './workbench.ts';

export const WorkbenchContext = createContext<Workbench | null>(null);

export function useWorkbench(): Workbench {
  const workbench = useContext(WorkbenchContext);
  if (!workbench) throw new Error('There is no workbench around this component.');
  return workbench;
}

export const useSession = <T,>(select: (state: SessionState) => T): T => useStore(useWorkbench().session, select);
export const useView = <T,>(select: (state: ViewState) => T): T => useStore(useWorkbench().view, select);
export const useTasks = <T,>(select: (state: TasksState) => T): T => useStore(useWorkbench().tasks, select);

/** A list follows an edit after this pause, so that the next edit does not wait for it. */
const PAUSE_MS = 80;
/** After this many ms, what is wanted soon comes even where edits, or the browser, never rest. */
const PATIENCE_MS = 500;

/**
 * The same as soon as there is time for it: for lists, which at ten thousand rows take longer than a frame, so that the
 * text shows first what was done to it. `select` is one function for good.
 */
export function useSessionSoon<T>(select: (state: SessionState) => T): T {
  const { session } = useWorkbench();
  const [selected, setSelected] = useState(() => select(session.getState()));
  useEffect(() => {
    let pause = 0;
    let idle = 0;
    let since = 0;
    const look = () => {
      idle = 0;
      since = 0;
      startTransition(() => setSelected(() => select(session.getState())));
    };
    const wait = () => {
      idle ||= requestIdleCallback(look, { timeout: PATIENCE_MS });
    };
    const stop = session.subscribe((now, before) => {
      if (select(now) === select(before)) return;
      since ||= performance.now();
      clearTimeout(pause);
      const isEdit = now.open?.article.id === before.open?.article.id;
      if (isEdit && performance.now() - since < PATIENCE_MS) pause = window.setTimeout(wait, PAUSE_MS);
      else wait();
    });
    look();
    return () => {
      stop();
      clearTimeout(pause);
      cancelIdleCallback(idle);
    };
  }, [session, select]);
  return selected;
}
