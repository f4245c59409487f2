/** A process that is asked one thing after the other, and replaced when it crashes or takes too long. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Milliseconds for one answer. */
const LONGEST = 60_000;

export type BoundedChild<Asked, Answer> = {
  ask(asked: Asked): Promise<Answer | 'hang' | 'crash'>;
  close(): void;
};

/** `module` answers each message with one, an object. */
export function createBoundedChild<Asked extends object, Answer extends object>(
  module: URL,
): BoundedChild<Asked, Answer> {
  let child: ChildProcess | null = null;
  const start = () => fork(fileURLToPath(module), { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  return {
    ask(asked) {
      child ??= start();
      const own = child;
      return new Promise((resolve) => {
        const settle = (answer: Answer | 'hang' | 'crash') => {
          clearTimeout(timer);
          own.removeAllListeners();
          if (typeof answer === 'string') {
            own.kill('SIGKILL');
            child = null;
          }
          resolve(answer);
        };
        const timer = setTimeout(() => settle('hang'), LONGEST);
        own.once('message', (answer) => settle(answer as Answer));
        own.once('exit', () => settle('crash'));
        own.send(asked);
      });
    },
    close: () => {
      child?.kill();
    },
  };
}
