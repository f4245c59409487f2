import { AppError } from '../shared/errors.ts';
import type { Core, CoreOptions } from './core.ts';
import type { FromCore, Question, ToCore } from './core-messages.ts';
import { logFault } from './fault-log.ts';

/** The core's end of a channel to its host. */
export type HostChannel = {
  post(message: FromCore): void;
  onMessage(listener: (message: ToCore) => void): void;
  /** Ends the process once what was posted is on its way. */
  end(): void;
};

/** Answers a host's messages with a core that is made on `start`. Returns what closes the core and ends the process. */
export function serveCore(channel: HostChannel, createCore: (options: CoreOptions) => Core): () => Promise<void> {
  let core: Core | null = null;
  let closing: Promise<void> | null = null;

  const close = (): Promise<void> => {
    closing ??= (core?.close() ?? Promise.resolve())
      .catch((error: unknown) => logFault('Sayso: closing the project failed', error))
      .then(() => channel.end());
    return closing;
  };

  channel.onMessage((message) => {
    if (message.kind === 'close') void close();
    else if (message.kind !== 'start') void answer(core, message).then(channel.post);
    else
      try {
        core = createCore(message.options);
        core.on((name, payload) => channel.post({ kind: 'event', name, payload }));
      } catch (error) {
        logFault('Sayso: the core could not start', error);
        channel.post({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
        void close();
      }
  });
  return close;
}

async function answer(core: Core | null, question: Question): Promise<FromCore> {
  const { id } = question;
  try {
    if (!core) throw new AppError('internal', 'The core of Sayso has not started.');
    return { kind: 'answer', id, value: await ask(core, question) };
  } catch (error) {
    if (error instanceof AppError) return { kind: 'refusal', id, error: { code: error.code, message: error.message } };
    logFault(`Sayso: ${question.kind} failed`, error);
    return { kind: 'refusal', id, error: { code: 'internal', message: `Sayso failed inside (${String(error)}).` } };
  }
}

function ask(core: Core, question: Question): unknown {
  switch (question.kind) {
    case 'call':
      return core.call(question.name, question.input);
    case 'take':
      return core.take(question.path, question.options);
    case 'place':
      return core.place(question.path);
    case 'pathOf':
      return core.pathOf(question.token);
  }
}
