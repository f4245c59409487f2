/** The core as the window sees it: typed calls that return a value or throw an AppError. */
import type { EventName, EventPayload, Input, Op, Output } from '../shared/contract/index.ts';
import { type Reply, unwrap } from '../shared/errors.ts';

/** The part of the bridge that calls go through. */
type Door = {
  call<K extends Op>(name: K, input: Input<K>): Promise<Reply<Output<K>>>;
  on<K extends EventName>(event: K, listener: (payload: EventPayload<K>) => void): () => void;
};

export type Api = {
  /** Runs one operation of the contract. Rejects with an AppError, `internal` where the reply never came. */
  call<K extends Op>(name: K, input: Input<K>): Promise<Output<K>>;
  /** Listens to an event of the contract; the function that it returns stops listening. */
  on<K extends EventName>(event: K, listener: (payload: EventPayload<K>) => void): () => void;
};

export function createApi(door: Door): Api {
  return {
    call: async (name, input) => unwrap(await door.call(name, input)),
    on: (event, listener) => door.on(event, listener),
  };
}
