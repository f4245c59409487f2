import type { utilityProcess } from 'electron';
import type { CoreOptions } from '../core.ts';
import { type CoreClient, createCoreClient } from '../core-client.ts';
import type { FromCore } from '../core-messages.ts';

/** Runs a core in a utility process of Electron. `modulePath` is the built `core-process`. */
export function startCore(
  processes: Pick<typeof utilityProcess, 'fork'>,
  modulePath: string,
  options: CoreOptions,
): CoreClient {
  const child = processes.fork(modulePath, [], { serviceName: 'Sayso core' });
  return createCoreClient(
    {
      post: (message) => child.postMessage(message),
      onMessage: (listener) => child.on('message', (message: FromCore) => listener(message)),
      onExit: (listener) => child.on('exit', () => listener()),
    },
    options,
  );
}
