/** What a host and the process of its core say to one another. Values are plain JSON; ids pair answers with questions. */
import type { ErrorCode } from '../shared/errors.ts';
import type { CoreOptions } from './core.ts';

export type TakeOptions = {
  /** The name to show, where it is not that of the path. */
  name?: string;
  /** Given before the window is there: it finds the file in `AppState.opened`. */
  opened?: boolean;
};

/** Questions, by kind: what is asked and what is answered. */
export type Questions = {
  call: { ask: { name: string; input: unknown }; answer: unknown };
  take: { ask: { path: string; options: TakeOptions }; answer: string };
  place: { ask: { path: string }; answer: string };
  pathOf: { ask: { token: string }; answer: string | null };
};
export type QuestionKind = keyof Questions;
export type Question = { [K in QuestionKind]: { kind: K; id: number } & Questions[K]['ask'] }[QuestionKind];

/** `start` is the first message. `close` has no answer: the process ends. */
export type ToCore = { kind: 'start'; options: CoreOptions } | Question | { kind: 'close' };

export type FromCore =
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'refusal'; id: number; error: { code: ErrorCode; message: string } }
  | { kind: 'event'; name: string; payload: unknown }
  /** The core could not start; the process ends. */
  | { kind: 'failed'; message: string };
