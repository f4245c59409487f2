/** Errors as they cross a process boundary. Messages are for people: they name the thing, the place and the way out. */

export type ErrorCode =
  | 'bad-input'
  | 'too-large'
  | 'not-found'
  | 'conflict'
  | 'busy'
  | 'moved'
  | 'newer-file'
  | 'damaged-file'
  | 'read-only'
  | 'disk'
  | 'cancelled'
  | 'internal';

export type Reply<T> = { ok: true; value: T } | { ok: false; error: { code: ErrorCode; message: string } };

/** An error that its reader can act upon. Anything else that is thrown crosses as `internal`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
  }
}

/** Turns a reply back into a value, or throws its error. */
export function unwrap<T>(reply: Reply<T>): T {
  if (reply.ok) return reply.value;
  throw new AppError(reply.error.code, reply.error.message);
}
