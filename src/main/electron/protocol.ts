import type { CustomScheme, Protocol } from 'electron';
import { readStatic, STRICT_HEADERS } from '../static-files.ts';

const SCHEME = 'app';
const HOST = 'sayso';

/** The origin of our window, as Electron tells it of a frame. */
export const OWN_ORIGIN = `${SCHEME}://${HOST}`;
export const PAGE = `${OWN_ORIGIN}/index.html`;

/** To be registered before the app is ready: with these, the page has an origin of its own as one on https has. */
export const SCHEMES: CustomScheme[] = [
  { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
];

/** Serves the built window, and nothing else, under `app://sayso/`. */
export function serveApp(protocol: Pick<Protocol, 'handle'>, rendererDir: string): void {
  protocol.handle(SCHEME, async (request) => {
    const url = URL.parse(request.url);
    const file = url?.host === HOST && request.method === 'GET' ? await readStatic(rendererDir, url.pathname) : null;
    if (!file) return new Response('Not found', { status: 404, headers: STRICT_HEADERS });
    return new Response(new Uint8Array(file.body), { headers: { ...STRICT_HEADERS, 'Content-Type': file.type } });
  });
}
