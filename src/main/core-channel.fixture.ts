/** For tests of the hosts' edges: a core in miniature behind the real client, messages and server. */
import { MessageChannel } from 'node:worker_threads';
import { AppError } from '../shared/errors.ts';
import type { Core, CoreOptions } from './core.ts';
import { type CoreClient, createCoreClient } from './core-client.ts';
import type { FromCore, ToCore } from './core-messages.ts';
import { serveCore } from './core-server.ts';
import { createFiles } from './files.ts';

const OPTIONS: CoreOptions = { userData: '', resources: '', host: 'web', version: '0' };

/** Operations: `echo` answers its input, `shout` sends it as an event, `hang` never answers. `take` refuses `/gone`. */
export function createTinyCore(): Core & { opened: string[] } {
  const files = createFiles();
  const listeners = new Set<(name: string, payload: unknown) => void>();
  const opened: string[] = [];
  return {
    opened,
    async call(name, input) {
      if (name === 'echo') return { ok: true, value: input };
      if (name === 'hang') return new Promise(() => {});
      if (name !== 'shout') return { ok: false, error: { code: 'bad-input', message: `no operation ${name}` } };
      for (const listener of listeners) listener('project.changed', input);
      return { ok: true, value: null };
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    take(path, options = {}) {
      if (path === '/gone') throw new AppError('not-found', 'It is gone.');
      if (options.opened) opened.push(path);
      return files.give(path, options.name);
    },
    place: (path) => files.give(path),
    pathOf: (token) => files.find(token)?.path ?? null,
    async close() {},
  };
}

/** The client of a core that runs in this process, at the other end of a MessageChannel. */
export function connect(createCore: (options: CoreOptions) => Core): { core: CoreClient; kill(): void } {
  const { port1, port2 } = new MessageChannel();
  serveCore(
    {
      post: (message) => port2.postMessage(message),
      onMessage: (listener) => port2.on('message', (message: ToCore) => listener(message)),
      end: () => port2.close(),
    },
    createCore,
  );
  const core = createCoreClient(
    {
      post: (message) => port1.postMessage(message),
      onMessage: (listener) => port1.on('message', (message: FromCore) => listener(message)),
      onExit: (listener) => port1.on('close', listener),
    },
    OPTIONS,
  );
  return { core, kill: () => port2.close() };
}
