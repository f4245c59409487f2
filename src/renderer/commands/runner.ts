/** The function that runs a command by its id, for components. */
import { createContext, useContext } from 'react';
import type { CommandId } from '../../shared/commands.ts';

type Runner = (id: CommandId) => void;

export const RunnerContext = createContext<Runner | null>(null);

export function useRunner(): Runner {
  const run = useContext(RunnerContext);
  if (!run) throw new Error('There is no command runner around this component.');
  return run;
}
