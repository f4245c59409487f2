/** The core: everything Sayso does, for any host. It knows neither Electron nor HTTP. */
import type { EventName, EventPayload } from '../shared/contract/index.ts';
import type { Reply } from '../shared/errors.ts';
import { openProfile } from './app/profile.ts';
import { type CoreOptions, createContext } from './context.ts';
import { type Call, createDispatch } from './dispatch.ts';
import { collectHandlers } from './handlers.ts';

export type { CoreOptions } from './context.ts';

export type Core = {
  /** Never throws: errors are inside the reply. */
  call(name: string, input: unknown): Promise<Reply<unknown>>;
  /** Every event of the core; returns the function that stops listening. */
  on(listener: (name: string, payload: unknown) => void): () => void;
  /**
   * Registers a file by its absolute path and gives the token that stands for it in the window. With `opened`, the
   * system or the command line asks for it: the window finds it in `app.state`, or is told by an event.
   */
  take(path: string, options?: { name?: string; opened?: boolean }): string;
  /** Registers a place that is yet to be written (an export, a new project) and gives its token. */
  place(path: string): string;
  /** The path behind a token of this core, or null. */
  pathOf(token: string): string | null;
  close(): Promise<void>;
};

/** `log` is told what only a developer would want to know. */
export function createCore(options: CoreOptions, log: (line: string) => void = () => {}): Core {
  const listeners = new Set<(name: string, payload: unknown) => void>();
  const emit = <K extends EventName>(name: K, payload: EventPayload<K>) => {
    for (const listener of listeners) listener(name, payload);
  };
  const context = createContext(options, openProfile(options.userData), emit);
  const dispatch: Call = createDispatch(
    collectHandlers(context, (name, input) => dispatch(name, input)),
    log,
  );
  return {
    call: dispatch,
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    take(path, { name, opened = false } = {}) {
      const token = context.files.give(path, name);
      if (opened) context.handOver({ token, name: context.files.get(token).name });
      return token;
    },
    place: (path) => context.files.give(path),
    pathOf: (token) => context.files.find(token)?.path ?? null,
    close: () => context.close(),
  };
}
