import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Reply } from '../../shared/errors.ts';
import { parseUntrusted } from '../untrusted-json.ts';
import type { Access } from './access.ts';

const HEARTBEAT = 30_000; // milliseconds
/** How long a window may take to answer our goodbye, in milliseconds. */
const GOODBYE = 1_000;
/** Windows at a time. */
const MOST_WINDOWS = 32;
/** What a window that does not read may leave waiting, in bytes, before it is cut off; it reconnects and asks anew. */
const BACKLOG = 256 * 2 ** 20;

const Call = z.strictObject({ id: z.int(), name: z.string().max(100), input: z.unknown() });

/** What the host sends: the reply to a call, or an event. */
type ToWindow = { id: number; reply: Reply<unknown> } | { event: string; payload: unknown };

export type Sockets = { broadcast(event: string, payload: unknown): void; close(): void };

/** Serves calls and events over the WebSocket `/socket`; every other upgrade is refused. `maxPayload` is in bytes. */
export function serveSockets(
  server: Server,
  access: Access,
  maxPayload: number,
  call: (name: string, input: unknown) => Promise<Reply<unknown>>,
): Sockets {
  const wss = new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false });
  const silent = new Set<WebSocket>();

  server.on('upgrade', (request, socket, head) => {
    const allowed = access.ownHost(request) && access.ownOrigin(request) && access.signedIn(request);
    if (!allowed) refuse(socket, '403 Forbidden');
    else if (request.url !== '/socket') refuse(socket, '404 Not Found');
    else if (wss.clients.size >= MOST_WINDOWS) refuse(socket, '503 Service Unavailable');
    else wss.handleUpgrade(request, socket, head, serve);
  });

  function serve(socket: WebSocket): void {
    socket.on('pong', () => silent.delete(socket));
    socket.on('close', () => silent.delete(socket));
    // A broken message closes its socket; `ws` tells the window why.
    socket.on('error', () => {});
    socket.on('message', (data, binary) => {
      const message = binary ? null : parseCall(data);
      if (!message) return socket.close(1008, 'not a call');
      void call(message.name, message.input).then((reply) => send(socket, { id: message.id, reply }));
    });
  }

  const heartbeat = setInterval(() => {
    for (const socket of wss.clients) {
      if (silent.has(socket)) socket.terminate();
      else socket.ping();
      silent.add(socket);
    }
  }, HEARTBEAT);

  return {
    broadcast(event, payload) {
      for (const socket of wss.clients) send(socket, { event, payload });
    },
    close() {
      clearInterval(heartbeat);
      for (const socket of wss.clients) {
        socket.close(1001, 'Sayso is closing');
        setTimeout(() => socket.terminate(), GOODBYE).unref();
      }
      wss.close();
    },
  };
}

function send(socket: WebSocket, message: ToWindow): void {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount > BACKLOG) socket.terminate();
  else socket.send(JSON.stringify(message));
}

function parseCall(data: RawData): z.output<typeof Call> | null {
  try {
    const parsed = parseUntrusted(data.toString());
    return 'value' in parsed ? Call.parse(parsed.value) : null;
  } catch {
    return null;
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => {});
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
