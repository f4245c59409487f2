import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Who may speak to the web host: everything on this computer can reach it, other users and other pages included. */
export type Access = {
  /** The token of the URL that is printed; good for one exchange. */
  token: string;
  /** The `Set-Cookie` value for a token, or null where the token is wrong or was used. */
  exchange(token: string): string | null;
  /** Whether the request names us by our own address: a name that resolves to us (DNS rebinding) does not count. */
  ownHost(request: IncomingMessage): boolean;
  /** Whether the request says that it comes from our own page. */
  ownOrigin(request: IncomingMessage): boolean;
  /** Whether the request carries the cookie of the exchange. */
  signedIn(request: IncomingMessage): boolean;
};

/** Makes the secrets of one run of the host at this port. */
export function createAccess(port: number): Access {
  const token = randomBytes(32).toString('base64url');
  const secret = randomBytes(32).toString('base64url');
  // Cookies are kept by host alone, so two hosts at two ports need two names.
  const cookie = `sayso-${port}`;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  let used = false;

  return {
    token,
    exchange(given) {
      if (used || !same(given, token)) return null;
      used = true;
      return `${cookie}=${secret}; HttpOnly; SameSite=Strict; Path=/`;
    },
    ownHost: ({ headers }) => headers.host !== undefined && hosts.includes(headers.host),
    ownOrigin: ({ headers }) => headers.host !== undefined && headers.origin === `http://${headers.host}`,
    signedIn: ({ headers }) => cookieValues(headers.cookie ?? '', cookie).some((value) => same(value, secret)),
  };
}

function cookieValues(header: string, name: string): string[] {
  return header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}

/** Compares in a time that tells nothing of where the two differ. */
function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
