/** The workbench for components, and hooks that follow its stores. */
import { createContext, useContext } from 'react';
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
