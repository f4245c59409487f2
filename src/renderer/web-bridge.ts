/** The bridge over the web host: one WebSocket, which comes back by itself, and uploads over HTTP. */
import { AppError, type ErrorCode, type Reply } from '../shared/errors.ts';

export type WebBridgeOptions = {
  connect(): WebSocket;
  upload(file: File): Promise<Response>;
  /** How long a call may wait for a connection, in milliseconds. */
  patience?: number;
};

const LARGEST = 200 * 2 ** 20; // bytes, as the host takes them
const LARGE = 1_000_000; // characters
const SLOWEST_RETRY = 4_000; // milliseconds

const failure = (message: string): Reply<never> => ({ ok: false, error: { code: 'internal', message } });
const LOST = failure(
  'The connection to Sayso was lost before it answered. Look whether this was done before you repeat it.',
);
const UNREACHABLE = failure('Sayso cannot be reached, so this was not done. Is it still running?');

type Incoming = { id: number; reply: Reply<unknown> } | { event: string; payload: unknown };
type Call = { message: string; answer(reply: Reply<unknown>): void };

/** Calls, events, files and the state of the connection, over what `connect` and `upload` reach. */
export function createWebBridge({ connect, upload, patience = 10_000 }: WebBridgeOptions) {
  const waiting = new Map<number, Call>();
  const asked = new Map<number, Call>();
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const watchers = new Set<(connected: boolean) => void>();
  /** What came and waits to be handed on: in its order. */
  const arrived: Incoming[] = [];
  let socket: WebSocket | null = null;
  let failures = 0;
  let lastId = 0;
  open();

  function open(): void {
    const next = connect();
    next.onopen = () => {
      failures = 0;
      setSocket(next);
      for (const [id, call] of waiting) ask(next, id, call);
      waiting.clear();
    };
    next.onmessage = ({ data }) => arrive(String(data));
    next.onclose = () => {
      handOn();
      if (socket === next) setSocket(null);
      for (const { answer } of asked.values()) answer(LOST);
      asked.clear();
      setTimeout(open, Math.min(SLOWEST_RETRY, 100 * 2 ** failures++));
    };
  }

  function setSocket(next: WebSocket | null): void {
    socket = next;
    for (const watcher of watchers) watcher(next !== null);
  }

  function ask(to: WebSocket, id: number, call: Call): void {
    asked.set(id, call);
    to.send(call.message);
  }

  /** To read a large message takes about a frame, so that what follows from it is left to the next task. */
  function arrive(message: string): void {
    const incoming = JSON.parse(message) as Incoming;
    if (arrived.length === 0 && message.length < LARGE) receive(incoming);
    else if (arrived.push(incoming) === 1) setTimeout(handOn);
  }

  function handOn(): void {
    for (const incoming of arrived.splice(0)) receive(incoming);
  }

  function receive(incoming: Incoming): void {
    if ('event' in incoming) {
      for (const listener of listeners.get(incoming.event) ?? []) listener(incoming.payload);
    } else {
      asked.get(incoming.id)?.answer(incoming.reply);
      asked.delete(incoming.id);
    }
  }

  return {
    call(name: string, input: unknown): Promise<Reply<unknown>> {
      const id = ++lastId;
      return new Promise((resolve) => {
        const call = { message: JSON.stringify({ id, name, input }), answer: resolve };
        if (socket) return ask(socket, id, call);
        waiting.set(id, call);
        setTimeout(() => waiting.delete(id) && resolve(UNREACHABLE), patience);
      });
    },
    on(event: string, listener: (payload: unknown) => void): () => void {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener));
      return () => void set.delete(listener);
    },
    async take(file: File): Promise<{ token: string; name: string }> {
      if (file.size > LARGEST) throw new AppError('too-large', `${file.name} is larger than 200 MB, the most we take.`);
      const response = await upload(file).catch(() => {
        throw new AppError('internal', `Sayso cannot be reached, so ${file.name} was not added. Is it still running?`);
      });
      if (response.ok) return (await response.json()) as { token: string; name: string };
      const problem = (await response.json().catch(() => ({}))) as { code?: ErrorCode; message?: string };
      throw new AppError(problem.code ?? 'internal', problem.message ?? `Sayso did not take ${file.name}.`);
    },
    onConnection(watcher: (connected: boolean) => void): () => void {
      watchers.add(watcher);
      watcher(socket !== null);
      return () => void watchers.delete(watcher);
    },
  };
}
