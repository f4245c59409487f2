/** What a window may ask of the core at a time. Calls are plain JSON; what is more than that would harm whoever copies it. */
import type { Reply } from '../shared/errors.ts';
import { MOST_DEPTH } from './untrusted-json.ts';

/** Values within one another in one call, and characters of all its texts and keys. */
const MOST_VALUES = 2_000_000;
const MOST_CHARACTERS = 64_000_000;
/** Calls that wait for their answers, and all their characters. */
const MOST_CALLS = 256;
const MOST_WAITING = 128_000_000;

const refusal = (code: 'bad-input' | 'too-large' | 'busy', message: string): Reply<never> => ({
  ok: false,
  error: { code, message },
});
const NOT_JSON = refusal('bad-input', 'This call is not plain JSON, or nests too deep.');
const TOO_LARGE = refusal('too-large', 'This is more than Sayso takes at once. Do it in parts.');
const BUSY = refusal('busy', 'Sayso is still busy with what was asked before. Try again in a moment.');

type Call = () => Promise<Reply<unknown>>;

/** Lets calls through as long as they are no more, and no larger, than can be answered; others are refused at once. */
export function createCallGate(): (input: unknown, call: Call) => Promise<Reply<unknown>> {
  let calls = 0;
  let waiting = 0;
  return async (input, call) => {
    const characters = charactersOf(input);
    if (typeof characters !== 'number') return characters;
    if (calls >= MOST_CALLS || waiting + characters > MOST_WAITING) return BUSY;
    calls += 1;
    waiting += characters;
    try {
      return await call();
    } finally {
      calls -= 1;
      waiting -= characters;
    }
  };
}

/** The characters of a value, or why it is refused. A loop: a value may nest deeper than the stack goes, or hold itself. */
function charactersOf(input: unknown): number | Reply<never> {
  const left: { value: unknown; depth: number }[] = [{ value: input, depth: 0 }];
  let values = 0;
  let characters = 0;
  for (let next = left.pop(); next; next = left.pop()) {
    const { value, depth } = next;
    values += 1;
    if (typeof value === 'string') characters += value.length;
    else if (typeof value === 'object' && value !== null) {
      if (depth >= MOST_DEPTH || !isPlain(value)) return NOT_JSON;
      const keys = Object.keys(value);
      if (values + left.length + keys.length > MOST_VALUES) return TOO_LARGE;
      for (const key of keys) {
        if (!Array.isArray(value)) characters += key.length;
        left.push({ value: (value as Record<string, unknown>)[key], depth: depth + 1 });
      }
    } else if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') return NOT_JSON;
    if (characters > MOST_CHARACTERS) return TOO_LARGE;
  }
  return characters;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === null || prototype === Object.prototype;
}
