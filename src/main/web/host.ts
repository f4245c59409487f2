import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../../shared/errors.ts';
import type { CoreClient } from '../core-client.ts';
import { readStatic } from '../static-files.ts';
import { type Access, createAccess } from './access.ts';
import { send, sendError, sendJson, sendPage } from './answers.ts';
import { sendDownload } from './download.ts';
import { createPlaces, type Places } from './save-as.ts';
import { serveSockets } from './socket.ts';
import { receiveUpload } from './upload.ts';

export type WebHostOptions = {
  core: CoreClient;
  /** The built window. */
  rendererDir: string;
  /** 0 takes any free port. */
  port: number;
  projectsDir: string;
  /** A private folder for uploads and exports, which the caller removes. */
  tempDir: string;
  limits?: Limits;
};

/** The most that one upload and one message may hold, in bytes. */
type Limits = { upload: number; message: number };

/** A pasted text has up to 20 million characters, and needs several bytes for each in JSON. */
const LIMITS: Limits = { upload: 200 * 2 ** 20, message: 128 * 2 ** 20 };

export type WebHost = {
  /** The address with the token that is good for one window. */
  url: string;
  port: number;
  /** Stops listening and cuts the windows off; the core stays. */
  close(): Promise<void>;
};

/** Serves the window on 127.0.0.1. Throws an AppError `busy` where the port is taken. */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const { core, limits = LIMITS } = options;
  const server = createServer();
  const port = await listen(server, options.port);
  const access = createAccess(port);
  const places = createPlaces(options);

  server.on('request', (request, response) => {
    answer(request, response, { ...options, limits, access, places }).catch((error: unknown) =>
      sendError(response, error),
    );
  });
  const call = (name: string, input: unknown) =>
    name === 'app.saveAs' ? places.saveAs(input) : core.call(name, input);
  const sockets = serveSockets(server, access, limits.message, call);
  const stopListening = core.on(sockets.broadcast);

  return {
    url: `http://127.0.0.1:${port}/?token=${access.token}`,
    port,
    async close() {
      stopListening();
      sockets.close();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

type Context = WebHostOptions & { limits: Limits; access: Access; places: Places };

async function answer(request: IncomingMessage, response: ServerResponse, context: Context): Promise<void> {
  const { access } = context;
  if (!access.ownHost(request)) return sendPage(response, 403, 'Not here', 'Sayso answers at its own address only.');
  const url = request.url?.startsWith('/') ? URL.parse(`http://sayso${request.url}`) : null;
  if (!url) return sendPage(response, 400, 'Not an address', 'Sayso cannot read this address.');

  const token = url.searchParams.get('token');
  if (request.method === 'GET' && url.pathname === '/' && token !== null)
    return enter(request, response, access, token);
  if (!access.signedIn(request)) return refuseStranger(response);

  if (request.method === 'POST') return upload(request, response, url, context);
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return sendPage(response, 405, 'Not possible', 'Sayso does not answer this kind of request.');
  if (url.pathname.startsWith('/download/')) return download(response, url, context);

  const file = await readStatic(context.rendererDir, url.pathname);
  if (file) return send(response, 200, file.type, file.body);
  return sendPage(response, 404, 'Not found', 'There is nothing at this address.');
}

/** Exchanges the token for the cookie and drops it from the address, so that no history and no screenshot shows it. */
function enter(request: IncomingMessage, response: ServerResponse, access: Access, token: string): void {
  const cookie = access.exchange(token);
  if (cookie !== null) response.setHeader('Set-Cookie', cookie);
  // A window that is signed in already may come back by the old address, from the history say.
  else if (!access.signedIn(request)) {
    refuseStranger(response);
    return;
  }
  response.setHeader('Location', '/');
  send(response, 303, 'text/plain; charset=utf-8', '');
}

function refuseStranger(response: ServerResponse): void {
  sendPage(
    response,
    403,
    'Sayso is open elsewhere',
    'This address was used already, or is not complete. Go on in the window that is open, or start Sayso again: ' +
      'it prints a new address each time.',
  );
}

async function upload(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  { access, core, tempDir, projectsDir, limits }: Context,
): Promise<void> {
  if (!access.ownOrigin(request))
    return sendPage(response, 403, 'Not allowed', 'Only the window of Sayso may do this.');
  if (url.pathname !== '/upload') throw new AppError('not-found', 'There is nothing at this address.');
  const name = url.searchParams.get('name');
  if (!name) throw new AppError('bad-input', 'An upload needs a name.');
  sendJson(response, 200, await receiveUpload(request, name, { core, tempDir, projectsDir, limit: limits.upload }));
}

async function download(response: ServerResponse, url: URL, { places }: Context): Promise<void> {
  const file = places.downloadOf(decodeToken(url.pathname.slice('/download/'.length)));
  if (!file) throw new AppError('not-found', 'There is no such download. Export the dataset again.');
  await sendDownload(response, file);
}

function decodeToken(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new AppError('busy', `Port ${port} cannot be used: another program has it, or it is reserved.`, {
      cause: error,
    });
  }
  return (server.address() as AddressInfo).port;
}
