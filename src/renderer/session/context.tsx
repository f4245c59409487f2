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

/** After this many ms, what is wanted soon comes even where the browser never rests. */
const PATIENCE_MS = 200;

/**
 * The same as soon as the browser has time for it: for lists, which at ten thousand rows take longer than a frame, so
 * that the text shows first what was done to it. `select` is one function for good.
 */
export function useSessionSoon<T>(select: (state: SessionState) => T): T {
  const { session } = useWorkbench();
  const [selected, setSelected] = useState(() => select(session.getState()));
  useEffect(() => {
    let waiting = 0;
    const look = () => {
      waiting = 0;
      startTransition(() => setSelected(() => select(session.getState())));
    };
    const stop = session.subscribe(() => {
      waiting ||= requestIdleCallback(look, { timeout: PATIENCE_MS });
    });
    look();
    return () => {
      stop();
      cancelIdleCallback(waiting);
    };
  }, [session, select]);
  return selected;
}
