import { type ChildProcess, type ForkOptions, fork } from 'node:child_process';
import type { CoreOptions } from './core.ts';
import { type CoreClient, createCoreClient } from './core-client.ts';
import type { FromCore } from './core-messages.ts';

/** Runs a core in a child process of Node. `modulePath` is the built `core-process`. */
export function forkCore(
  modulePath: string,
  options: CoreOptions,
  forking: Pick<ForkOptions, 'env' | 'stdio' | 'uid' | 'gid'> = {},
): { core: CoreClient; child: ChildProcess } {
  const child = fork(modulePath, [], { execArgv: [], serialization: 'advanced', ...forking });
  const core = createCoreClient(
    {
      // The exit tells what a failed send would; without the callback it would be thrown as an error.
      post: (message) => child.send(message, () => {}),
      onMessage: (listener) => child.on('message', (message) => listener(message as FromCore)),
      onExit: (listener) => {
        // Messages may still be in the channel when the process has ended.
        child.on('exit', () => (child.connected ? child.on('disconnect', listener) : listener()));
        child.on('error', listener);
      },
    },
    options,
  );
  return { core, child };
}
