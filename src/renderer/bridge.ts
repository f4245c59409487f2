/** The window's end of the door: the desktop app's preload where there is one, else the web host. */
import type { EventName, EventPayload, Input, Op, Output } from '../shared/contract/index.ts';
import { type Reply, unwrap } from '../shared/errors.ts';
import { createWebBridge } from './web-bridge.ts';

export type GivenFile = { token: string; name: string };

export type Bridge = {
  /** Never rejects: errors are inside the reply; `internal` where none came. */
  call<K extends Op>(name: K, input: Input<K>): Promise<Reply<Output<K>>>;
  /** Listens to an event; the function that it returns stops listening. */
  on<K extends EventName>(event: K, listener: (payload: EventPayload<K>) => void): () => void;
  /** Gives a dropped or picked file to the core: its token, and its name. Rejects with an AppError. */
  take(file: File): Promise<GivenFile>;
  /**
   * Tells at once, and at each change, whether the core can be reached. When it can be reached again, events were
   * missed meanwhile: ask anew for what is shown.
   */
  onConnection(listener: (connected: boolean) => void): () => void;
};

/** The same three functions without their types, as the preload exposes them. */
type Exposed = {
  call(name: string, input: unknown): Promise<Reply<unknown>>;
  on(event: string, listener: (payload: unknown) => void): () => void;
  take(file: File): Promise<Reply<GivenFile>>;
};

declare global {
  interface Window {
    sayso?: Exposed;
  }
}

/** The bridge of this window. */
export function createBridge(): Bridge {
  if (window.sayso) return desktopBridge(window.sayso);
  const socketUrl = new URL('/socket', location.href);
  socketUrl.protocol = 'ws:';
  return createWebBridge({
    connect: () => new WebSocket(socketUrl),
    upload: (file) => fetch(`/upload?name=${encodeURIComponent(file.name)}`, { method: 'POST', body: file }),
  }) as Bridge;
}

function desktopBridge(exposed: Exposed): Bridge {
  return {
    ...exposed,
    take: async (file: File) => unwrap(await exposed.take(file)),
    onConnection(listener: (connected: boolean) => void) {
      listener(true);
      return () => {};
    },
  } as Bridge;
}
