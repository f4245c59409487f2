import type { ServerResponse } from 'node:http';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import { logFault } from '../fault-log.ts';
import { STRICT_HEADERS } from '../static-files.ts';

const STATUS: Partial<Record<ErrorCode, number>> = {
  'bad-input': 400,
  'not-found': 404,
  'too-large': 413,
  conflict: 409,
  disk: 507,
};

/** Sends a body under the strict headers. A HEAD request gets the headers alone. */
export function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { ...STRICT_HEADERS, 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(value));
}

/** Sends an error as `{ code, message }`, with the status that fits it. */
export function sendError(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const known = error instanceof AppError;
  if (!known) logFault('Sayso: a request failed', error);
  const { code, message } = known ? error : new AppError('internal', `Sayso failed inside (${String(error)}).`);
  sendJson(response, STATUS[code] ?? 500, { code, message });
}

/** Sends a page that says in plain words why there is nothing to see. `title` and `text` are ours, never a visitor's. */
export function sendPage(response: ServerResponse, status: number, title: string, text: string): void {
  const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<h1>${title}</h1>
<p>${text}</p>
</html>
`;
  send(response, status, 'text/html; charset=utf-8', page);
}
