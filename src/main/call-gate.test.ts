import { expect, test } from 'vitest';
import type { Reply } from '../shared/errors.ts';
import { createCallGate } from './call-gate.ts';
import { connect, createTinyCore } from './core-channel.fixture.ts';

const answer = async (): Promise<Reply<unknown>> => ({ ok: true, value: 'answered' });
const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);
function chain(depth: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { a: value };
  return value;
}
function holdsItself(): unknown {
  const value: { self?: unknown } = {};
  value.self = value;
  return value;
}
/** Two to the power of 60 values, in 60 objects. */
function doubled(): unknown {
  let value: unknown = 'x';
  for (let i = 0; i < 60; i++) value = [value, value];
  return value;
}

test.each([
  ['nothing', undefined, 'ok'],
  ['plain JSON', { a: [1, null, 'x', { b: true }] }, 'ok'],
  ['64 levels', chain(64), 'ok'],
  ['65 levels', chain(65), 'bad-input'],
  ['10,000 levels', chain(10_000), 'bad-input'],
  ['a value that holds itself', holdsItself(), 'bad-input'],
  ['values that are there again and again', doubled(), 'too-large'],
  ['a list of 3,000,000', new Array(3_000_000).fill(0), 'too-large'],
  ['65 million characters', { text: 'x'.repeat(65_000_000) }, 'too-large'],
  ['a map', new Map([['a', 1]]), 'bad-input'],
  ['bytes', new Uint8Array(8), 'bad-input'],
  ['a function', { a: () => 1 }, 'bad-input'],
  ['a big integer', { a: 1n }, 'bad-input'],
])('%s', async (_, input, code) => {
  expect(codeOf(await createCallGate()(input, answer))).toBe(code);
});

test('too many calls that wait are refused as busy, until one is answered', async () => {
  const { core } = connect(createTinyCore);
  const hanging = Array.from({ length: 256 }, () => core.call('hang', null));
  expect(codeOf(await core.call('echo', 1))).toBe('busy');
  void core.close();
  expect((await Promise.all(hanging)).map(codeOf)).toEqual(hanging.map(() => 'internal'));

  const gate = createCallGate();
  const { promise, resolve } = Promise.withResolvers<Reply<unknown>>();
  const large = ['x'.repeat(60_000_000)];
  const waiting = [gate(large, () => promise), gate(large, () => promise)];
  expect(codeOf(await gate(large, answer))).toBe('busy');
  resolve({ ok: true, value: null });
  await Promise.all(waiting);
  expect(codeOf(await gate(large, answer))).toBe('ok');
});

test('what would overflow on its way to the core is refused before it leaves', async () => {
  const { core } = connect(createTinyCore);
  expect(codeOf(await core.call('echo', chain(100_000)))).toBe('bad-input');
  expect(await core.call('echo', 'still there')).toEqual({ ok: true, value: 'still there' });
  await core.close();
});
