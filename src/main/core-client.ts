import { AppError, type Reply } from '../shared/errors.ts';
import { createCallGate } from './call-gate.ts';
import type { CoreOptions } from './core.ts';
import type { FromCore, QuestionKind, Questions, TakeOptions, ToCore } from './core-messages.ts';

/** A host's end of a channel to the process of its core. */
export type CoreChannel = {
  post(message: ToCore): void;
  onMessage(listener: (message: FromCore) => void): void;
  onExit(listener: () => void): void;
};

/** A core in another process, as a host sees it. */
export type CoreClient = {
  /** Never rejects: errors are inside the reply, `busy` where too many calls wait. */
  call(name: string, input: unknown): Promise<Reply<unknown>>;
  /** Every event of the core; returns the function that stops listening. */
  on(listener: (name: string, payload: unknown) => void): () => void;
  /** The token that stands for the file in the window. Rejects with an AppError. */
  take(path: string, options?: TakeOptions): Promise<string>;
  /** The token of a place that is yet to be written. Rejects with an AppError. */
  place(path: string): Promise<string>;
  /** The path behind a token of this core, or null. */
  pathOf(token: string): Promise<string | null>;
  /** Closes the project and ends the process. */
  close(): Promise<void>;
  /** Resolves once the process has ended: with null where it was asked to, else with what to tell people. */
  ended: Promise<string | null>;
};

const STOPPED =
  'The core of Sayso stopped. Everything that was shown as saved is in the project file; ' +
  'what was still being saved may not be. Start Sayso again.';

type Pending = { resolve(value: unknown): void; reject(error: AppError): void };

/** Starts a core at the other end of the channel and speaks to it. */
export function createCoreClient(channel: CoreChannel, options: CoreOptions): CoreClient {
  const pending = new Map<number, Pending>();
  const listeners = new Set<(name: string, payload: unknown) => void>();
  const ended = Promise.withResolvers<string | null>();
  const gate = createCallGate();
  let lastId = 0;
  let closing = false;
  let gone: string | null = null;
  let reason = STOPPED;

  channel.onMessage((message) => {
    if (message.kind === 'event') for (const listener of listeners) listener(message.name, message.payload);
    else if (message.kind === 'failed') reason = `Sayso could not start: ${message.message}`;
    else settle(message);
  });
  channel.onExit(() => {
    if (gone !== null) return;
    gone = closing ? 'Sayso is closing.' : reason;
    for (const { reject } of pending.values()) reject(new AppError('internal', gone));
    pending.clear();
    ended.resolve(closing ? null : gone);
  });
  channel.post({ kind: 'start', options });

  function settle(message: Extract<FromCore, { id: number }>): void {
    const waiting = pending.get(message.id);
    pending.delete(message.id);
    if (message.kind === 'answer') waiting?.resolve(message.value);
    else waiting?.reject(new AppError(message.error.code, message.error.message));
  }

  function ask<K extends QuestionKind>(kind: K, question: Questions[K]['ask']): Promise<Questions[K]['answer']> {
    if (gone !== null) return Promise.reject(new AppError('internal', gone));
    const id = ++lastId;
    const { promise, resolve, reject } = Promise.withResolvers<Questions[K]['answer']>();
    // The other end answers in the type of the question; a message cannot carry that.
    pending.set(id, { resolve: resolve as (value: unknown) => void, reject });
    channel.post({ kind, id, ...question } as unknown as ToCore);
    return promise;
  }

  return {
    call: (name, input) =>
      gate(input, () =>
        ask('call', { name, input }).then(
          (reply) => reply as Reply<unknown>,
          ({ code, message }: AppError) => ({ ok: false, error: { code, message } }),
        ),
      ),
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    take: (path, options = {}) => ask('take', { path, options }),
    place: (path) => ask('place', { path }),
    pathOf: (token) => ask('pathOf', { token }),
    async close() {
      if (!closing && gone === null) {
        closing = true;
        channel.post({ kind: 'close' });
      }
      await ended.promise;
    },
    ended: ended.promise,
  };
}
