/** From a name and an untrusted value to a reply: the only way into the handlers. */
import { z } from 'zod';
import { contract, type Handlers, type HostOp, type Op } from '../shared/contract/index.ts';
import { AppError, type Reply } from '../shared/errors.ts';
import { logFault } from './fault-log.ts';
import { explainSqlite } from './store/sqlite-errors.ts';

export type CoreHandlers = Omit<Handlers, HostOp>;
/** One call of the door: never rejects, errors are inside the reply. */
export type Call = (name: string, input: unknown) => Promise<Reply<unknown>>;

/** Calls that take longer are worth a look; milliseconds. */
const SLOW = 100;
/** In characters. */
const LONGEST_MESSAGE = 2000;

function failure(name: string, thrown: unknown): Reply<never> {
  const error = explainSqlite(thrown);
  if (error instanceof AppError) return { ok: false, error: { code: error.code, message: error.message } };
  logFault(`${name} failed`, error);
  return {
    ok: false,
    error: { code: 'internal', message: 'Sayso met an error it does not know. Nothing was changed by this step.' },
  };
}

/** It may name keys, as many and as long as somebody sent. */
const wrongInput = (name: string, error: z.ZodError): string =>
  `${name}: ${z.prettifyError(error)}`.slice(0, LONGEST_MESSAGE).toWellFormed();

/** Never throws: every error is in the reply. `log` is told of calls that took long. */
export function createDispatch(handlers: CoreHandlers, log: (line: string) => void): Call {
  return async (name, input) => {
    if (!Object.hasOwn(contract, name) || !Object.hasOwn(handlers, name))
      return {
        ok: false,
        error: { code: 'bad-input', message: `There is no operation ${String(name).slice(0, 100)}.` },
      };
    const parsed = contract[name as Op].input.safeParse(input);
    if (!parsed.success) return { ok: false, error: { code: 'bad-input', message: wrongInput(name, parsed.error) } };
    const started = performance.now();
    try {
      const handler = handlers[name as keyof CoreHandlers] as (input: unknown) => unknown;
      return { ok: true, value: await handler(parsed.data) };
    } catch (thrown) {
      return failure(name, thrown);
    } finally {
      const took = performance.now() - started;
      if (took > SLOW) log(`${name} took ${Math.round(took)} ms`);
    }
  };
}
